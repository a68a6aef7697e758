import { isE164, newWamid, readPhone } from '../ids.js';
import type { Choice, MediaRecord, MessageRecord } from '../state/records.js';
import { fill, type TemplateState } from '../templates.js';
import { GraphError } from './errors.js';

type Json = Record<string, unknown>;

/** Message types that carry a file, by upload (`id`) or by link. */
const FILES = ['image', 'video', 'audio', 'document', 'sticker'];

/** What each may be by an upload. */
export const TYPES: Readonly<Record<string, RegExp>> = {
  image: /^image\/(jpeg|png)$/,
  video: /^video\/(mp4|3gpp)$/,
  audio: /^audio\/(aac|amr|mpeg|mp4|ogg)$/,
  document: /^(application|text)\//,
  sticker: /^image\/webp$/,
};

/** Checks a send as the Graph API does and answers what goes on its way. Throws GraphError. */
export function readSend(
  body: Json,
  templates: readonly TemplateState[],
  phoneOf: (userId: string) => string | null,
  uploads: ReadonlyMap<string, MediaRecord>,
  now: number,
): MessageRecord {
  if (body.messaging_product !== 'whatsapp') {
    throw new GraphError(100, 'The parameter messaging_product is required.');
  }
  const phone = recipient(body, phoneOf);
  const type = typeof body.type === 'string' ? body.type : 'text';
  const part = body[type];
  if (typeof part !== 'object' || part === null) {
    throw new GraphError(131008, `The parameter ${type} is required.`);
  }
  const content = contentOf(type, part as Json, templates, uploads);
  const ref = body.biz_opaque_callback_data;
  return {
    id: newWamid(phone),
    channel: 'whatsapp',
    direction: 'outbound',
    phone,
    template: null,
    links: [],
    media: [],
    ...content,
    createdAt: now,
    status: 'queued',
    errorCode: null,
    callback: null,
    ref: typeof ref === 'string' ? ref : null,
    plan: [],
    reported: 0,
  };
}

/** `to` wins over `recipient`; a plus is not needed. */
function recipient(body: Json, phoneOf: (userId: string) => string | null): string {
  if (typeof body.to !== 'string' || body.to === '') {
    if (typeof body.recipient !== 'string') throw new GraphError(131008, 'The parameter to is required.');
    const known = phoneOf(body.recipient);
    if (known === null) throw new GraphError(131009, 'The recipient is not a known business-scoped user id.');
    return known;
  }
  const phone = readPhone(body.to);
  if (phone === null || !isE164(phone)) throw new GraphError(131030);
  return phone;
}

function contentOf(
  type: string,
  part: Json,
  templates: readonly TemplateState[],
  uploads: ReadonlyMap<string, MediaRecord>,
): Partial<MessageRecord> & { text: string } {
  if (type === 'text') return { text: limited(part.body, 4096, 'text.body') };
  if (type === 'template') return template(part, templates);
  if (type === 'interactive') {
    const most = part.type === 'button' ? 1024 : 4096;
    return {
      text: limited((part.body as Json | undefined)?.text, most, 'interactive.body.text'),
      choices: choicesOf(part),
    };
  }
  if (type === 'reaction') return { text: typeof part.emoji === 'string' ? part.emoji : '' };
  if (type === 'location') return { text: [part.name, part.address].filter(Boolean).join(', ') || 'Location' };
  if (!FILES.includes(type)) throw new GraphError(131051, `Unsupported message type ${type}.`);
  if (typeof part.link !== 'string' && typeof part.id !== 'string') {
    throw new GraphError(131008, `Either ${type}.id or ${type}.link is required.`);
  }
  const text = typeof part.caption === 'string' ? part.caption : '';
  if (text && type === 'audio') throw new GraphError(131009, 'audio takes no caption.');
  if (text.length > 1024) throw new GraphError(100, `Param ${type}.caption must be at most 1024 characters long.`);
  if (typeof part.id === 'string') {
    const media = uploads.get(part.id);
    if (!media) throw new GraphError(131009, `${type}.id is no media of this phone number.`);
    if (!TYPES[type]?.test(media.mimeType)) throw new GraphError(131053, `${media.mimeType} is no ${type}.`);
    return { text, media: [media] };
  }
  return { text, links: typeof part.link === 'string' ? [part.link] : [] };
}

/** The answers to tap: at most three buttons, or ten rows of a list. */
function choicesOf({ type, action }: Json): Choice[] {
  const { buttons = [], sections = [], button } = (action ?? {}) as Record<string, Json[]> & { button?: unknown };
  if (type === 'button') {
    if (buttons.length < 1 || buttons.length > 3) throw new GraphError(131009, 'Between 1 and 3 buttons are needed.');
    return buttons.map(({ reply }) => choice(reply as Json, 256, 20));
  }
  if (type !== 'list') return [];
  limited(button, 20, 'interactive.action.button');
  const rows = sections.flatMap(({ rows: of }) => (Array.isArray(of) ? (of as Json[]) : []));
  if (rows.length < 1 || rows.length > 10) throw new GraphError(131009, 'Between 1 and 10 rows are needed.');
  return rows.map((row) => choice(row, 200, 24));
}

const choice = ({ id, title }: Json, mostId: number, mostTitle: number): Choice => ({
  id: limited(id, mostId, 'interactive.action id'),
  title: limited(title, mostTitle, 'interactive.action title'),
});

function limited(value: unknown, most: number, name: string): string {
  if (typeof value !== 'string' || value.trim() === '')
    throw new GraphError(131008, `The parameter ${name} is required.`);
  if (value.length > most) throw new GraphError(100, `Param ${name} must be at most ${most} characters long.`);
  return value;
}

function template(
  part: Json,
  templates: readonly TemplateState[],
): Pick<MessageRecord, 'text' | 'template' | 'choices'> {
  const code = (part.language as Json | undefined)?.code;
  if (typeof part.name !== 'string' || typeof code !== 'string') {
    throw new GraphError(131008, 'template.name and template.language.code are required.');
  }
  const known = templates.find(({ name, language }) => name === part.name && language === code);
  if (known?.status === 'PAUSED') throw new GraphError(132015);
  if (known?.status === 'DISABLED') throw new GraphError(132016);
  if (!known || !['APPROVED', 'FLAGGED'].includes(known.status)) {
    throw new GraphError(132001, `template name (${part.name}) does not exist in ${code}`);
  }
  const components = Array.isArray(part.components) ? (part.components as Json[]) : [];
  const body = components.find((component) => String(component.type).toLowerCase() === 'body');
  const parameters = Array.isArray(body?.parameters) ? (body.parameters as Json[]) : [];
  const values = parameters.map((parameter, i) => {
    const value = typeof parameter.text === 'string' ? parameter.text : '';
    if (/[\n\t]| {5}/.test(value)) throw new GraphError(132018);
    const name = parameter.parameter_name;
    return [typeof name === 'string' ? name : String(i + 1), value] as const;
  });
  const text = fill(known.text, new Map(values));
  if (text === null) {
    throw new GraphError(132000, `body: number of localizable_params (${parameters.length}) does not match`);
  }
  const payloads = components
    .filter(({ sub_type: kind }) => kind === 'quick_reply')
    .map(({ index, parameters: [given] = [] }: Json & { parameters?: { payload?: unknown }[] }) => {
      return [Number(index), typeof given?.payload === 'string' ? given.payload : null] as const;
    });
  const payloadAt = new Map(payloads);
  const replies = (known.buttons ?? []).filter((button) => button.type === 'QUICK_REPLY');
  const choices = replies.map(({ text: title }, n) => ({ id: payloadAt.get(n) ?? title, title }));
  return { text, template: known.name, choices };
}
