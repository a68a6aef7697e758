import type { ChannelAccount, OutgoingMessage, SendOutcome } from '../contract/index.js';
import { failed, failureOutcome } from '../failure-class.js';
import { fragment, word } from '../loose.js';
import { callProvider } from '../provider-call.js';
import { templateParameter, templateText, templateVariables } from '../template-text.js';
import { withPrefix } from './address.js';
import { errorOf, failureClass } from './errors.js';
import { statusOf } from './status.js';

export interface TwilioWire {
  apiUrl: string;
  contentUrl: string;
  fetch: typeof fetch;
  timeoutMs: number;
}

/** One message by the REST API (providers.md 2.2). Twilio has no idempotency key: what is open stays open. */
export async function send(wire: TwilioWire, account: ChannelAccount, message: OutgoingMessage): Promise<SendOutcome> {
  const accountSid = account.settings.accountSid;
  const authToken = account.secrets.authToken;
  if (!accountSid || !authToken) return failed('rejected', 'misconfigured', null, 'no account id or auth token');
  const what = contentOf(account.kind, message);
  if (what === null) return failed('rejected', 'template_unavailable', null, 'the template has no ContentSid');
  const form = new URLSearchParams({
    To: withPrefix(account.kind, message.to),
    From: withPrefix(account.kind, account.address),
    ...what,
    StatusCallback: statusCallback(message),
  });
  const answer = await callProvider(
    wire.fetch,
    `${wire.apiUrl}/2010-04-01/Accounts/${encodeURIComponent(accountSid)}/Messages.json`,
    {
      method: 'POST',
      headers: {
        Authorization: basic(accountSid, authToken),
        'Content-Type': 'application/x-www-form-urlencoded',
        Accept: 'application/json',
      },
      body: form.toString(),
    },
    wire.timeoutMs,
  );
  if (answer.kind !== 'answered' || answer.status < 200 || answer.status >= 300) {
    const body = fragment(answer.kind === 'answered' ? answer.json : undefined);
    const providerCode = word(body.code);
    const status = answer.kind === 'answered' ? answer.status : 0;
    const text = word(body.message) ?? `Twilio answered ${status}`;
    return failureOutcome(answer, failureClass(providerCode), { providerCode, message: text });
  }
  return accepted(fragment(answer.json));
}

export function basic(accountSid: string, authToken: string): string {
  return 'Basic ' + Buffer.from(`${accountSid}:${authToken}`, 'utf8').toString('base64');
}

function contentOf(kind: ChannelAccount['kind'], { body, file }: OutgoingMessage): Record<string, string> | null {
  if (body.type === 'text' || body.type === 'choice') return { Body: body.text };
  if (body.type === 'file') return { ...(body.caption && { Body: body.caption }), MediaUrl: file!.link };
  const { template, parameters } = body;
  if (kind !== 'whatsapp') return { Body: templateText(template.text, parameters) };
  if (!template.providerId) return null;
  const names = templateVariables(template.text);
  const variables = Object.fromEntries(
    parameters.map((value, i) => [names[i] ?? String(i + 1), templateParameter(value)]),
  );
  return {
    ContentSid: template.providerId,
    ...(parameters.length > 0 ? { ContentVariables: JSON.stringify(variables) } : {}),
  };
}

function statusCallback({ publicUrl, ref }: OutgoingMessage): string {
  return `${publicUrl.replace(/\/+$/, '')}/webhooks/twilio/messages/status?ref=${encodeURIComponent(ref)}`;
}

/** A 2xx says that Twilio has it; without a readable id we cannot prove that, so it stays open. */
function accepted(body: Record<string, unknown>): SendOutcome {
  const providerMessageId = word(body.sid);
  if (providerMessageId === null) {
    return failed('unknown', 'provider_unavailable', null, 'Twilio accepted and named no message id');
  }
  const status = statusOf(word(body.status) ?? '') ?? 'accepted';
  if (status === 'failed') {
    return { outcome: 'rejected', error: errorOf(word(body.error_code), word(body.error_message)) };
  }
  return { outcome: 'accepted', providerMessageId, status };
}
