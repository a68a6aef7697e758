import type { TimelineEntry } from '#libs/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accept, announce, getThread, offered, problem, threadOf } from '../support/conversations.js';
import { handset, phones } from '../support/handset.js';
import { startTestHub, type TestHub } from '../support/hub.js';
import { signIn } from '../support/people.js';

let hub: TestHub;
beforeAll(async () => void (hub = await startTestHub()));
afterAll(() => hub.stop());
const newPhone = phones();

interface Page {
  items: TimelineEntry[];
  nextCursor: string | null;
}
const timeline = (contactId: string, query = '', headers?: Record<string, string>) =>
  hub.api<Page>('GET', `/api/v1/contacts/${contactId}/timeline${query}`, undefined, headers);
const shape = (items: TimelineEntry[]) =>
  items.map((entry) => (entry.kind === 'call' ? `call ${entry.call.id}` : `thread ${entry.thread.id}`));

/** An old thread that a call led to, a call that led to none, and a thread of today. */
async function history() {
  const phone = newPhone();
  const { callId, offerId } = await offered(hub, { from: phone });
  const { body } = await accept(hub, offerId, { channel: 'whatsapp' });
  await hub.api('POST', `/api/v1/threads/${body.threadId}/resolve`, { disposition: 'solved' });
  const long = `now() - interval '9 days'`;
  await hub.query(`update threads set created_at = ${long}, resolved_at = ${long} where id = $1`, [body.threadId]);
  await hub.query(`update calls set started_at = ${long} where id = $1`, [callId]);
  const at = new Date(Date.now() - 3 * 86_400_000).toISOString();
  const { body: call } = await announce(hub, { from: phone, at, speech: 'still leaking' });
  await handset(hub, phone).write('whatsapp', 'me again');
  const now = await threadOf(hub, phone);
  return { old: body.threadId, callId, call: call.id, now: now.id, contactId: now.contact.id };
}

describe('the timeline of a contact', () => {
  it('has threads and calls, the newest first, and no call twice', async () => {
    const { old, call, now, contactId } = await history();
    const { status, body } = await timeline(contactId);
    expect(status).toBe(200);
    expect(shape(body.items)).toEqual([`thread ${now}`, `call ${call}`, `thread ${old}`]);
    expect(body.nextCursor).toBeNull();
    expect(body.items[1]).toMatchObject({ call: { speech: 'still leaking' } });
    expect(body.items[2]).toMatchObject({ thread: { status: 'resolved', disposition: 'solved' } });
  });

  it('goes on page by page, without gap or repeat', async () => {
    const { old, call, now, contactId } = await history();
    const shown: string[] = [];
    for (let cursor = ''; ;) {
      const { body } = await timeline(contactId, `?limit=1${cursor}`);
      shown.push(...shape(body.items));
      if (body.nextCursor === null) break;
      cursor = `&cursor=${encodeURIComponent(body.nextCursor)}`;
    }
    expect(shown).toEqual([`thread ${now}`, `call ${call}`, `thread ${old}`]);
  });

  it('takes no made-up cursor and knows no stranger', async () => {
    const { contactId } = await history();
    for (const cursor of ['1', '2026-02-30T00:00:00.000Z_t1', '2026-02-03T00:00:00.000Z_x1'])
      expect(problem((await timeline(contactId, `?cursor=${cursor}`)).body)).toBe('invalid-cursor');
    expect((await timeline('999999999')).status).toBe(404);
  });

  it('leaves out what an agent who is kept to teams does not see', async () => {
    const { old, now, contactId } = await history();
    const agent = await signIn(hub, 'agent');
    const { body } = await hub.api<{ user: { id: string } }>('GET', '/api/v1/auth/session', undefined, agent);
    const me = body.user.id;
    const [other] = await hub.query<{ id: string }>('select id from users where id <> $1 limit 1', [me]);
    await hub.query('update threads set assignee_id = $2 where id = $1', [old, other!.id]);
    await hub.query('update threads set assignee_id = $2 where id = $1', [now, me]);
    await hub.query(`update users set sees = 'teams' where id = $1`, [me]);
    try {
      const { body: seen } = await timeline(contactId, '', await signIn(hub, 'agent'));
      expect(shape(seen.items)).not.toContain(`thread ${old}`);
      expect(shape(seen.items)).toContain(`thread ${now}`);
    } finally {
      await hub.query(`update users set sees = 'all' where id = $1`, [me]);
    }
    expect((await getThread(hub, old)).id).toBe(old);
  });
});
