import { type LogEvent, type Stamp, stampOf } from './log-event.js';

export type Outcome = 'accepted' | 'callback' | 'declined' | 'no_input' | 'hung_up';

export interface CallHistory {
  id: string;
  episodeId: string;
  started: Stamp;
  queue: string | null;
  intent: string | null;
  line: string | null;
  language: string | null;
  waitSeconds: number | null;
  ended: Stamp | null;
  answeredByAgent: boolean | null;
  sameIssue: boolean | null;
  decision: (Stamp & { decision: string; reason: string; policyVersion: number | null }) | null;
  outcome: (Stamp & { outcome: Outcome; channel: string | null; heard: boolean }) | null;
}

export interface HandoffHistory {
  id: string;
  callId: string;
  threadId: string;
  begun: Stamp;
  channel: string;
  fallbackFrom: string | null;
  sent: Stamp | null;
  delivered: Stamp | null;
  failed: Stamp | null;
  engaged: Stamp | null;
}

export interface CycleHistory {
  threadId: string;
  cycle: number;
  opened: Stamp & { by: string };
  reply: (Stamp & { by: string | null; customerAt: Date | null; promisedAt: Date | null }) | null;
  resolved: (Stamp & { disposition: string; confirmed: boolean; voice: boolean; by: string | null }) | null;
  silent: Stamp | null;
}

export interface SurveyHistory {
  id: string;
  threadId: string;
  cycle: number;
  asked: (Stamp & { way: string; channel: string }) | null;
  failed: Stamp | null;
  notAsked: (Stamp & { reason: string }) | null;
  answered: (Stamp & { solved: boolean | null; score: number | null; via: string }) | null;
}

export interface SendHistory {
  threadId: string;
  seq: number;
  part: number;
  accepted: Stamp | null;
  failed: (Stamp & { code: string | null }) | null;
  channel: string;
  channelId: string | null;
  unit: string;
  units: number;
  category: string | null;
}

/** Everything the log tells of one customer, sorted by what it is about. */
export interface History {
  calls: Map<string, CallHistory>;
  handoffs: Map<string, HandoffHistory>;
  cycles: Map<string, CycleHistory>;
  surveys: Map<string, SurveyHistory>;
  sends: Map<string, SendHistory>;
  returns: (Stamp & { threadId: string; callId: string | null })[];
}

const text = (value: unknown): string | null =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : null;
const bool = (value: unknown): boolean | null => (typeof value === 'boolean' ? value : null);
const number = (value: unknown): number | null => (typeof value === 'number' ? value : null);
const time = (value: unknown): Date | null => (typeof value === 'string' ? new Date(value) : null);

const outcomes: Record<string, Outcome> = {
  'offer.accepted': 'accepted',
  'offer.callback': 'callback',
  'offer.declined': 'declined',
  'offer.no_input': 'no_input',
  'offer.hung_up': 'hung_up',
};

/**
 * Reads a customer's events, whatever order they were heard in: what happened first counts first, and what was said of one
 * thing twice counts as it was said last.
 */
export function historyOf(events: readonly LogEvent[]): History {
  const history: History = {
    calls: new Map(),
    handoffs: new Map(),
    cycles: new Map(),
    surveys: new Map(),
    sends: new Map(),
    returns: [],
  };
  for (const event of [...events].sort((a, b) => turn(a) - turn(b) || a.at.getTime() - b.at.getTime())) {
    const [about] = event.kind.split('.');
    if (about === 'call' || about === 'offer') readCall(history, event);
    else if (about === 'handoff') readHandoff(history, event);
    else if (about === 'thread') readThread(history, event);
    else if (about === 'survey') readSurvey(history, event);
    else if (about === 'send') readSend(history, event);
  }
  return history;
}

const beginnings = new Set(['call.started', 'handoff.begun', 'thread.opened', 'thread.reopened']);

/**
 * What began is read first: a provider's clock has whole seconds, and may be behind ours. Corrections come last: they speak
 * of the past. The sort keeps the order of commit among events of one moment.
 */
const turn = ({ kind }: LogEvent): number => (beginnings.has(kind) ? 0 : kind === 'call.corrected' ? 2 : 1);

function readCall({ calls }: History, event: LogEvent): void {
  const { kind, callId, data } = event;
  if (!callId) return;
  if (kind === 'call.started') {
    if (calls.has(callId)) return;
    calls.set(callId, {
      id: callId,
      episodeId: text(data.episodeId) ?? `call-${callId}`,
      started: stampOf(event),
      queue: text(data.queue),
      intent: text(data.intent),
      line: text(data.line),
      language: text(data.language),
      waitSeconds: number(data.waitSeconds),
      ended: null,
      answeredByAgent: null,
      sameIssue: null,
      decision: null,
      outcome: null,
    });
    return;
  }
  const call = calls.get(callId);
  if (!call) return;
  if (kind === 'call.decided') {
    const { decision, reason, policyVersion } = data;
    call.decision ??= {
      ...stampOf(event),
      decision: text(decision) ?? 'not_offered',
      reason: text(reason) ?? 'unknown',
      policyVersion: number(policyVersion),
    };
  } else if (kind === 'call.ended') {
    call.ended = stampOf(event);
    call.answeredByAgent = bool(data.answeredByAgent);
    call.sameIssue = bool(data.sameIssue);
  } else if (kind === 'call.corrected') {
    // Who asked to be rung back has hung up before: what the correction tells of is the callback.
    const rungBack = call.outcome?.outcome === 'callback' && data.answeredByAgent === true && !call.answeredByAgent;
    call.ended = { at: (rungBack ? null : call.ended?.at) ?? event.at, event: event.id };
    call.answeredByAgent = bool(data.answeredByAgent) ?? call.answeredByAgent;
    call.sameIssue = bool(data.sameIssue) ?? call.sameIssue;
    call.intent = text(data.intent) ?? call.intent;
    call.queue = text(data.queue) ?? call.queue;
  } else if (outcomes[kind]) {
    const heard = bool(data.heard) ?? true;
    call.outcome ??= { ...stampOf(event), outcome: outcomes[kind], channel: text(data.channel), heard };
  }
}

function readHandoff({ handoffs }: History, event: LogEvent): void {
  const { kind, callId, threadId, data } = event;
  const id = text(data.handoffId);
  if (!id || !callId || !threadId) return;
  if (kind === 'handoff.begun') {
    if (handoffs.has(id)) return;
    handoffs.set(id, {
      id,
      callId,
      threadId,
      begun: stampOf(event),
      channel: String(data.channel),
      fallbackFrom: text(data.fallbackFrom),
      sent: null,
      delivered: null,
      failed: null,
      engaged: null,
    });
    return;
  }
  const handoff = handoffs.get(id);
  if (!handoff) return;
  handoff.channel = text(data.channel) ?? handoff.channel;
  handoff.fallbackFrom = text(data.fallbackFrom) ?? handoff.fallbackFrom;
  if (kind === 'handoff.sent') handoff.sent ??= stampOf(event);
  else if (kind === 'handoff.delivered') handoff.delivered ??= stampOf(event);
  else if (kind === 'handoff.failed') handoff.failed ??= stampOf(event);
  else if (kind === 'handoff.engaged') handoff.engaged ??= stampOf(event);
}

function readThread({ cycles, returns }: History, event: LogEvent): void {
  const { kind, callId, threadId, data } = event;
  if (!threadId) return;
  const cycleOf = (cycle: number) => {
    const key = `${threadId}:${cycle}`;
    const known = cycles.get(key);
    if (known) return known;
    const opened = { ...stampOf(event), by: text(data.by) ?? 'unknown' };
    const made: CycleHistory = { threadId, cycle, opened, reply: null, resolved: null, silent: null };
    cycles.set(key, made);
    return made;
  };
  const cycle = number(data.cycle) ?? 1;
  if (kind === 'thread.opened' || kind === 'thread.reopened') cycleOf(cycle);
  else if (kind === 'thread.first_reply') {
    const { customerAt, promisedAt, by } = data;
    cycleOf(cycle).reply ??= {
      ...stampOf(event),
      by: text(by),
      customerAt: time(customerAt),
      promisedAt: time(promisedAt),
    };
  } else if (kind === 'thread.resolved') {
    cycleOf(cycle).resolved ??= {
      ...stampOf(event),
      disposition: text(data.disposition) ?? 'other',
      confirmed: data.confirmed === true,
      voice: data.voice === true,
      by: text(data.by),
    };
  } else if (kind === 'thread.silent') cycleOf(cycle).silent ??= stampOf(event);
  else if (kind === 'thread.returned_to_voice') {
    returns.push({ ...stampOf(event), threadId, callId });
  }
}

function readSurvey({ surveys }: History, event: LogEvent): void {
  const { kind, threadId, data } = event;
  const id = text(data.surveyId);
  if (!id || !threadId) return;
  const survey: SurveyHistory = surveys.get(id) ?? {
    id,
    threadId,
    cycle: number(data.cycle) ?? 1,
    asked: null,
    failed: null,
    notAsked: null,
    answered: null,
  };
  surveys.set(id, survey);
  const stamp = stampOf(event);
  if (kind === 'survey.asked') {
    // Asked again by the next way, where the first did not arrive.
    survey.asked = { ...stamp, way: String(data.way), channel: String(data.channel) };
    survey.failed = null;
  } else if (kind === 'survey.failed') survey.failed = stamp;
  else if (kind === 'survey.not_asked') survey.notAsked ??= { ...stamp, reason: String(data.reason) };
  else if (kind === 'survey.answered') {
    // A later answer counts, and what it leaves out stays as it was said before.
    survey.answered = {
      ...stamp,
      solved: bool(data.solved) ?? survey.answered?.solved ?? null,
      score: number(data.score) ?? survey.answered?.score ?? null,
      via: String(data.via),
    };
  }
}

function readSend({ sends }: History, event: LogEvent): void {
  const { kind, threadId, data } = event;
  const seq = number(data.seq);
  if (!threadId || seq === null) return;
  const part = number(data.part) ?? 0;
  const key = `${threadId}:${seq}:${part}`;
  const send: SendHistory = sends.get(key) ?? {
    threadId,
    seq,
    part,
    accepted: null,
    failed: null,
    channel: String(data.channel),
    channelId: text(data.channelId),
    unit: 'session',
    units: 1,
    category: null,
  };
  sends.set(key, send);
  if (kind === 'send.failed') send.failed ??= { ...stampOf(event), code: text(data.code) };
  else if (kind === 'send.accepted') {
    send.accepted ??= stampOf(event);
    send.unit = text(data.unit) ?? send.unit;
    send.units = number(data.units) ?? send.units;
    send.category = text(data.category);
  }
}
