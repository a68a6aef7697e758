import type { FastifyInstance } from 'fastify';
import type { Network } from '../network.js';
import type { TemplateState } from '../templates.js';
import { accountOf } from './accounts.js';

type Query = { PageSize?: string; Page?: string };

/** The Content API, which Twilio serves at a host of its own: contents with the state of their approval. */
export function contentRoute(
  app: FastifyInstance,
  network: Network,
  admit: (accountSid: string, authorization: string | undefined) => void,
): void {
  app.get<{ Querystring: Query }>('/v1/ContentAndApprovals', (request) => {
    const accountSid = accountOf(request.headers.authorization);
    admit(accountSid, request.headers.authorization);
    const size = Math.min(Math.max(Number(request.query.PageSize) || 50, 1), 1000);
    const page = Math.max(Number(request.query.Page) || 0, 0);
    const owner = accountSid === network.options.carrier.whatsappTwilio.accountSid;
    const all = owner ? network.templates.of('twilio') : [];
    const url = (n: number) => `https://content.twilio.com/v1/ContentAndApprovals?PageSize=${size}&Page=${n}`;
    return {
      contents: all.slice(page * size, (page + 1) * size).map((template) => resource(accountSid, template)),
      meta: {
        page,
        page_size: size,
        first_page_url: url(0),
        previous_page_url: page > 0 ? url(page - 1) : null,
        url: url(page),
        next_page_url: all.length > (page + 1) * size ? url(page + 1) : null,
        key: 'contents',
      },
    };
  });
}

function resource(accountSid: string, template: TemplateState): object {
  const { name, language, text, contentSid, category, status, reason } = template;
  const [type, content] = contentOf(template);
  const places = [...new Set([...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, place]) => place!))];
  return {
    date_created: '2026-01-13T23:33:46Z',
    date_updated: '2026-01-13T23:33:46Z',
    sid: contentSid,
    account_sid: accountSid,
    friendly_name: name,
    language,
    variables: Object.fromEntries(places.map((place) => [place, 'sample'])),
    types: { [type]: content },
    approval_requests: {
      name,
      category,
      content_type: type,
      // Twilio knows no flag: a flagged template is approved there.
      status: status === 'FLAGGED' ? 'approved' : status.toLowerCase(),
      rejection_reason: reason ?? '',
      allow_category_change: true,
    },
  };
}

function contentOf({ text, header, footer, buttons = [] }: TemplateState): [type: string, content: object] {
  const actions = buttons.map(({ type, text: title, url, phone }, n) => {
    if (type === 'QUICK_REPLY') return { type, title, id: `reply_${n + 1}` };
    return { type, title, ...(url && { url }), ...(phone && { phone }) };
  });
  if (typeof header === 'object') return ['twilio/media', { body: text, media: ['https://example.com/file'] }];
  if (header || footer) {
    return ['whatsapp/card', { body: text, header_text: header ?? null, footer: footer ?? null, actions }];
  }
  if (actions.length === 0) return ['twilio/text', { body: text }];
  const replies = buttons.every(({ type }) => type === 'QUICK_REPLY');
  return [replies ? 'twilio/quick-reply' : 'twilio/call-to-action', { body: text, actions }];
}
