import type { ChannelAccount, OutgoingMessage, SendOutcome, TemplateBody } from '../contract/index.js';
import { failed, failureOutcome } from '../failure-class.js';
import { fragment, list, word } from '../loose.js';
import { callProvider } from '../provider-call.js';
import { isPositional, templateParameter, templateVariables } from '../template-text.js';
import { errorOf, failureClass } from './errors.js';

export interface MetaWire {
  graphUrl: string;
  apiVersion: string;
  fetch: typeof fetch;
  timeoutMs: number;
}

/** One message by the Cloud API (providers.md 3.6). A 200 means accepted, not sent. */
export async function send(wire: MetaWire, account: ChannelAccount, message: OutgoingMessage): Promise<SendOutcome> {
  const { phoneNumberId } = account.settings;
  const { accessToken } = account.secrets;
  if (!phoneNumberId || !accessToken) return failed('rejected', 'misconfigured', null, 'no phone number id or token');
  const answer = await callProvider(
    wire.fetch,
    `${wire.graphUrl}/${wire.apiVersion}/${encodeURIComponent(phoneNumberId)}/messages`,
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
        ...matter(message.body),
        biz_opaque_callback_data: message.ref,
      }),
    },
    wire.timeoutMs,
  );
  if (answer.kind !== 'answered' || answer.status < 200 || answer.status >= 300) {
    const body = fragment(answer.kind === 'answered' ? answer.json : undefined);
    const { providerCode, message: text } = errorOf(body.error);
    return failureOutcome(answer, failureClass(providerCode), { providerCode, message: text });
  }
  const providerMessageId = word(fragment(list(fragment(answer.json).messages)[0]).id);
  if (providerMessageId === null) {
    return failed('unknown', 'provider_unavailable', null, 'Meta accepted and named no message id');
  }
  // message_status says accepted, held_for_quality_assessment or paused: Meta has it in each case.
  return { outcome: 'accepted', providerMessageId, status: 'accepted' };
}

/**
 * A business-scoped id goes into `recipient` (since July 2026). Numbers get their plus: without it Meta may put the
 * business number's country code in front.
 */
function recipient(to: string): Record<string, string> {
  if (/^[A-Za-z]{2}\.[A-Za-z0-9.]+$/.test(to)) return { recipient: to };
  return { to: /^\d/.test(to) ? '+' + to : to };
}

function matter(body: OutgoingMessage['body']): Record<string, unknown> {
  if (body.type === 'text') return { type: 'text', text: { body: body.text, preview_url: false } };
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
