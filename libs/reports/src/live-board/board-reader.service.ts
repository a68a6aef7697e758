import { Injectable } from '@nestjs/common';
import { type LiveBoard, waitingMinutes } from '#libs/contracts';
import { ChannelViews, localDate, momentOf, People, Sends, sumFor, WorkSettingsStore } from '#libs/messaging';
import { Clock, Database } from '#libs/platform';
import { fromFacts, openNow } from './live-board.sql.js';

const acceptanceMs = 15 * 60_000;

interface Open extends Record<string, unknown> {
  threads: number;
  snoozed: number;
  longestSince: Date | null;
  ages: number[];
  late: number;
  atRisk: number;
  inTime: number;
  inFlight: number;
}
interface Facts extends Record<string, unknown> {
  offered: number;
  accepted: number;
  undecided: number;
  bounced: number;
  at: Date;
}

/** The live board. A handful of short reads by index: it is asked for every second while somebody looks. */
@Injectable()
export class BoardReader {
  constructor(
    private readonly db: Database,
    private readonly people: People,
    private readonly channels: ChannelViews,
    private readonly sends: Sends,
    private readonly work: WorkSettingsStore,
    private readonly clock: Clock,
  ) {}

  async read(): Promise<LiveBoard> {
    const now = this.clock.now();
    const { timeZone } = this.work.now().calendar;
    const today = new Date(momentOf(localDate(now.getTime(), timeZone), timeZone));
    const from = new Date(now.getTime() - acceptanceMs);
    const [[open], [facts], agents, channels, sends] = await Promise.all([
      this.db.named<Open>('board-open', openNow, [now]),
      this.db.named<Facts>('board-facts', fromFacts, [now, from, today]),
      this.people.agents(),
      this.channels.list(),
      this.sends.tallies(),
    ]);
    const { threads, snoozed, longestSince, late, atRisk, inTime, inFlight } = open!;
    const { offered, accepted, undecided, bounced } = facts!;
    const at = now.toISOString();
    const factsAt = facts!.at.toISOString();
    const there = agents.filter(({ availability }) => availability !== 'offline');
    const online = there.filter(({ availability }) => availability === 'online');
    const well = (state: string) => channels.filter(({ health }) => health === state).length;
    const sum = (of: (agent: (typeof there)[number]) => number) => there.reduce((all, one) => all + of(one), 0);
    return {
      at,
      timeZone,
      offers: { at, inFlight },
      acceptance: {
        from: from.toISOString(),
        at: factsAt,
        offered,
        accepted,
        undecided,
        rate: offered === 0 ? null : accepted / offered,
      },
      waiting: {
        at,
        threads,
        snoozed,
        longestSince: longestSince?.toISOString() ?? null,
        ages: open!.ages.map((count, n) => ({ under: waitingMinutes[n] ?? null, threads: count })),
        promises: { late, atRisk, inTime },
      },
      agents: {
        at,
        online: online.length,
        away: there.length - online.length,
        offline: agents.length - there.length,
        free: online.filter(({ load }) => load.active < load.capacity).length,
        load: { active: sum(({ load }) => load.active), capacity: sum(({ load }) => load.capacity) },
        there: there.map(({ id, name, availability, load }) => ({ id, name, availability, ...load })),
      },
      bounced: { from: today.toISOString(), at: factsAt, episodes: bounced },
      channels: {
        at,
        healthy: well('healthy'),
        degraded: well('degraded'),
        unhealthy: well('unhealthy'),
        items: channels.map(({ id, kind, name, health, healthCode, healthReason, healthSince }) => ({
          id,
          kind,
          name,
          health,
          healthCode,
          healthReason,
          healthSince,
        })),
      },
      sends: { at, ...sumFor({ userId: null, teams: null }, sends) },
    };
  }
}
