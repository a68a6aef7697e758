import type { ChannelAccount, ProviderTemplate } from '../contract/index.js';
import { TemplatesError } from '../contract/index.js';
import type { Fragment } from '../loose.js';
import { fragment, isFragment, list, word } from '../loose.js';
import { callProvider } from '../provider-call.js';
import { templateVariables } from '../template-text.js';
import { errorOf } from './errors.js';
import type { TwilioWire } from './send.js';
import { basic } from './send.js';

const pageSize = 500;
const mostPages = 100;

/** GET /v1/ContentAndApprovals of the Content API, page by page. */
export async function listTemplates(wire: TwilioWire, account: ChannelAccount): Promise<ProviderTemplate[]> {
  const { accountSid } = account.settings;
  const { authToken } = account.secrets;
  if (!accountSid || !authToken) throw new TemplatesError('misconfigured', 'no account id or auth token');
  const found: ProviderTemplate[] = [];
  let query = `?PageSize=${pageSize}`;
  for (let page = 0; page < mostPages; page++) {
    const answer = await callProvider(
      wire.fetch,
      `${wire.contentUrl}/v1/ContentAndApprovals${query}`,
      { method: 'GET', headers: { Authorization: basic(accountSid, authToken), Accept: 'application/json' } },
      wire.timeoutMs,
    );
    if (answer.kind !== 'answered') throw new TemplatesError('provider_unavailable', `no answer: ${answer.reason}`);
    const body = fragment(answer.json);
    if (answer.status !== 200 || !Array.isArray(body.contents)) {
      const { code, message } = errorOf(word(body.code), word(body.message));
      throw new TemplatesError(code, word(body.message) ? message : `Twilio answered ${answer.status} without a list`);
    }
    found.push(...list(body.contents).flatMap((item) => templateOf(fragment(item)) ?? []));
    const next = word(fragment(body.meta).next_page_url);
    if (next === null) return newestOfEach(found);
    // Only its query: the credentials go to the address we know and to no other.
    query = URL.canParse(next) ? new URL(next).search : '';
    if (query === '') throw new TemplatesError('unknown', 'the next page has no address');
  }
  throw new TemplatesError('unknown', `the list did not end after ${mostPages} pages`);
}

/** Twilio's words for the state of an approval; a content that was never submitted is no template. */
const statuses: Record<string, ProviderTemplate['status']> = {
  approved: 'approved',
  received: 'pending',
  pending: 'pending',
  rejected: 'rejected',
  paused: 'paused',
  disabled: 'disabled',
};

function templateOf(item: Fragment): ProviderTemplate | null {
  const approval = fragment(item.approval_requests);
  const status = word(approval.status)?.toLowerCase() ?? 'unsubmitted';
  const name = word(approval.name) ?? word(item.friendly_name);
  const [sid, language] = [word(item.sid), word(item.language)];
  if (status === 'unsubmitted' || name === null || sid === null || language === null) return null;
  const [type, part] = partOf(fragment(item.types));
  const category = word(approval.category)?.toLowerCase() ?? null;
  return {
    name,
    language,
    category: category === 'marketing' || category === 'utility' || category === 'authentication' ? category : null,
    status: statuses[status] ?? 'pending',
    quality: 'unknown',
    header: word(part.header_text),
    text: word(part.body) ?? word(part.title) ?? '',
    footer: word(part.footer) ?? word(part.subtitle),
    buttons: list(part.actions).map((action) => buttonOf(type, fragment(action))),
    providerId: sid,
    reason: word(approval.rejection_reason),
    unsendable: unsendable(type, part),
  };
}

const buttonKinds: Record<string, ProviderTemplate['buttons'][number]['kind']> = {
  QUICK_REPLY: 'quick_reply',
  URL: 'url',
  PHONE_NUMBER: 'phone',
};

function buttonOf(type: string, action: Fragment): ProviderTemplate['buttons'][number] {
  const implied = type === 'twilio/quick-reply' ? 'QUICK_REPLY' : '';
  return {
    kind: buttonKinds[word(action.type)?.toUpperCase() ?? implied] ?? 'other',
    text: word(action.title) ?? '',
  };
}

/** A content may hold other types as fallbacks for other channels: the richest is the one that WhatsApp has approved. */
function partOf(types: Fragment): [type: string, part: Fragment] {
  const known = Object.entries(types).filter((entry): entry is [string, Fragment] => isFragment(entry[1]));
  return known.find(([type]) => type !== 'twilio/text') ?? known[0] ?? ['nothing', {}];
}

const plainTypes = ['twilio/text', 'twilio/quick-reply', 'twilio/call-to-action', 'twilio/card', 'whatsapp/card'];

function unsendable(type: string, part: Fragment): string | null {
  if (!plainTypes.includes(type)) return `is of type ${type}`;
  // Its variables are numbered together with those of the text, which only the text shows.
  const elsewhere = JSON.stringify({ ...part, body: undefined });
  if (templateVariables(elsewhere).length > 0) return 'has variables outside its text';
  return null;
}

/** A name can have been used twice for one language: what may be sent counts, else the last one in the list. */
function newestOfEach(templates: readonly ProviderTemplate[]): ProviderTemplate[] {
  const byName = new Map<string, ProviderTemplate>();
  for (const template of templates) {
    const key = `${template.name}\n${template.language}`;
    if (byName.get(key)?.status !== 'approved' || template.status === 'approved') byName.set(key, template);
  }
  return [...byName.values()];
}
