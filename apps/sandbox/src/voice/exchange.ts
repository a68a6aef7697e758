import { EventEmitter } from 'node:events';
import { connectionOverrides, mayRetry } from '../connection-overrides.js';
import { Deliveries } from '../deliveries.js';
import { delayOf, timesOf } from '../faults.js';
import { type Answer, newIdempotencyToken, type WebhookCall } from '../hub-client.js';
import { newSid } from '../ids.js';
import type { Network } from '../network.js';
import type { CallRecord } from '../state/records.js';
import { Call, type Line } from './call.js';
import { callParams, endParams } from './call-params.js';
import { Queues } from './queues.js';
import { parseTwiml, TwimlError, type Verb } from './twiml.js';

const VOICE_PATH = '/webhooks/twilio/voice';
const STATUS_PATH = '/webhooks/twilio/voice/status';

/** Rings the company, runs what it answers, and reports how calls end. */
export class Exchange extends EventEmitter<{ call: [Call] }> {
  private readonly calls = new Map<string, Call>();
  private readonly line: Line;

  constructor(private readonly network: Network) {
    super();
    this.setMaxListeners(0);
    this.line = {
      queues: new Queues(network.options.carrier.voice.accountSid),
      fetch: (call, step, params) => this.fetch(call, step.url, step.method, params),
      changed: (call) => this.emit('call', call),
    };
    network.agenda.signal.addEventListener('abort', () => this.dropAll(), { once: true });
  }

  get queues(): Queues {
    return this.line.queues;
  }

  async ring(from: string, pace: number | undefined): Promise<Call> {
    const record: CallRecord = { sid: newSid('CA'), from, startedAt: Date.now(), endedAt: null };
    const call = new Call(record.sid, from, pace, this.line);
    await this.network.ledger.append({ op: 'call', call: record });
    this.calls.set(call.sid, call);
    this.emit('call', call);
    const params: Record<string, string> = from.startsWith('+') ? { StirVerstat: 'TN-Validation-Passed-A' } : {};
    const first = { go: 'fetch', url: this.network.hub.publicly(VOICE_PATH), method: 'POST', params } as const;
    this.network.agenda.run(this.carry(call, first));
    return call;
  }

  find(sid: string): Call | null {
    return this.calls.get(sid) ?? null;
  }

  /** Calls that were cut off because the process died: the company learns that they are over. */
  async resume(): Promise<void> {
    const open = [...this.network.state.calls.values()].filter(({ endedAt }) => endedAt === null);
    await Promise.all(open.map((record) => this.finish(record, 'completed')));
  }

  private async carry(call: Call, first: Parameters<Call['run']>[0]): Promise<void> {
    await call.run(first);
    const record = this.network.state.calls.get(call.sid);
    if (call.status === 'completed' && record) await this.finish(record, call.rejected ?? 'completed');
  }

  private async finish(record: CallRecord, status: string): Promise<void> {
    const at = Date.now();
    const owed = Deliveries.owe(
      {
        signer: 'voice',
        kind: 'call',
        phone: record.from,
        url: this.network.hub.publicly(STATUS_PATH),
        body: endParams(this.network.options.carrier.voice, record, status, at).toString(),
      },
      at,
    );
    await this.network.ledger.append({ op: 'call-ended', sid: record.sid, at }, { op: 'owed', owed });
    this.network.deliveries.start(owed);
  }

  /** Twilio's rules: 15 s to answer, one retry where no connection came about, then the caller hears of an error. */
  private async fetch(call: Call, url: string, method: 'GET' | 'POST', more: Record<string, string>): Promise<Verb[]> {
    const { agenda, faults, hub, options } = this.network;
    const struck = faults.strike('twilio.webhook', call.from);
    await agenda.sleep(delayOf(struck));
    const overrides = connectionOverrides(url);
    const request: WebhookCall = {
      signer: 'voice',
      url,
      method,
      body: callParams(options.carrier.voice, call, call.status, more).toString(),
      idempotencyToken: newIdempotencyToken(),
      timeoutMs: overrides.timeoutMs,
    };
    const [first] = await Promise.all(Array.from({ length: timesOf(struck) }, () => hub.request(request)));
    let answer = first!;
    for (let retry = 0; retry < overrides.retries && mayRetry(overrides, answer); retry++) {
      answer = await hub.request(request);
    }
    return documentOf(answer);
  }

  private dropAll(): void {
    for (const call of this.calls.values()) call.drop();
  }
}

function documentOf(answer: Answer): Verb[] {
  if (answer.got === 'nothing') throw new TwimlError(answer.reason === 'timeout' ? 11205 : 11200, answer.reason);
  if (answer.status >= 400) throw new TwimlError(11200, `HTTP ${answer.status}`);
  if (answer.body.trim() === '') throw new TwimlError(11770, 'Empty response body');
  if (!/^(text|application)\/xml\b/i.test(answer.contentType)) throw new TwimlError(12300, answer.contentType);
  return parseTwiml(answer.body);
}
