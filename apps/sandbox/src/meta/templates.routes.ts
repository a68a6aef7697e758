import type { FastifyInstance } from 'fastify';
import type { Network } from '../network.js';
import type { TemplateState } from '../templates.js';
import { GraphError } from './errors.js';

type Query = { fields?: string; limit?: string; after?: string };

/** GET /{waba}/message_templates: pages by cursor; without `fields` the default ones, and never others than asked for. */
export function templateRoutes(app: FastifyInstance, network: Network): void {
  app.get<{ Params: { version: string; id: string }; Querystring: Query }>(
    '/:version/:id/message_templates',
    (request) => {
      const { wabaId } = network.options.carrier.whatsapp;
      if (request.params.id !== wabaId) throw new GraphError(100, 'Object does not exist.', 33);
      const { fields = 'name,status,category,language,components,id', limit, after } = request.query;
      const asked = new Set(['id', ...fields.split(',')]);
      const size = Math.min(Math.max(Number(limit) || 25, 1), 1000);
      const start = after ? Number(Buffer.from(after, 'base64url').toString()) : 0;
      const all = network.templates.of('meta');
      const end = Math.min(start + size, all.length);
      const cursor = (at: number) => Buffer.from(String(at)).toString('base64url');
      const own = new URLSearchParams({ ...request.query, after: cursor(end) }).toString();
      const next = `https://graph.facebook.com/${request.params.version}/${wabaId}/message_templates?${own}`;
      return {
        data: all.slice(start, end).map((template) => pick(resource(template), asked)),
        paging: { cursors: { before: cursor(start), after: cursor(end) }, ...(end < all.length && { next }) },
      };
    },
  );
}

function resource(template: TemplateState): Record<string, unknown> {
  const { id, name, language, category, status, quality, text } = template;
  return {
    id,
    name,
    language,
    category,
    status,
    quality_score: { score: quality },
    rejected_reason: status === 'REJECTED' ? (template.reason ?? 'INVALID_FORMAT') : 'NONE',
    parameter_format: /\{\{[a-z_]+\}\}/.test(text) ? 'NAMED' : 'POSITIONAL',
    components: componentsOf(template),
  };
}

function componentsOf({ header, text, footer, buttons }: TemplateState): object[] {
  const head = typeof header === 'string' ? { format: 'TEXT', text: header } : header;
  return [
    ...(head ? [{ type: 'HEADER', ...head }] : []),
    { type: 'BODY', text },
    ...(footer ? [{ type: 'FOOTER', text: footer }] : []),
    ...(buttons
      ? [
          {
            type: 'BUTTONS',
            buttons: buttons.map(({ phone, ...button }) => ({ ...button, ...(phone && { phone_number: phone }) })),
          },
        ]
      : []),
  ];
}

const pick = (whole: Record<string, unknown>, names: ReadonlySet<string>) =>
  Object.fromEntries(Object.entries(whole).filter(([name]) => names.has(name)));
