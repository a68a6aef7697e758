import { Customers } from './customers.js';
import { episodesOf } from './episodes-of.js';
import { type Fact, factsOf } from './facts-of.js';
import { historyOf } from './history.js';
import type { LogEvent } from './log-event.js';
import { type Rows, rowsOf } from './rows-of.js';

export interface StatedFact extends Omit<Fact, 'data'> {
  /** Null: it is so no longer. */
  data: object | null;
}

type Known = Map<string, { fact: Fact; text: string }>;

interface Change {
  /** Every fact that is new or other than before, in the order of the events that made it so. */
  facts: StatedFact[];
  /** Rows that are not as they were. */
  rows: Rows;
  /** Episodes whose sums are not as they were. */
  episodes: string[];
}

const tables = ['episodes', 'surveys', 'sends', 'cycles'] as const;

/**
 * Folds further events, one after the other, so that every fact is stated as it was known with each: what comes out depends
 * on the log alone, and not on how much of it is read at a time.
 * `earlier`: all events before of everybody whom the further ones are about, in the order of commit; `customers` knows who
 * is who just before them.
 */
export function fold(customers: Customers, earlier: readonly LogEvent[], further: readonly LogEvent[]): Change {
  const logs = sortedBy(customers, earlier);
  const rowsBefore = rowsOfAll(customers, logs);
  const events = [...earlier];
  const facts: StatedFact[] = [];
  const knownOf = new Map([...logs].map(([customer, log]) => [customer, knownFrom(log)]));
  for (const event of further) {
    const about = customersOf(customers, event);
    customers.hear(event);
    events.push(event);
    const touched = new Set([...about, ...customersOf(customers, event)]);
    const was = new Map([...touched].flatMap((customer) => [...(knownOf.get(customer) ?? [])]));
    const [only] = touched;
    if (touched.size === 1) logs.set(only!, [...(logs.get(only!) ?? []), event]);
    else {
      // Who is who has changed.
      for (const customer of touched) logs.delete(customer);
      for (const [customer, log] of sortedBy(customers, events, touched)) logs.set(customer, log);
    }
    const is: Known = new Map();
    for (const customer of touched) {
      const known = knownFrom(logs.get(customer) ?? []);
      knownOf.set(customer, known);
      for (const [key, value] of known) is.set(key, value);
    }
    facts.push(...differences(was, is, event));
  }
  return { facts, ...changedRows(rowsBefore, rowsOfAll(customers, logs)) };
}

/** Everybody an event is about: a merge is about two. */
function customersOf(customers: Customers, { kind, callId, threadId, contactId, data }: LogEvent): Set<string> {
  if (kind.startsWith('contact.merge')) {
    return new Set([customers.root(String(data.keptId)), customers.root(String(data.mergedId))]);
  }
  return new Set([
    ...(threadId ? [customers.of('thread', threadId)] : []),
    ...(callId ? [customers.of('call', callId)] : []),
    ...(contactId && (threadId ?? callId) ? [customers.root(contactId)] : []),
  ]);
}

function sortedBy(customers: Customers, events: readonly LogEvent[], only?: Set<string>): Map<string, LogEvent[]> {
  const logs = new Map<string, LogEvent[]>();
  for (const event of events) {
    const { threadId, callId, kind } = event;
    if (!threadId && !callId) continue;
    // What is about a thread is its customer's, whichever call is named beside it.
    const ofCall = callId && !(threadId && kind.startsWith('thread.'));
    const customer = ofCall ? customers.of('call', callId) : customers.of('thread', threadId!);
    if (only && !only.has(customer)) continue;
    const log = logs.get(customer);
    if (log) log.push(event);
    else logs.set(customer, [event]);
  }
  return logs;
}

function knownFrom(log: readonly LogEvent[]): Known {
  return new Map(
    factsOf(historyOf(log)).map((fact) => [
      `${fact.kind} ${fact.key}`,
      { fact, text: `${fact.at.toISOString()} ${JSON.stringify(fact.data)}` },
    ]),
  );
}

/** A fact that only another event says, in the same words, is not stated again. */
function differences(was: Known, is: Known, cause: LogEvent): StatedFact[] {
  const stated: StatedFact[] = [];
  for (const [key, { fact, text }] of is) if (was.get(key)?.text !== text) stated.push({ ...fact, event: cause.id });
  for (const [key, { fact }] of was) if (!is.has(key)) stated.push({ ...fact, event: cause.id, data: null });
  return stated;
}

function rowsOfAll(customers: Customers, logs: Map<string, LogEvent[]>): Rows {
  const all: Rows = { episodes: [], surveys: [], sends: [], cycles: [] };
  for (const log of logs.values()) {
    const history = historyOf(log);
    const rows = rowsOf(history, episodesOf(history), (callId) => customers.contactOfCall(callId));
    for (const table of tables) (all[table] as unknown[]).push(...rows[table]);
  }
  return all;
}

const keyOfRow = (row: Rows[(typeof tables)[number]][number]): string =>
  'id' in row ? row.id : 'seq' in row ? `${row.thread_id}:${row.seq}:${row.part}` : `${row.thread_id}:${row.cycle}`;

function changedRows(before: Rows, after: Rows): Pick<Change, 'rows' | 'episodes'> {
  const rows: Rows = { episodes: [], surveys: [], sends: [], cycles: [] };
  const episodes = new Set<string>();
  const count = (row: object) => {
    const { id, call_ids: calls, episode_id: led } = row as Partial<Record<'id' | 'call_ids' | 'episode_id', string>>;
    const episode = calls ? id : led;
    if (episode) episodes.add(episode);
  };
  for (const table of tables) {
    const old = new Map((before[table] as Rows[typeof table]).map((row) => [keyOfRow(row), row]));
    for (const row of after[table]) {
      const known = old.get(keyOfRow(row));
      if (known && JSON.stringify(known) === JSON.stringify(row)) continue;
      (rows[table] as unknown[]).push(row);
      if (table === 'cycles') continue;
      count(row);
      if (known) count(known);
    }
  }
  return { rows, episodes: [...episodes] };
}
