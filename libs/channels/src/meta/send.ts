import type { ChannelAccount, ChoiceBody, OutgoingMessage, SendOutcome, TemplateBody } from '../contract/index.js';
import { failed, failureOutcome } from '../failure-class.js';
import { fragment, list, word } from '../loose.js';
import { callProvider, type ProviderAnswer } from '../provider-call.js';
import { isPositional, templateParameter, templateVariables } from '../template-text.js';
import { errorOf, failureClass } from './errors.js';

export interface MetaWire {
  graphUrl: string;
  apiVersion: string;
  fetch: typeof fetch;
  timeoutMs: number;
  /** For the upload of a file: shorter than the lease of a send, less what its message may take. */
  uploadTimeoutMs: number;
}

/** One message by the Cloud API (providers.md 3.6). A 200 means accepted, not sent. */
export async function send(wire: MetaWire, account: ChannelAccount, message: OutgoingMessage): Promise<SendOutcome> {
  const { phoneNumberId } = account.settings;
  const { accessToken } = account.secrets;
  if (!phoneNumberId || !accessToken) return failed('rejected', 'misconfigured', null, 'no phone number id or token');
  const number = `${wire.graphUrl}/${wire.apiVersion}/${encodeURIComponent(phoneNumberId)}`;
  const uploaded = message.body.type === 'file' ? await upload(wire, number, accessToken, message) : { mediaId: null };
  if ('outcome' in uploaded) return uploaded;
  const answer = await callProvider(
    wire.fetch,
    `${number}/messages`,
    {
      method: 'POST',
      headers: {
        Authorization: `Bearer ${accessToken}`,
        'Content-Type': 'application/json',
        Accept: 'application/json',
      },
      body: JSON.stringify({
        messaging_product: 'whatsapp',
        recipient_type: 'individual',
        ...recipient(message.to),
        ...matter(message.body, uploaded.mediaId),
        biz_opaque_callback_data: message.ref,
      }),
    },
    wire.timeoutMs,
  );
  if (!taken(answer)) return refused(answer);
  const providerMessageId = word(fragment(list(fragment(answer.json).messages)[0]).id);
  if (providerMessageId === null) {
    return failed('unknown', 'provider_unavailable', null, 'Meta accepted and named no message id');
  }
  // message_status says accepted, held_for_quality_assessment or paused: Meta has it in each case.
  return { outcome: 'accepted', providerMessageId, status: 'accepted' };
}

/** The file itself comes first. Nobody sees an upload without a message: whatever became of it, it may be repeated. */
async function upload(
  wire: MetaWire,
  number: string,
  accessToken: string,
  { body, file }: OutgoingMessage,
): Promise<{ mediaId: string } | SendOutcome> {
  const content = body.type === 'file' ? await file?.read() : null;
  if (body.type !== 'file' || !content) return failed('rejected', 'content_invalid', null, 'the file is gone');
  const form = new FormData();
  form.set('messaging_product', 'whatsapp');
  form.set('type', body.mimeType);
  form.set('file', new Blob([new Uint8Array(content)], { type: body.mimeType }), body.fileName ?? 'file');
  const request = { method: 'POST', headers: { Authorization: `Bearer ${accessToken}`, Accept: 'application/json' } };
  const answer = await callProvider(wire.fetch, `${number}/media`, { ...request, body: form }, wire.uploadTimeoutMs);
  const mediaId = taken(answer) ? word(fragment(answer.json).id) : null;
  if (mediaId !== null) return { mediaId };
  if (taken(answer)) return failed('retry', 'provider_unavailable', null, 'Meta took the file and named no media id');
  const outcome = refused(answer);
  return outcome.outcome === 'unknown' ? { ...outcome, outcome: 'retry' } : outcome;
}

type Answered = Extract<ProviderAnswer, { kind: 'answered' }>;
const taken = (answer: ProviderAnswer): answer is Answered =>
  answer.kind === 'answered' && answer.status >= 200 && answer.status < 300;

function refused(answer: ProviderAnswer): SendOutcome {
  const body = fragment(answer.kind === 'answered' ? answer.json : undefined);
  const { providerCode, message } = errorOf(body.error);
  return failureOutcome(answer, failureClass(providerCode), { providerCode, message });
}

/**
 * A business-scoped id goes into `recipient` (since July 2026). Numbers get their plus: without it Meta may put the
 * business number's country code in front.
 */
function recipient(to: string): Record<string, string> {
  if (/^[A-Za-z]{2}\.[A-Za-z0-9.]+$/.test(to)) return { recipient: to };
  return { to: /^\d/.test(to) ? '+' + to : to };
}

function matter(body: OutgoingMessage['body'], mediaId: string | null): Record<string, unknown> {
  if (body.type === 'text') return { type: 'text', text: { body: body.text, preview_url: false } };
  if (body.type === 'file') {
    const { kind, caption, fileName } = body;
    const named = kind === 'document' && fileName ? { filename: fileName } : {};
    return { type: kind, [kind]: { id: mediaId, ...(caption && { caption }), ...named } };
  }
  if (body.type === 'choice') return { type: 'interactive', interactive: question(body) };
  const { template } = body;
  const components = componentsOf(body);
  return {
    type: 'template',
    template: {
      name: template.name,
      language: { code: template.language },
      ...(components.length > 0 ? { components } : {}),
    },
  };
}

/** Up to three answers as buttons, more as a list. */
function question({ text, choices, open }: ChoiceBody): object {
  const body = { text };
  if (choices.length <= 3) {
    return { type: 'button', body, action: { buttons: choices.map((reply) => ({ type: 'reply', reply })) } };
  }
  return { type: 'list', body, action: { button: open, sections: [{ rows: choices }] } };
}

function componentsOf({ template, parameters, payloads = [] }: TemplateBody): object[] {
  const variables = templateVariables(template.text);
  const named = !isPositional(variables);
  const texts = parameters.map((text, i) => ({
    type: 'text',
    ...(named && { parameter_name: variables[i] }),
    text: templateParameter(text),
  }));
  const replies = payloads.map((payload, index) => ({
    type: 'button',
    sub_type: 'quick_reply',
    index: String(index),
    parameters: [{ type: 'payload', payload }],
  }));
  return [...(texts.length > 0 ? [{ type: 'body', parameters: texts }] : []), ...replies];
}
