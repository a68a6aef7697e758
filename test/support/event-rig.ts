import request from 'supertest';
import { afterAll, beforeAll } from 'vitest';
import { accept, offered } from './conversations.js';
import { handset, phones } from './handset.js';
import { eventually, startTestHub, type TestHub } from './hub.js';
import { keyOf } from './people.js';

export const minute = 60_000;
export const ago = (minutes: number) => new Date(Date.now() - minutes * minute).toISOString();

export interface LoggedEvent {
  kind: string;
  at: Date;
  callId: string | null;
  threadId: string | null;
  contactId: string | null;
  data: Record<string, unknown>;
}

/** A hub whose log of events is read, for every test of a file; its people have numbers that begin so. */
export function eventRig(prefix: string) {
  let hub: TestHub;
  beforeAll(async () => {
    hub = await startTestHub();
  });
  afterAll(async () => {
    await hub.stop();
  });
  const newPhone = phones(prefix);
  /** The log of one person, as it was written. */
  const log = (phone: string, kinds = '%') =>
    hub.query<LoggedEvent>(
      `select kind, at, call_id as "callId", thread_id as "threadId", contact_id as "contactId", data from events
       where contact_id = (select contact_id from identities where kind = 'phone' and value = $1) and kind like $2
       order by xid, id`,
      [phone, kinds],
    );
  const oneOf = (phone: string, kind: string, nth = 1) =>
    eventually(async () => {
      const rows = await log(phone, kind);
      return rows.length >= nth ? rows[nth - 1] : null;
    });
  return {
    get hub() {
      return hub;
    },
    newPhone,
    log,
    oneOf,
    send: (path: string, body: object = {}, headers: Record<string, string> = keyOf(hub)) =>
      request(hub.url).post(`/api/v1${path}`).set(headers).send(body),
    /** Somebody who rang, accepted and wrote. */
    engaged: async (call: Record<string, unknown> = {}) => {
      const person = handset(hub, newPhone());
      const { callId, offerId } = await offered(hub, { from: person.phone, ...call });
      const { body } = await accept(hub, offerId, { channel: 'whatsapp' });
      await oneOf(person.phone, 'handoff.delivered');
      await person.write('whatsapp', 'here I am');
      await oneOf(person.phone, 'handoff.engaged');
      return { person, phone: person.phone, callId, threadId: body.threadId };
    },
  };
}
