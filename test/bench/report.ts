import { availableParallelism, cpus, loadavg, totalmem } from 'node:os';
import { type FullRound, senders } from './full-load.js';
import type { Losses } from './ledger.js';
import { type Options, watchersPerThread } from './options.js';
import { median } from './percentiles.js';
import type { StartUp } from './start-up.js';
import type { ScreenRound, Target } from './target.js';

export const number = (value: number, digits = 1) => (Number.isFinite(value) ? value.toFixed(digits) : '-');

export function table(head: string[], rows: string[][]): string {
  const widths = head.map((_, column) => Math.max(...[head, ...rows].map((row) => row[column]!.length)));
  const line = (row: string[]) =>
    `  ${row.map((cell, n) => (n ? cell.padStart(widths[n]!) : cell.padEnd(widths[n]!))).join('  ')}`.trimEnd();
  return [line(head), `  ${widths.map((width) => '-'.repeat(width)).join('  ')}`, ...rows.map(line)].join('\n');
}

/** Medians of the rounds with their range, and what the hub's is of the floor's. */
function compared<R>(hub: R[], floor: R[], lines: [name: string, of: (round: R) => number, digits?: number][]) {
  const rows = lines.map(([name, of, digits = 1]) => {
    const [h, f] = [hub.map(of), floor.map(of)];
    const range = (v: number[]) => `${number(Math.min(...v), digits)}..${number(Math.max(...v), digits)}`;
    return [
      name,
      number(median(h), digits),
      range(h),
      number(median(f), digits),
      range(f),
      number(median(h) / median(f), 2),
    ];
  });
  return table(['', 'hub', 'rounds', 'floor', 'rounds', 'hub / floor'], rows);
}

export const machine = (database: string) =>
  `Machine: ${availableParallelism()} cores (${cpus()[0]?.model ?? 'unknown'}), ${number(totalmem() / 2 ** 30, 0)} GiB, ` +
  `${process.platform} ${process.arch}, Node ${process.version}\n` +
  `         ${database}; load average at the start ${loadavg()
    .map((n) => n.toFixed(1))
    .join(' ')}`;

export function startUpTable({ firstMs, secondMs, stopMs, idleHubMiB, idlePostgresMiB }: StartUp): string {
  const rows = [
    ['ready, first start (empty data directory)', number(firstMs / 1000), 's', '< 30'],
    ['ready, second start', number(secondMs / 1000), 's', '< 5'],
    ['stopped after SIGTERM', number(stopMs / 1000), 's', '< 10'],
    ['memory of the hub process, idle for 10 s (RSS)', number(idleHubMiB, 0), 'MiB', ''],
    ['memory of its PostgreSQL, all processes', number(idlePostgresMiB, 0), 'MiB', ''],
  ];
  return `Start-up and memory\n${table(['', 'seen', 'unit', 'wanted'], rows)}`;
}

export function screenTable(hub: Target, floor: Target, { rate, seconds, consoles }: Options): string {
  const title =
    `Webhook to screen: ${rate} signed webhooks/s for ${seconds} s a round, open loop, times in ms from the scheduled moment;\n` +
    `${consoles} consoles, ${consoles / watchersPerThread} threads with ${watchersPerThread} watchers each. Wanted: p99 to the screen <= 1.5 of the floor`;
  const lines: [string, (r: ScreenRound) => number, number?][] = [
    ['row committed (200), p50', (r) => r.committed.p50, 2],
    ['row committed (200), p99', (r) => r.committed.p99, 2],
    ['on the screen, p50', (r) => r.shown.p50, 2],
    ['on the screen, p99', (r) => r.shown.p99, 2],
  ];
  return `${title}\n${compared(hub.screenRounds, floor.screenRounds, lines)}`;
}

export function fullTable(hub: Target, floor: Target, { seconds }: Options): string {
  const title = `Full load: ${senders} connections, closed loop, ${seconds / 2} s a round, 5,000 numbers; CPU per webhook`;
  const lines: [string, (r: FullRound) => number, number?][] = [
    ['webhooks/s committed', (r) => r.perSecond, 0],
    ['answered, p50 ms', (r) => r.answered.p50],
    ['answered, p99 ms', (r) => r.answered.p99],
    ['Node us', (r) => r.nodeUs, 0],
    ['PostgreSQL us', (r) => r.postgresUs, 0],
  ];
  return `${title}\n${compared(hub.fullRounds, floor.fullRounds, lines)}`;
}

export function lossTable(all: Record<string, Losses>, gaps: number): string {
  const rows = Object.entries(all).map(([name, l]) => [
    name,
    ...[l.sent, l.refused, l.committedLost, l.committedTwice, l.seenLost, l.seenTwice, l.outOfOrder].map(String),
  ]);
  const head = ['', 'sent', 'not 200', 'rows lost', 'rows dup', 'screens lost', 'screens dup', 'out of order'];
  return `Losses: every webhook against its row, and against its ten screens\n${table(head, rows)}\n  threads with a gap in their numbers: ${gaps}`;
}
