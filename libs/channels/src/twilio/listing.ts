import type {
  ChannelAccount,
  InboundItem,
  ListedInbound,
  ListedSend,
  Listing,
  OutgoingMessage,
} from '../contract/index.js';
import { ListingError, UndecodableError } from '../contract/index.js';
import type { Fragment } from '../loose.js';
import { fragment, list, numeric, parsed, word } from '../loose.js';
import { callProvider } from '../provider-call.js';
import { storable } from '../storable.js';
import { templateText } from '../template-text.js';
import { withPrefix } from './address.js';
import { errorOf } from './errors.js';
import { decodeMessage } from './message.decode.js';
import type { TwilioWire } from './send.js';
import { basic } from './send.js';
import { statusOf } from './status.js';

const pageSize = 100;
/** Of one sender and day: more than this was never meant for a person to answer. */
const mostPages = 200;
const mostMedia = 20;

/** Twilio's message list (providers.md 2.2): filtered by day only, the newest first, times in RFC 2822. */
export function listing(wire: TwilioWire): Listing {
  return {
    path: 'messages/list',
    async *inbound(account, day, since) {
      const query = { To: withPrefix(account.kind, account.address), DateSent: day };
      for await (const page of pages(wire, account, query)) {
        const dated = page.flatMap((entry) => listedOf(entry));
        yield dated.filter(({ entry }) => isInbound(fragment(entry)));
        if (dated.length > 0 && dated.every(({ at }) => at < since)) return;
      }
    },
    body: (account, listed) => body(wire, account, fragment(listed.entry)),
    decode,
    async sends(account, message, day) {
      const query = {
        To: withPrefix(account.kind, message.to),
        From: withPrefix(account.kind, account.address),
        DateSent: day,
      };
      const text = textOf(message.body).trim();
      const found: ListedSend[] = [];
      for await (const page of pages(wire, account, query)) {
        for (const entry of page)
          if (isText(entry) && (word(entry.body) ?? '').trim() === text) found.push(...sendOf(entry));
      }
      return found;
    },
  };
}

const isInbound = ({ direction, status }: Fragment): boolean => direction === 'inbound' && status === 'received';

function listedOf(entry: Fragment): ListedInbound[] {
  const key = word(entry.sid);
  const at = timeOf(entry);
  return key === null || at === null ? [] : [{ key, at, entry }];
}

function sendOf(entry: Fragment): ListedSend[] {
  const providerMessageId = word(entry.sid);
  const at = timeOf(entry);
  const status = statusOf(word(entry.status) ?? '');
  if (providerMessageId === null || at === null || status === null || entry.direction === 'inbound') return [];
  const error = status === 'failed' ? errorOf(word(entry.error_code), word(entry.error_message)) : null;
  return [{ providerMessageId, at, status, error }];
}

/** Null `date_sent`: not sent yet. */
function timeOf(entry: Fragment): Date | null {
  const text = word(entry.date_sent) ?? word(entry.date_created);
  const at = text === null ? NaN : Date.parse(text);
  return Number.isNaN(at) ? null : new Date(at);
}

/** Without a file: one whose caption says the same is another message. */
const isText = (entry: Fragment): boolean => (word(entry.num_media) ?? '0') === '0';

function textOf(content: OutgoingMessage['body']): string {
  if (content.type === 'text' || content.type === 'choice') return content.text;
  if (content.type === 'file') return content.caption ?? '';
  return templateText(content.template.text, content.parameters);
}

async function* pages(
  wire: TwilioWire,
  account: ChannelAccount,
  query: Record<string, string>,
): AsyncGenerator<Fragment[]> {
  const search = new URLSearchParams({ ...query, PageSize: String(pageSize) });
  let path: string | null = `${accountPath(account)}/Messages.json?${search.toString()}`;
  for (let page = 0; path !== null; page++) {
    if (page === mostPages) throw new ListingError(`more than ${mostPages} pages of one day`);
    const answer: Fragment = await get(wire, account, path);
    yield list(answer.messages).map(fragment);
    path = nextPage(answer.next_page_uri);
  }
}

/** Only a path: credentials go to no other host, whatever the answer says. */
function nextPage(value: unknown): string | null {
  const path = word(value);
  if (path === null) return null;
  if (!path.startsWith('/2010-04-01/Accounts/')) throw new ListingError('the next page is somewhere else');
  return path;
}

async function get(wire: TwilioWire, account: ChannelAccount, path: string): Promise<Fragment> {
  const headers = {
    Authorization: basic(account.settings.accountSid ?? '', account.secrets.authToken ?? ''),
    Accept: 'application/json',
  };
  const answer = await callProvider(wire.fetch, wire.apiUrl + path, { method: 'GET', headers }, wire.timeoutMs);
  if (answer.kind !== 'answered') throw new ListingError(answer.reason);
  if (answer.status !== 200) throw new ListingError(`HTTP ${answer.status}`);
  const read = fragment(answer.json);
  if (!Array.isArray(read.messages) && !Array.isArray(read.media_list)) throw new ListingError('not a list');
  return read;
}

const accountPath = ({ settings }: ChannelAccount): string =>
  `/2010-04-01/Accounts/${encodeURIComponent(settings.accountSid ?? '')}`;

/** The entry, and its media with their addresses: a list of its own. */
async function body(wire: TwilioWire, account: ChannelAccount, entry: Fragment): Promise<Buffer> {
  const media: { type: string | null; url: string }[] = [];
  if ((numeric(entry.num_media) ?? 0) > 0) {
    const path = `${accountPath(account)}/Messages/${encodeURIComponent(word(entry.sid) ?? '')}/Media.json`;
    const answer = await get(wire, account, `${path}?PageSize=${mostMedia}`);
    for (const item of list(answer.media_list).map(fragment)) {
      const uri = word(item.uri)?.replace(/\.json$/, '');
      if (uri?.startsWith('/2010-04-01/Accounts/')) {
        media.push({ type: word(item.content_type), url: wire.apiUrl + uri });
      }
    }
  }
  return Buffer.from(JSON.stringify({ message: entry, media }));
}

/**
 * As the webhook would have said it. The list knows less: no profile name, no buttons and no places, so that what was
 * pressed comes as its text.
 */
function decode(request: Pick<WebhookParts, 'url' | 'body' | 'receivedAt'>): InboundItem[] {
  const { message, media } = fragment(parsed(request.body.toString('utf8')));
  const entry = fragment(message);
  if (!isInbound(entry)) throw new UndecodableError('not a received message of the list');
  const form = new URLSearchParams();
  const names = { MessageSid: 'sid', AccountSid: 'account_sid', From: 'from', To: 'to', Body: 'body' };
  for (const [name, field] of Object.entries(names)) form.set(name, word(entry[field]) ?? '');
  list(media).forEach((item, n) => {
    form.set(`MediaUrl${n}`, word(fragment(item).url) ?? '');
    form.set(`MediaContentType${n}`, word(fragment(item).type) ?? '');
  });
  const items = decodeMessage({ ...request, body: Buffer.from(form.toString()) });
  const at = timeOf(entry);
  return items.map((item) => {
    const listed = { ...item, raw: storable({ message: entry, media: list(media) }) };
    return listed.kind === 'message' && at !== null ? { ...listed, sentAt: at } : listed;
  });
}

interface WebhookParts {
  url: string;
  body: Buffer;
  receivedAt: Date;
}
