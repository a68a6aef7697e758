import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Database, Repeat, type Sql } from '#libs/platform';
import { Customers, type Subject } from './customers.js';
import * as statements from './facts.sql.js';
import { fold, type StatedFact } from './fold.js';
import { addHours } from './hours.sql.js';
import { episodeOf, type LogEvent } from './log-event.js';
import type { Rows } from './rows-of.js';
import { addSends } from './send-quarters.sql.js';

const everyMs = 500;
const batch = 500;

/** Tables of rows, what makes a row one, and their columns. */
const tables = {
  episodes: { table: 'report_episodes', key: ['id'] },
  surveys: { table: 'report_surveys', key: ['id'] },
  sends: { table: 'report_sends', key: ['thread_id', 'seq', 'part'] },
  cycles: { table: 'report_cycles', key: ['thread_id', 'cycle'] },
} as const;

/** Folds the log of events into facts, rows and sums, within a second of their commit. One hub at a time does. */
@Injectable()
export class FactWriter implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly log = new Logger('Reports');
  private writing: Repeat | undefined;

  constructor(private readonly db: Database) {}

  onApplicationBootstrap(): void {
    this.writing = new Repeat(
      everyMs,
      () => this.catchUp(),
      ({ message }) => this.log.warn(`facts are not written: ${message}`),
    );
  }

  async onApplicationShutdown(): Promise<void> {
    await this.writing?.stop();
  }

  /** Everything that has been committed by now; answers how many events it was. */
  async catchUp(): Promise<number> {
    for (let all = 0; ;) {
      const read = await this.db.transaction((sql) => writeNext(sql));
      all += read;
      if (read < batch) return all;
    }
  }
}

/** Up to where the log has been folded. */
export interface Progress extends Record<string, unknown> {
  xid: string;
  eventId: string;
}

/** The next events of the log; answers how many. None while another hub is at it. */
export async function writeNext(sql: Sql, limit = batch, upTo?: Progress): Promise<number> {
  const [progress] = await sql.query<Progress>(statements.lockProgress);
  if (!progress) return 0;
  const further = await sql.query<LogEvent & Record<string, unknown>>(statements.newEvents, [
    progress.xid,
    progress.eventId,
    limit,
    upTo?.xid ?? null,
    upTo?.eventId ?? null,
  ]);
  const last = further.at(-1);
  if (!last) return 0;
  const { customers, calls, threads } = await whoIsWho(sql, further);
  const earlier = await sql.query<LogEvent & Record<string, unknown>>(statements.earlierEvents, [
    calls,
    threads,
    progress.xid,
    progress.eventId,
  ]);
  const { facts, rows, episodes } = fold(customers, earlier, further);
  await saveWho(sql, customers);
  await addToSums(sql, '-', episodes, rows.sends);
  await saveRows(sql, rows);
  await addToSums(sql, '', episodes, rows.sends);
  await saveFacts(sql, facts);
  await sql.query(statements.saveProgress, [last.xid, last.id]);
  return further.length;
}

const distinct = (values: (string | null | undefined)[]) => [
  ...new Set(values.filter((value) => value !== null && value !== undefined)),
];

/** Everybody these events are about, and all calls and threads of theirs. */
async function whoIsWho(sql: Sql, events: readonly LogEvent[]) {
  const named = events.flatMap(({ contactId, data }) => [contactId, data.keptId as string, data.mergedId as string]);
  const own = await sql.query<Subject & Record<string, unknown>>(statements.subjectsOf, [
    distinct(events.map(({ callId }) => callId)),
    distinct(events.map(({ threadId }) => threadId)),
    distinct(events.map(episodeOf)),
  ]);
  const contacts = distinct([...named.map((id) => id && String(id)), ...own.map(({ contactId }) => contactId)]);
  const merges = await sql.query<{ contactId: string; mergedInto: string }>(statements.mergesOf, [contacts]);
  const everybody = distinct([...contacts, ...merges.flatMap(({ contactId, mergedInto }) => [contactId, mergedInto])]);
  const theirs = await sql.query<Subject & Record<string, unknown>>(statements.subjectsOfContacts, [everybody]);
  const subjects = [...own, ...theirs];
  const ids = (kind: string) => distinct(subjects.filter((subject) => subject.kind === kind).map(({ id }) => id));
  return { customers: new Customers(subjects, merges), calls: ids('call'), threads: ids('thread') };
}

async function saveWho(sql: Sql, { changedSubjects, changedMerges }: Customers): Promise<void> {
  const last = new Map([...changedSubjects].map((subject) => [`${subject.kind}:${subject.id}`, subject]));
  const subjects = [...last.values()];
  if (subjects.length > 0) {
    await sql.query(statements.saveSubjects, [
      subjects.map(({ kind }) => kind),
      subjects.map(({ id }) => id),
      subjects.map(({ contactId }) => contactId),
      subjects.map(({ episodeId }) => episodeId),
    ]);
  }
  for (const [contactId, into] of changedMerges) {
    if (into) await sql.query(statements.saveMerge, [contactId, into]);
    else await sql.query(statements.dropMerge, [contactId]);
  }
}

/** Most of what is written in threads changes no episode. */
async function addToSums(sql: Sql, sign: '' | '-', episodes: readonly string[], sends: Rows['sends']): Promise<void> {
  if (episodes.length > 0) await sql.query(addHours(sign), [episodes]);
  if (sends.length > 0) {
    const keys = [sends.map((s) => s.thread_id), sends.map((s) => s.seq), sends.map((s) => s.part)];
    await sql.query(addSends(sign), keys);
  }
}

async function saveRows(sql: Sql, rows: Rows): Promise<void> {
  for (const [name, { table, key }] of Object.entries(tables)) {
    const changed = rows[name as keyof Rows];
    if (changed.length === 0) continue;
    await sql.query(statements.saveRows(table, key, Object.keys(changed[0]!)), [JSON.stringify(changed)]);
  }
}

async function saveFacts(sql: Sql, facts: readonly StatedFact[]): Promise<void> {
  if (facts.length === 0) return;
  const known = await sql.query<{ kind: string; key: string; version: number }>(statements.versionsOf, [
    facts.map(({ kind }) => kind),
    facts.map(({ key }) => key),
  ]);
  const versions = new Map(known.map(({ kind, key, version }) => [`${kind} ${key}`, version]));
  const stated = facts.map((fact) => {
    const key = `${fact.kind} ${fact.key}`;
    const version = (versions.get(key) ?? 0) + 1;
    versions.set(key, version);
    return { ...fact, version };
  });
  await sql.query(statements.addFacts, [JSON.stringify(stated)]);
}
