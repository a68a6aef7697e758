import type { Message } from '#libs/contracts';

/** The structured part of a message comes from providers as it is: nothing about it is certain. */
type Fragment = Readonly<Record<string, unknown>>;

const fragment = (value: unknown): Fragment =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fragment) : {};
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

export function wordOf(value: unknown): string | undefined {
  return (typeof value === 'string' && value !== '') || (typeof value === 'number' && Number.isFinite(value))
    ? String(value)
    : undefined;
}
const number = (value: unknown): number | undefined => {
  const read = wordOf(value) === undefined ? NaN : Number(value);
  return Number.isFinite(read) ? read : undefined;
};

export interface Place {
  latitude: number;
  longitude: number;
  name?: string | undefined;
  address?: string | undefined;
}

/** Null where the coordinates are none on this earth. */
export function placeOf({ content }: Pick<Message, 'content'>): Place | null {
  const [latitude, longitude] = [number(content?.latitude ?? content?.lat), number(content?.longitude ?? content?.lon)];
  if (latitude === undefined || longitude === undefined) return null;
  if (Math.abs(latitude) > 90 || Math.abs(longitude) > 180) return null;
  return { latitude, longitude, name: wordOf(content?.name), address: wordOf(content?.address) };
}

export interface Card {
  name: string | undefined;
  phones: string[];
  emails: string[];
}

export const cardsOf = ({ content }: Pick<Message, 'content'>): Card[] =>
  list(content?.contacts)
    .map(fragment)
    .map((card) => ({
      name: wordOf(card.name),
      phones: list(card.phones).flatMap((phone) => wordOf(fragment(phone).phone) ?? []),
      emails: list(card.emails).flatMap((email) => wordOf(email) ?? []),
    }));

export interface OrderLine {
  product: string | undefined;
  quantity: number;
  price: number | undefined;
  currency: string | undefined;
}

/** The lines of an order, and what they come to in each currency; only where every price is known. */
export function orderOf({ content }: Pick<Message, 'content'>): { lines: OrderLine[]; totals: Map<string, number> } {
  const lines = list(content?.items)
    .map(fragment)
    .map((item) => ({
      product: wordOf(item.productId),
      quantity: number(item.quantity) ?? 1,
      price: number(item.price),
      currency: wordOf(item.currency),
    }));
  const totals = new Map<string, number>();
  for (const { quantity, price, currency } of lines) {
    if (price === undefined || currency === undefined) return { lines, totals: new Map() };
    totals.set(currency, (totals.get(currency) ?? 0) + quantity * price);
  }
  return { lines, totals };
}

export interface Choice {
  kind: 'button' | 'list' | 'flow';
  title: string | undefined;
  description: string | undefined;
  /** What was filled in, for a form. */
  answers: [name: string, value: string][];
}

/** What was tapped or filled in, instead of typed; null for a message that is none of these. */
export function choiceOf({ type, content }: Pick<Message, 'type' | 'content'>): Choice | null {
  const kind = content?.kind;
  if (type !== 'interactive' || (kind !== 'button' && kind !== 'list' && kind !== 'flow')) return null;
  const answers = Object.entries(fragment(content?.response))
    // The provider's own mark of which form it was says nothing to a person.
    .filter(([name]) => name !== 'flow_token')
    .map(([name, value]): [string, string] => [name, wordOf(value) ?? JSON.stringify(value)]);
  return { kind, title: wordOf(content?.title), description: wordOf(content?.description), answers };
}

export interface Question {
  choices: string[];
  /** What opened the list they were in; null: they were buttons. */
  open: string | null;
}

/** As many go below a message as buttons, more are a list. */
const mostButtons = 3;

/** What we asked, with answers to tap. */
export function questionOf({ type, content }: Pick<Message, 'type' | 'content'>): Question | null {
  if (type !== 'interactive' || content?.kind !== 'question') return null;
  const choices = list(content.choices).flatMap((choice) => wordOf(fragment(choice).title) ?? []);
  if (choices.length === 0) return null;
  return { choices, open: choices.length > mostButtons ? (wordOf(content.open) ?? '') : null };
}

/** An earlier message that its writer has changed or taken back. */
export function changeOf({ type, content }: Pick<Message, 'type' | 'content'>): 'edit' | 'revoke' | null {
  return type === 'unsupported' && (content?.kind === 'edit' || content?.kind === 'revoke') ? content.kind : null;
}

/** What a provider says of a message that it cannot pass on. */
export function unsupportedOf({ content }: Pick<Message, 'content'>): {
  type?: string | undefined;
  reason?: string | undefined;
} {
  const { type, reason } = fragment(content?.unsupported);
  return { type: wordOf(type), reason: wordOf(reason) };
}

/** The advertisement, post or product that led here. */
export function originOf({
  content,
}: Pick<Message, 'content'>): { title: string | undefined; url: string | undefined } | null {
  const referral = fragment(content?.referral);
  const product = wordOf(fragment(content?.product).productId);
  if (Object.keys(referral).length === 0) return product ? { title: product, url: undefined } : null;
  return { title: wordOf(referral.headline) ?? wordOf(referral.body), url: wordOf(referral.source_url) };
}
