import type { LogEvent } from '../facts/log-event.js';

/** Minutes, hours and days in milliseconds, for tests that tell a story. */
export const minutes = (n: number) => n * 60_000;
export const hours = (n: number) => n * 3_600_000;
export const days = (n: number) => n * 86_400_000;

interface Rings {
  intent?: string | null;
  queue?: string | null;
  line?: string;
  language?: string;
  episode?: string;
  waitSeconds?: number;
}

/** Writes a log of events as the hub would, for tests of what reports make of it. Numbers are given in order. */
export class Log {
  readonly events: LogEvent[] = [];
  private ids = 0;

  /** `base`: what its numbers begin after, where several are told to one hub. */
  constructor(
    private readonly start: Date,
    private readonly base = 1000,
  ) {}

  /** `after` milliseconds from the beginning of the story. */
  at(after: number): Date {
    return new Date(this.start.getTime() + after);
  }

  add(
    after: number,
    kind: string,
    about: Partial<Pick<LogEvent, 'callId' | 'threadId' | 'contactId'>>,
    data: object = {},
  ): LogEvent {
    const id = String(++this.ids);
    const event: LogEvent = {
      xid: id,
      id,
      at: this.at(after),
      kind,
      callId: null,
      threadId: null,
      contactId: null,
      ...about,
      data: data as Record<string, unknown>,
    };
    this.events.push(event);
    return event;
  }

  customer(contactId: string | null): Customer {
    return new Customer(this, contactId);
  }

  /** A number nothing in this log has yet. */
  next(): string {
    return String(this.base + ++this.ids);
  }
}

/** What one customer does, told call by call. */
export class Customer {
  private last: { callId: string; episodeId: string } | null = null;
  private handoffId = '';
  threadId = '';

  constructor(
    private readonly log: Log,
    readonly contactId: string | null,
  ) {}

  private get about() {
    return { callId: this.last!.callId, contactId: this.contactId };
  }

  private get inThread() {
    return { threadId: this.threadId, contactId: this.contactId };
  }

  rings(
    after: number,
    {
      intent = null,
      queue = 'support',
      line = '+442079460000',
      language = 'en-GB',
      episode,
      waitSeconds = 400,
    }: Rings = {},
  ) {
    const callId = this.log.next();
    const episodeId = episode ?? callId;
    this.last = { callId, episodeId };
    this.log.add(after, 'call.started', this.about, { episodeId, queue, intent, line, language, waitSeconds });
    return this;
  }

  /** Rings again within the same episode. */
  redials(after: number, rings: Rings = {}) {
    return this.rings(after, { ...rings, episode: this.last!.episodeId });
  }

  get callId() {
    return this.last!.callId;
  }

  get episodeId() {
    return this.last!.episodeId;
  }

  decided(after: number, decision = 'offered', reason = 'wait_over_threshold', policyVersion: number | null = 1) {
    this.log.add(after, 'call.decided', this.about, { decision, reason, policyVersion, channels: ['whatsapp', 'sms'] });
    return this;
  }

  chooses(after: number, outcome: 'declined' | 'no_input' | 'hung_up' | 'callback', data: object = {}) {
    this.log.add(after, `offer.${outcome}`, this.about, data);
    return this;
  }

  ends(after: number, answeredByAgent: boolean | null = null, sameIssue: boolean | null = null) {
    this.log.add(after, 'call.ended', this.about, { answeredByAgent, sameIssue });
    return this;
  }

  corrected(after: number, data: object) {
    this.log.add(after, 'call.corrected', this.about, data);
    return this;
  }

  accepts(after: number, channel = 'whatsapp', { again = false, thread = true } = {}) {
    this.log.add(after, 'offer.accepted', this.about, { channel });
    if (again) return this;
    if (thread) {
      this.threadId = this.log.next();
      this.log.add(after, 'thread.opened', { ...this.about, threadId: this.threadId }, { by: 'handoff' });
    }
    this.handoffId = this.log.next();
    this.handoff(after, 'handoff.begun', { channel, fallbackFrom: null });
    return this;
  }

  private handoff(after: number, kind: string, data: object) {
    this.log.add(after, kind, { ...this.about, threadId: this.threadId }, { handoffId: this.handoffId, ...data });
    return this;
  }

  invited(after: number, channel = 'whatsapp') {
    return this.handoff(after, 'handoff.sent', { channel, fallbackFrom: null });
  }

  refused(after: number, channel: string, code: string) {
    return this.handoff(after, 'invite.refused', { channel, code, reason: 'The provider refused it.' });
  }

  /** The invite was taken by the provider, and costs. */
  delivered(after: number, { channel = 'whatsapp', fallbackFrom = null as string | null, seq = 2 } = {}) {
    this.sent(after, seq, channel);
    return this.handoff(after, 'handoff.delivered', { channel, fallbackFrom });
  }

  sent(after: number, seq: number, channel = 'whatsapp', data: object = {}) {
    const unit = channel === 'sms' ? 'segment' : 'template';
    const category = channel === 'sms' ? null : 'utility';
    const charged = { seq, part: null, channel, channelId: '1', unit, units: 1, category, ...data };
    this.log.add(after, 'send.accepted', this.inThread, charged);
    return this;
  }

  undeliverable(after: number, channel = 'sms') {
    return this.handoff(after, 'handoff.failed', { channel, fallbackFrom: 'whatsapp' });
  }

  engaged(after: number, channel = 'whatsapp') {
    return this.handoff(after, 'handoff.engaged', { channel });
  }

  resolved(after: number, { confirmed = true, voice = false, cycle = 1, disposition = 'solved' } = {}) {
    this.log.add(after, 'thread.resolved', this.inThread, { cycle, disposition, confirmed, voice, by: '1' });
    return this;
  }

  asked(after: number, cycle = 1) {
    const surveyId = `${this.threadId}${cycle}`;
    this.log.add(after, 'survey.asked', this.inThread, { surveyId, cycle, way: 'buttons', channel: 'whatsapp' });
    return this;
  }

  scores(after: number, score: number, { cycle = 1, solved = null as boolean | null } = {}) {
    const surveyId = `${this.threadId}${cycle}`;
    this.log.add(after, 'survey.answered', this.inThread, { surveyId, cycle, solved, score, via: 'thread', by: null });
    return this;
  }

  returnsToVoice(after: number) {
    this.log.add(after, 'thread.returned_to_voice', { ...this.inThread, ...this.about }, { cycle: 1, by: 'customer' });
    return this;
  }

  tells(after: number, kind: string, data: object = {}) {
    this.log.add(after, kind, this.inThread, data);
    return this;
  }
}
