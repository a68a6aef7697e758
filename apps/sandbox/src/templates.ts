import { createHash } from 'node:crypto';

export const TEMPLATE_STATUSES = ['APPROVED', 'PENDING', 'REJECTED', 'PAUSED', 'FLAGGED', 'DISABLED'] as const;
export const TEMPLATE_PROVIDERS = ['meta', 'twilio'] as const;
export type TemplateProvider = (typeof TEMPLATE_PROVIDERS)[number];

/** A template as a provider starts with it; `text` has {{1}} or {{first_name}} where parameters go. */
export interface CarrierTemplate {
  name: string;
  language: string;
  text: string;
  /** Twilio's sid. */
  contentSid: string;
  category?: 'UTILITY' | 'MARKETING' | 'AUTHENTICATION';
  status?: (typeof TEMPLATE_STATUSES)[number];
  quality?: 'GREEN' | 'YELLOW' | 'RED' | 'UNKNOWN';
  /** Why it was rejected or paused. */
  reason?: string;
  /** Words, or the kind of file that goes there. */
  header?: string | { format: 'IMAGE' | 'DOCUMENT' | 'VIDEO' };
  footer?: string;
  buttons?: readonly { type: 'QUICK_REPLY' | 'URL' | 'PHONE_NUMBER'; text: string; url?: string; phone?: string }[];
}

export type TemplateState = CarrierTemplate &
  Required<Pick<CarrierTemplate, 'category' | 'status' | 'quality'>> & {
    /** Meta's id. */
    id: string;
  };

export interface TemplateChange {
  provider: TemplateProvider;
  name: string;
  /** Absent: in every language. */
  language?: string;
  status?: TemplateState['status'];
  quality?: TemplateState['quality'];
  category?: TemplateState['category'];
  reason?: string;
  /** Deleted at the provider. */
  gone?: boolean;
}

/** The templates of both providers, each with its own opinion of them. Forgotten with the process, as faults are. */
export class Templates {
  private readonly lists: Record<TemplateProvider, TemplateState[]>;

  constructor(start: readonly CarrierTemplate[]) {
    const list = () =>
      start.map((template): TemplateState => ({
        category: 'UTILITY',
        status: 'APPROVED',
        quality: 'UNKNOWN',
        ...template,
        id: idOf(template),
      }));
    this.lists = { meta: list(), twilio: list() };
  }

  of(provider: TemplateProvider): readonly TemplateState[] {
    return this.lists[provider];
  }

  /** Answers what each changed one was before and is now. */
  change({
    provider,
    name,
    language,
    gone,
    ...fields
  }: TemplateChange): { before: TemplateState; after: TemplateState }[] {
    const concerned = (template: TemplateState) =>
      template.name === name && (language === undefined || template.language === language);
    const changed = this.lists[provider]
      .filter(concerned)
      .map((before) => ({ before, after: { ...before, ...fields } }));
    this.lists[provider] = this.lists[provider].flatMap((template) => {
      if (!concerned(template)) return [template];
      return gone ? [] : [{ ...template, ...fields }];
    });
    return gone ? [] : changed;
  }
}

/** A number that fits into a JavaScript one. */
const idOf = ({ name, language }: CarrierTemplate): string => {
  const hash = createHash('sha256').update(`${name} ${language}`).digest();
  return String(1_000_000_000_000 + hash.readUIntBE(0, 5));
};

/** The text with its parameters in place; null where those given are not exactly those needed. */
export function fill(template: string, values: ReadonlyMap<string, string>): string | null {
  const places = new Set([...template.matchAll(/\{\{(\w+)\}\}/g)].map(([, place]) => place!));
  if (places.size !== values.size || [...places].some((place) => !values.get(place))) return null;
  return template.replace(/\{\{(\w+)\}\}/g, (_, place: string) => values.get(place) ?? '');
}
