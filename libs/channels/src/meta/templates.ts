import type { ChannelAccount, ProviderTemplate } from '../contract/index.js';
import { TemplatesError } from '../contract/index.js';
import type { Fragment } from '../loose.js';
import { fragment, list, word } from '../loose.js';
import { callProvider } from '../provider-call.js';
import { templateVariables } from '../template-text.js';
import { errorOf } from './errors.js';
import type { MetaWire } from './send.js';
import { categoryOf, qualityOf, statusOf } from './template-words.js';

const fields = 'id,name,language,category,status,quality_score,rejected_reason,parameter_format,components';
const pageSize = 100;
/** A business account holds at most 6000 templates (Meta, 2026): more pages than these are a loop. */
const mostPages = 100;

/** GET /{waba}/message_templates: a cursor from page to page until no `next` is named. */
export async function listTemplates(wire: MetaWire, account: ChannelAccount): Promise<ProviderTemplate[]> {
  const { wabaId } = account.settings;
  const { accessToken } = account.secrets;
  if (!wabaId || !accessToken) throw new TemplatesError('misconfigured', 'no business account id or token');
  const found: ProviderTemplate[] = [];
  let after: string | null = null;
  for (let page = 0; page < mostPages; page++) {
    const query = new URLSearchParams({ fields, limit: String(pageSize), ...(after && { after }) });
    const address = `${wire.graphUrl}/${wire.apiVersion}/${encodeURIComponent(wabaId)}/message_templates?${query}`;
    const answer = await callProvider(
      wire.fetch,
      address,
      { method: 'GET', headers: { Authorization: `Bearer ${accessToken}`, Accept: 'application/json' } },
      wire.timeoutMs,
    );
    if (answer.kind !== 'answered') throw new TemplatesError('provider_unavailable', `no answer: ${answer.reason}`);
    const body = fragment(answer.json);
    if (answer.status !== 200 || !Array.isArray(body.data)) {
      const { code, message } = errorOf(body.error);
      throw new TemplatesError(code, body.error ? message : `Meta answered ${answer.status} without a list`);
    }
    found.push(...list(body.data).flatMap((item) => templateOf(fragment(item)) ?? []));
    const paging = fragment(body.paging);
    after = word(paging.next) && word(fragment(paging.cursors).after);
    if (after === null) return found;
  }
  throw new TemplatesError('unknown', `the list did not end after ${mostPages} pages`);
}

function templateOf(item: Fragment): ProviderTemplate | null {
  const name = word(item.name);
  const language = word(item.language);
  if (name === null || language === null) return null;
  const components = list(item.components).map(fragment);
  const part = (type: string) => components.find((component) => word(component.type)?.toUpperCase() === type);
  const reason = word(item.rejected_reason);
  return {
    name,
    language,
    category: categoryOf(item.category),
    status: statusOf(item.status),
    quality: qualityOf(fragment(item.quality_score).score),
    header: word(part('HEADER')?.text),
    text: word(part('BODY')?.text) ?? '',
    footer: word(part('FOOTER')?.text),
    buttons: buttonsOf(part('BUTTONS')).map(({ kind, text }) => ({ kind, text })),
    providerId: word(item.id),
    reason: reason === 'NONE' ? null : reason,
    unsendable: unsendable(item, components),
  };
}

const buttonKinds: Record<string, ProviderTemplate['buttons'][number]['kind']> = {
  QUICK_REPLY: 'quick_reply',
  URL: 'url',
  PHONE_NUMBER: 'phone',
};

const buttonsOf = (component: Fragment | undefined) =>
  list(component?.buttons).map((button) => {
    const { type, text, url } = fragment(button);
    const kind = buttonKinds[word(type)?.toUpperCase() ?? ''] ?? 'other';
    return { kind, text: word(text) ?? '', url: word(url) };
  });

/** What only an agent with more than a line of text could fill in. */
function unsendable(item: Fragment, components: readonly Fragment[]): string | null {
  if (categoryOf(item.category) === 'authentication') return 'carries a one-time code';
  for (const component of components) {
    const type = word(component.type)?.toUpperCase();
    const format = word(component.format)?.toUpperCase() ?? 'TEXT';
    if (type === 'HEADER' && format !== 'TEXT') return `has a header with ${format.toLowerCase()}`;
    if (type === 'HEADER' && templateVariables(word(component.text) ?? '').length > 0) return 'has a variable header';
    if (type === 'BUTTONS') {
      const odd = buttonsOf(component).find(({ kind, url }) => kind === 'other' || templateVariables(url ?? '').length);
      if (odd) return `has the button “${odd.text}”, which needs a value of its own`;
    } else if (!['HEADER', 'BODY', 'FOOTER'].includes(type ?? '')) return `has a ${(type ?? 'part').toLowerCase()}`;
  }
  return null;
}
