import type { Agents } from './agents.js';
import type { Taken } from './carrier-ledger.js';
import type { ChaosDatabase } from './chaos-database.js';
import type { ConsoleClient } from './console-client.js';
import type { Customers } from './customers.js';
import type { Receipts } from './receipts.js';
import { Verdict } from './verdict.js';

export interface Evidence {
  db: ChaosDatabase;
  customers: Customers;
  agents: Agents;
  taken: readonly Taken[];
  /** References whose answer the carrier kept to itself. */
  unanswered: ReadonlySet<string>;
  receipts: Receipts;
  consoles: readonly ConsoleClient[];
}

/** Holds what everybody remembers against what the database says, when everything has drained. */
export async function judge(evidence: Evidence): Promise<Verdict> {
  const verdict = new Verdict();
  await judgeMessages(evidence, verdict);
  await judgeThreads(evidence, verdict);
  await judgeReplies(evidence, verdict);
  await judgeStatuses(evidence, verdict);
  await judgeConsoles(evidence, verdict);
  return verdict;
}

/** Every acknowledged message once, in the one thread of its phone. */
async function judgeMessages({ db, customers }: Evidence, verdict: Verdict): Promise<void> {
  const rows = await db.query<{ id: string; n: number; phones: string[] | null; threads: string[] }>(
    `select provider_message_id as id, count(*)::int as n, array_agg(distinct m.thread_id::text) as threads,
       (select array_agg(value) from identities i where i.kind = 'phone' and i.contact_id = min(m.contact_id)) as phones
     from messages m where direction = 'inbound' group by 1`,
  );
  const stored = new Map(rows.map((row) => [row.id, row]));
  const threadOf = new Map<string, string>();
  for (const [id, { phone, acknowledged }] of customers.written) {
    const row = stored.get(id);
    if (!row && acknowledged) verdict.lost(`message ${id} of ${phone} was acknowledged and is in no thread`);
    if (!acknowledged) verdict.unexpected(`message ${id} was never acknowledged`);
    if (!row) continue;
    if (row.n > 1) verdict.dup(`message ${id} is there ${row.n} times`);
    if (!row.phones?.includes(phone))
      verdict.unexpected(`message ${id} of ${phone} is in the thread of ${row.phones?.join(', ')}`);
    for (const thread of row.threads) {
      const first = threadOf.get(phone) ?? thread;
      threadOf.set(phone, first);
      if (first !== thread) verdict.dup(`${phone} has threads ${first} and ${thread}`);
    }
  }
  for (const { id } of rows) if (!customers.written.has(id)) verdict.unexpected(`nobody wrote message ${id}`);
  const quarantined = await db.query<{ reason: string }>(`select reason from webhook_events where status <> 'applied'`);
  for (const { reason } of quarantined) verdict.unexpected(`quarantined: ${reason}`);
}

async function judgeThreads({ db }: Evidence, verdict: Verdict): Promise<void> {
  const gaps = await db.query<{ id: string; seqs: number[] | null; last: number }>(
    `select t.id, t.last_seq as last, array_agg(m.seq order by m.seq) as seqs
     from threads t left join messages m on m.thread_id = t.id group by t.id`,
  );
  for (const { id, seqs, last } of gaps) {
    if (seqs?.length !== last || seqs.some((seq, n) => seq !== n + 1))
      verdict.unexpected(`thread ${id} up to ${last} has ${seqs?.join(' ')}`);
  }
  const doubled = await db.query<{ id: string }>(
    `select contact_id as id from threads where status <> 'resolved' group by 1 having count(*) > 1`,
  );
  for (const { id } of doubled) verdict.dup(`contact ${id} has two open threads`);
  const people = await db.query<{ value: string; n: number }>(
    `select value, count(distinct contact_id)::int as n from identities where kind = 'phone' group by 1
     having count(distinct contact_id) > 1`,
  );
  for (const { value, n } of people) verdict.dup(`${value} is ${n} contacts`);
}

/** Every acknowledged reply has reached the carrier once, or shows that nobody knows. */
async function judgeReplies({ db, agents, taken, unanswered }: Evidence, verdict: Verdict): Promise<void> {
  const rows = await db.query<{ client: string; n: number; state: string; ref: string; shown: string; code: string }>(
    `select m.client_id as client, count(*)::int as n, min(o.state) as state, min(o.id)::text as ref,
       min(m.status::text) as shown, min(m.error ->> 'code') as code
     from messages m left join outbox o using (thread_id, seq) where m.client_id is not null group by 1`,
  );
  const stored = new Map(rows.map((row) => [row.client, row]));
  const reached = new Map<string, number>();
  for (const { text } of taken) reached.set(text, (reached.get(text) ?? 0) + 1);
  for (const [client, { text, seqs }] of agents.replies) {
    const row = stored.get(client);
    const times = reached.get(text) ?? 0;
    reached.delete(text);
    if (seqs.size > 1 || (row && row.n > 1)) verdict.dup(`${client} is ${Math.max(seqs.size, row?.n ?? 0)} messages`);
    if (times > 1) verdict.dup(`${client} reached the carrier ${times} times (${row?.state})`);
    if (!row) {
      if (seqs.size) verdict.lost(`${client} was acknowledged and is in no thread`);
      if (times) verdict.unexpected(`${client} was sent and is in no thread`);
    } else if (row.state === 'unknown') {
      verdict.unknown++;
      if (row.code !== 'not_confirmed') verdict.lost(`${client} is not confirmed, and nobody is told`);
    } else if (times === 0) {
      if (row.state !== 'rejected') verdict.lost(`${client} is ${row.state} and never reached the carrier`);
      else verdict.unexpected(`${client} was given up: ${row.code}`);
    } else if (unanswered.has(row.ref)) verdict.recovered++;
  }
  for (const text of reached.keys()) verdict.unexpected(`the carrier got ${JSON.stringify(text)}, which nobody wrote`);
}

/** No status ever fell, and none is lower than a receipt that the hub has acknowledged. */
async function judgeStatuses({ db, receipts }: Evidence, verdict: Verdict): Promise<void> {
  const falls = await db.query<{ was: string; became: string }>('select was, became from chaos_falls');
  for (const { was, became } of falls) verdict.unexpected(`a status fell from ${was} to ${became}`);
  const acknowledged = [...receipts.acknowledged];
  const behind = await db.query<{ id: string; told: string; status: string | null }>(
    `select r.id, told, m.status from unnest($1::text[], $2::message_status[]) as r(id, told)
     left join messages m on m.provider_message_id = r.id where m.status is null or m.status < told`,
    [acknowledged.map(([id]) => id), acknowledged.map(([, word]) => word)],
  );
  for (const { id, told, status } of behind) verdict.lost(`${id} is ${status}, its receipt said ${told}`);
}

/** Every console ended with 1 … N of every thread it watched, in order, each once. */
async function judgeConsoles({ db, consoles }: Evidence, verdict: Verdict): Promise<void> {
  const rows = await db.query<{ id: string; last: number }>('select id, last_seq as last from threads');
  const last = new Map(rows.map((row) => [row.id, row.last]));
  consoles.forEach(({ heard }, n) => {
    for (const [thread, seqs] of heard) {
      const wrong = seqs.findIndex((seq, at) => seq !== at + 1);
      if (wrong >= 0)
        verdict.unexpected(`console ${n}, thread ${thread}: ${seqs[wrong]} after ${seqs[wrong - 1] ?? 0}`);
      else if (seqs.length !== last.get(thread))
        verdict.unexpected(`console ${n}, thread ${thread}: ${seqs.length} of ${last.get(thread)}`);
    }
  });
}
