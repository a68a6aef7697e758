import type { LogEvent } from './facts/log-event.js';

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

/**
 * The product's worked example: 19 customers and 20 calls on 1 March 2026 between 09:00 and 10:00 UTC, as A to S. Ten
 * delivered invites are charged a unit each.
 */
export function workedExample(): Log {
  const log = new Log(new Date('2026-03-01T09:00:00Z'));
  const letters = 'ABCDEFGHIJKLMNOPQRS'.split('');
  const people = Object.fromEntries(letters.map((letter, n) => [letter, log.customer(String(n + 1))]));
  // G rings again 40 minutes later, after the hour.
  const at = (letter: string) => minutes(letter === 'G' ? 57 : letters.indexOf(letter) * 3);
  const offered = (letter: string, intent = 'billing') => {
    const start = letter === 'R' ? minutes(9) : at(letter);
    return people[letter]!.rings(start, { intent }).decided(start + 5000);
  };
  /** Goes all the way; the later numbers of each are from its own acceptance. */
  const digital = (letter: string, score: number | null) => {
    const start = at(letter) + minutes(1);
    const one = offered(letter)
      .accepts(start)
      .ends(start + 10_000, false)
      .delivered(start + 2000)
      .engaged(start + minutes(2));
    one.resolved(start + minutes(30)).asked(start + minutes(31));
    return score === null ? one : one.scores(start + minutes(32), score);
  };
  const accepted = (letter: string) => at(letter) + minutes(1);
  digital('A', 5);
  digital('B', 2).rings(accepted('B') + hours(20), { intent: 'billing' });
  digital('C', null).rings(accepted('C') + hours(60), { intent: 'billing' });
  digital('D', null).rings(accepted('D') + days(5), { intent: 'billing' });
  digital('E', 4).rings(accepted('E') + hours(30), { intent: 'moving' });
  for (const letter of ['F', 'G'])
    offered(letter)
      .accepts(accepted(letter))
      .delivered(accepted(letter) + 3000);
  people.G!.rings(accepted('G') + minutes(40), { intent: 'billing' });
  const h = accepted('H');
  offered('H')
    .accepts(h)
    .delivered(h + 9000, { channel: 'sms', fallbackFrom: 'whatsapp' })
    .engaged(h + minutes(4), 'sms');
  people.H!.resolved(h + minutes(40)).asked(h + minutes(41));
  offered('I')
    .accepts(accepted('I'))
    .undeliverable(accepted('I') + 12_000);
  offered('J').chooses(accepted('J'), 'declined');
  offered('K').chooses(accepted('K'), 'no_input');
  offered('L').chooses(accepted('L'), 'hung_up', { heard: true });
  people.M!.rings(at('M'), { intent: 'dispute' }).decided(at('M') + 5000, 'not_offered', 'dispute');
  people.N!.rings(at('N')).decided(at('N') + 5000, 'not_offered', 'not_textable');
  people.O!.rings(at('O')).decided(at('O') + 5000, 'not_offered', 'opted_out');
  people.P!.rings(at('P'), { intent: 'outage' }).decided(at('P') + 5000, 'answered', 'answered_in_menu');
  people.P!.ends(at('P') + minutes(1), false);
  offered('Q').chooses(accepted('Q'), 'callback');
  const r = minutes(10);
  offered('R')
    .accepts(r)
    .delivered(r + 2000)
    .ends(r + 30_000, false)
    .redials(minutes(16), { intent: 'billing' });
  people
    .R!.decided(minutes(16) + 5000)
    .accepts(minutes(17), 'whatsapp', { again: true })
    .ends(minutes(18), false);
  people.R!.engaged(minutes(19)).resolved(minutes(50)).asked(minutes(51));
  const s = accepted('S');
  offered('S')
    .accepts(s)
    .delivered(s + 2000)
    .engaged(s + minutes(1))
    .returnsToVoice(s + minutes(10));
  return log;
}
