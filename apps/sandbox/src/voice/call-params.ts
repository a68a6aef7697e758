import { countryOf } from '../ids.js';
import type { TwilioSender } from '../options.js';
import type { CallRecord } from '../state/records.js';

/** What every request about a call carries. `status`: as Twilio names it. */
export function callParams(
  line: TwilioSender,
  call: { sid: string; from: string },
  status: string,
  more: Record<string, string> = {},
): URLSearchParams {
  const params = new URLSearchParams({
    AccountSid: line.accountSid,
    ApiVersion: '2010-04-01',
    CallSid: call.sid,
    CallStatus: status,
    Called: line.number,
    Caller: call.from,
    Direction: 'inbound',
    From: call.from,
    To: line.number,
    // Old names and new ones for the same; outside North America only the country is filled.
    ...places(['Caller', 'From'], call.from.startsWith('+') ? countryOf(call.from) : ''),
    ...places(['Called', 'To'], countryOf(line.number)),
    ...more,
  });
  params.sort();
  return params;
}

/** The call-progress event that ends a call. */
export function endParams(line: TwilioSender, call: CallRecord, status: string, endedAt: number): URLSearchParams {
  const seconds = status === 'completed' ? Math.max(1, Math.round((endedAt - call.startedAt) / 1000)) : 0;
  return callParams(line, call, status, {
    CallDuration: String(seconds),
    Duration: String(Math.ceil(seconds / 60)),
    Timestamp: new Date(endedAt).toUTCString().replace('GMT', '+0000'),
    SequenceNumber: '0',
    CallbackSource: 'call-progress-events',
  });
}

function places(names: readonly string[], country: string): Record<string, string> {
  return Object.fromEntries(
    names.flatMap((name) => [
      [`${name}City`, ''],
      [`${name}State`, ''],
      [`${name}Zip`, ''],
      [`${name}Country`, country],
    ]),
  ) as Record<string, string>;
}
