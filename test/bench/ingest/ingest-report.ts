import { type FullRound, senders } from '../full-load.js';
import type { Losses } from '../ledger.js';
import { median } from '../percentiles.js';
import { number, table } from '../report.js';
import type { Contender } from './contender.js';
import type { IngestOptions } from './ingest.js';
import { holds, type Outcome } from './offered.js';
import { mix } from './traffic.js';

const programs = {
  hub: 'the hub',
  batched: 'batched floor',
  insert: 'one INSERT per request',
  orm: 'ORM repositories',
};
type Program = keyof typeof programs;

const compared = `Compared, each in a process and a database of its own, in turns:
  the hub                 NODE_ENV=production, no sandbox; verifies, decodes, dedupes, finds or makes contact, identities and
                          thread, numbers and stores message, journal and counts, keeps window, preview and unread, tells
                          the consoles that are attached
  batched floor           bare node:http, HMAC, JSON.parse, group commit of one statement: dedupe key, thread, message
  one INSERT per request  the same bare HTTP, one row in one table, ten connections: no dedupe, no thread, no number
  ORM repositories        the same bare HTTP; the hub's tables by TypeORM find and save in a transaction per message`;

export function ingestTable(all: Record<Program, Contender>, { rounds, seconds, sockets }: IngestOptions): string {
  const rows = Object.entries(programs).map(([key, title]) => {
    const { rounds } = all[key as Program];
    const of = (figure: (round: FullRound) => number) => median(rounds.map(figure));
    const rates = rounds.map(({ perSecond }) => perSecond);
    return [
      title,
      number(median(rates), 0),
      `${number(Math.min(...rates), 0)}..${number(Math.max(...rates), 0)}`,
      number(of((r) => r.answered.p50)),
      number(of((r) => r.answered.p99)),
      number(
        of((r) => r.nodeUs),
        0,
      ),
      number(
        of((r) => r.postgresUs),
        0,
      ),
      number(ratio(rounds, all.batched.rounds), 2),
      number(ratio(rounds, all.orm.rounds), 1),
    ];
  });
  const head = ['', 'requests/s', 'rounds', 'p50 ms', 'p99 ms', 'Node us', 'PostgreSQL us', 'of floor', 'times ORM'];
  return `${compared}
Load: ${senders} connections, closed loop, ${rounds} rounds of ${seconds} s each; ${sockets} consoles attached to the hub; ${mix}.
Medians; CPU per message; ratios are medians of the ratios within a round. Wanted of the hub: >= 0.7 of the batched floor,
>= 10 times ORM.

${table(head, rows)}`;
}

export function offeredTable(outcomes: readonly Outcome[]): string {
  const rows = outcomes.map((outcome) => [
    `${outcome.rate} events/s, ${outcome.perPost} to a webhook`,
    number(outcome.p50),
    number(outcome.p99),
    `${number(outcome.late * 100, 2)} %`,
    String(outcome.refused),
    String(outcome.givenUp),
    String(outcome.receiptsLost),
    number(outcome.cores, 2),
    holds(outcome) ? 'held' : 'not held',
  ]);
  const head = ['', 'p50 ms', 'p99 ms', 'over 1 s', 'not 200', 'given up', 'receipts lost', 'cores', ''];
  return `Offered to the hub: Meta's mix, three receipts (of messages it has sent) to one message; open loop, 10 s each, times from
the scheduled moment to the 200; cores: hub and PostgreSQL, the load not counted though it runs on the same machine.
Wanted, Meta's figures for its top tier: median <= 250 ms, under 1 % over 1 s, at 4,000 events/s
${table(head, rows)}`;
}

/** Rounds stand side by side: what disturbed one disturbed its neighbour. */
const ratio = (one: readonly FullRound[], other: readonly FullRound[]) =>
  median(one.map(({ perSecond }, n) => perSecond / other[n]!.perSecond));

export function kept(all: Record<string, Losses & { gaps: number }>): string {
  const rows = Object.entries(all).map(([key, l]) => [
    programs[key as Program],
    ...[l.sent, l.refused, l.committedLost, l.committedTwice].map(String),
    number(l.gaps, 0),
  ]);
  const head = ['', 'messages', 'not 200', 'lost', 'doubled', 'threads with a gap'];
  return `Every message acknowledged, looked up afterwards\n${table(head, rows)}`;
}
