/** A fault planted on purpose: the judge must find it, or it proves nothing. */
export interface Mutant {
  name: string;
  what: string;
  /** Exact replacements in a copy of what was built. */
  patches?: { file: string; from: string; to: string }[];
  /** Run on the migrated database. */
  sql?: string;
}

const inbox = 'libs/messaging/src/inbox';
const ingest = `${inbox}/ingest.sql.js`;
const outbox = 'libs/messaging/src/outbox';

export const mutants: readonly Mutant[] = [
  {
    name: 'ack-before-commit',
    what: 'the webhook is answered before its batch is written',
    patches: [{ file: `${inbox}/webhooks.service.js`, from: 'await work;', to: 'void work.catch(() => {});' }],
  },
  {
    name: 'ok-on-error',
    what: 'a webhook that was not stored is answered 200',
    patches: [
      {
        file: `${inbox}/webhooks.service.js`,
        from: `return textReply(503, 'not stored, send again');`,
        to: 'return done;',
      },
    ],
  },
  {
    name: 'synchronous-commit-off',
    what: 'a commit is acknowledged before it is on the disk',
    patches: [
      { file: 'libs/platform/src/platform.module.js', from: 'synchronous_commit=on', to: 'synchronous_commit=off' },
    ],
  },
  {
    name: 'drop-unique',
    what: 'no unique key on what came in',
    sql: 'alter table inbox_keys drop constraint inbox_keys_pkey',
  },
  {
    name: 'find-or-create',
    what: 'a new customer is looked up and then inserted',
    patches: [
      {
        file: ingest,
        from: 'on conflict (kind, scope, value) do update set value = excluded.value',
        to: 'on conflict do nothing',
      },
      {
        file: ingest,
        from: `on conflict (kind, scope, value) do \${token ? rebound : 'nothing'}`,
        to: 'on conflict do nothing',
      },
    ],
    sql: 'alter table identities drop constraint identities_pkey',
  },
  {
    name: 'seq-from-snapshot',
    what: 'the next number is counted instead of kept under the lock',
    patches: [
      {
        file: ingest,
        from: 'last_seq = t.last_seq + excluded.last_seq',
        to: 'last_seq = (select coalesce(max(m.seq), 0) from messages m where m.thread_id = t.id) + excluded.last_seq',
      },
    ],
  },
  {
    name: 'status-falls',
    what: 'the latest receipt wins, not the highest',
    patches: [
      {
        file: `${inbox}/statuses.sql.js`,
        from: 'status = greatest(m.status, best.status)',
        to: 'status = best.status',
      },
      { file: `${inbox}/statuses.sql.js`, from: '(m.status < best.status', to: '(m.status <> best.status' },
    ],
  },
  {
    name: 'blind-retry',
    what: 'a send without an answer is sent again',
    patches: [
      {
        file: `${outbox}/after-attempt.js`,
        from: `purposes[purpose].onceMore && attempts < 2`,
        to: `attempts < 8`,
      },
    ],
  },
  {
    name: 'resend-expired',
    what: 'what a dead process was sending is sent again',
    patches: [
      {
        file: `${outbox}/outbox.sql.js`,
        from: `case when purpose = any($2) and attempts < 2 then 'pending'`,
        to: `case when attempts < 8 then 'pending'`,
      },
    ],
  },
  {
    name: 'twice-clicked',
    what: 'the same clientId is another message',
    patches: [{ file: 'libs/messaging/src/threads/messages.service.js', from: 'if (sent)', to: 'if (sent && false)' }],
    sql: 'alter table message_clients drop constraint message_clients_pkey',
  },
  {
    name: 'gap-ignored',
    what: 'a live message that skips a number is shown as it comes',
    patches: [
      {
        file: 'libs/realtime/src/watchers.js',
        from: 'message.seq === watch.head + 1',
        to: 'message.seq > watch.head',
      },
    ],
  },
  {
    name: 'told-again',
    what: 'what is read for one watcher is told to all of them, also to who has it',
    patches: [{ file: 'libs/realtime/src/watchers.js', from: 'if (message.seq > watch.head)', to: '' }],
  },
];

export function mutantNamed(name: string | undefined): Mutant | undefined {
  if (!name) return undefined;
  const found = mutants.find((mutant) => mutant.name === name);
  if (!found) throw new Error(`--mutant: one of ${mutants.map((mutant) => mutant.name).join(', ')}`);
  return found;
}
