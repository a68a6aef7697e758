import type { ChannelAccount, Probe } from '../contract/index.js';
import { fragment, word } from '../loose.js';
import { probeFailure } from '../probe-failure.js';
import { callProvider } from '../provider-call.js';
import { failureClass } from './errors.js';
import type { TwilioWire } from './send.js';
import { basic } from './send.js';

/** The account's own record: `active`, or `suspended` or `closed`, and then nothing is sent or answered for it. */
export async function probe(wire: TwilioWire, account: ChannelAccount): Promise<Probe> {
  const { accountSid } = account.settings;
  const { authToken } = account.secrets;
  if (!accountSid || !authToken) return { outcome: 'refused', reason: 'no account id or auth token' };
  const answer = await callProvider(
    wire.fetch,
    `${wire.apiUrl}/2010-04-01/Accounts/${encodeURIComponent(accountSid)}.json`,
    { method: 'GET', headers: { Authorization: basic(accountSid, authToken), Accept: 'application/json' } },
    wire.timeoutMs,
  );
  const body = fragment(answer.kind === 'answered' ? answer.json : undefined);
  if (answer.kind !== 'answered' || answer.status < 200 || answer.status >= 300) {
    const status = answer.kind === 'answered' ? answer.status : 0;
    return probeFailure(answer, failureClass(word(body.code)), word(body.message) ?? `Twilio answered ${status}`);
  }
  const status = word(body.status);
  if (status === null) return { outcome: 'no_answer', reason: 'the answer names no status' };
  if (status === 'active') return { outcome: 'fine', quality: null };
  return { outcome: 'suspended', reason: `the Twilio account is ${status.slice(0, 40)}` };
}
