import { randomUUID } from 'node:crypto';
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Call } from '#libs/contracts';
import { announce, getCall, offer, problem } from '../support/conversations.js';
import { phones } from '../support/handset.js';
import { startTestHub, type TestHub } from '../support/hub.js';
import { keyOf, signIn } from '../support/people.js';

let hub: TestHub;
beforeAll(async () => {
  hub = await startTestHub();
});
afterAll(async () => {
  await hub.stop();
});
const newPhone = phones();
const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();
const send = (path: string, body: object = {}, headers: Record<string, string> = keyOf(hub)) =>
  request(hub.url).post(`/api/v1${path}`).set(headers).send(body);

describe('announcing a call', () => {
  it('the same call again, also ten times at once, is the same call', async () => {
    const call = {
      providerCallId: randomUUID(),
      from: newPhone(),
      intent: 'bill',
      queue: 'support',
      speech: 'my bill',
    };
    const answers = await Promise.all(Array.from({ length: 10 }, () => announce(hub, call)));
    const later = await announce(hub, { ...call, intent: 'something else' });
    expect(new Set([...answers, later].map((a) => `${a.status} ${a.body.id}`)).size).toBe(1);
    expect(later.status).toBe(201);
    expect(later.body).toMatchObject({
      ...call,
      to: '+442079460100',
      waitSeconds: 300,
      decision: null,
      threadId: null,
    });
    const [row] = await hub.query<{ calls: number; episodes: number }>(
      `select count(*)::int as calls, count(distinct episode_id)::int as episodes from calls where from_number = $1`,
      [call.from],
    );
    expect(row).toEqual({ calls: 1, episodes: 1 });
  });

  it.each(['12345', '+1', 'hello', '+44', '+0123456789', '+4420794601001234567', '1;drop table calls'])(
    'from %s is refused: no such number can exist',
    async (from) => {
      const answer = await announce(hub, { from });
      expect([answer.status, problem(answer.body)]).toEqual([400, 'invalid-phone']);
    },
  );

  it('needs a number called, a call id and a sensible wait', async () => {
    for (const wrong of [
      { to: 'us' },
      { to: undefined },
      { providerCallId: '' },
      { waitSeconds: -1 },
      { waitSeconds: 1.5 },
    ]) {
      const answer = await announce(hub, { from: newPhone(), ...wrong });
      expect([answer.status, problem(answer.body)]).toEqual([400, 'validation']);
    }
  });

  it('is answered twice the same under an Idempotency-Key, which is refused for another call', async () => {
    const headers = { ...keyOf(hub), 'idempotency-key': randomUUID() };
    const call = { providerCallId: randomUUID(), from: newPhone(), to: '+442079460100' };
    const first = await send('/calls', call, headers);
    const again = await send('/calls', call, headers);
    expect([again.status, again.body]).toEqual([201, first.body]);
    const other = await send('/calls', { ...call, providerCallId: randomUUID() }, headers);
    expect([other.status, problem(other.body)]).toEqual([422, 'idempotency-key-reused']);
    // A request that failed leaves its key free.
    const free = { ...keyOf(hub), 'idempotency-key': randomUUID() };
    expect((await send('/calls', { ...call, to: 'us' }, free)).status).toBe(400);
    expect((await send('/calls', { ...call, providerCallId: randomUUID() }, free)).status).toBe(201);
  });
});

describe('times', () => {
  it('a fact may be reported late, and never early', async () => {
    const from = newPhone();
    const future = new Date(Date.now() + 3_600_000).toISOString();
    for (const more of [{ at: future }, { startedAt: future }]) {
      const answer = await announce(hub, { from, ...more });
      expect([answer.status, problem(answer.body)]).toEqual([400, 'time-in-future']);
    }
    const at = ago(600);
    const call = (await announce(hub, { from, at })).body;
    expect(call.startedAt).toBe(at);
    const early = await offer(hub, call.id, { at: future });
    expect([early.status, problem(early.body)]).toEqual([400, 'time-in-future']);
    const { offerId } = (await offer(hub, call.id, { at: ago(599) })).body;
    const declinedAt = ago(598);
    await send(`/offers/${offerId}/decline`, { at: declinedAt });
    await send(`/calls/${call.id}/end`, { endedAt: ago(590) });
    expect((await getCall(hub, call.id)).offer).toMatchObject({ outcome: 'declined', outcomeAt: declinedAt });
    for (const wrong of ['yesterday', '2026-13-01T00:00:00Z', 1_772_000_000]) {
      expect(problem((await announce(hub, { from, at: wrong })).body)).toBe('validation');
    }
  });

  it('only a machine may say when: a signed-in person may not', async () => {
    const admin = await signIn(hub, 'admin');
    const refused = await announce(hub, { from: newPhone(), at: ago(5) }, admin);
    expect([refused.status, problem(refused.body)]).toEqual([403, 'forbidden']);
    const call = await announce(hub, { from: newPhone() }, admin);
    expect(call.status).toBe(201);
    expect((await send(`/calls/${call.body.id}/end`, { at: ago(1) }, admin)).status).toBe(403);
  });
});

describe('a call that is over', () => {
  it('ends once, and nothing is offered any more', async () => {
    const { body: call } = await announce(hub, { from: newPhone() });
    const first = await send(`/calls/${call.id}/end`, { endedAt: ago(0) });
    const second = await send(`/calls/${call.id}/end`);
    expect([first.status, second.status]).toEqual([200, 200]);
    expect(second.body.endedAt).toBe(first.body.endedAt);
    expect((second.body as Call).timeline.filter((e) => e.kind === 'call.ended')).toHaveLength(1);
    const late = await offer(hub, call.id);
    expect([late.status, problem(late.body)]).toEqual([409, 'call-ended']);
  });

  it('is listed with the others, newest first, page by page', async () => {
    const ids: string[] = [];
    for (let cursor = ''; ;) {
      const { status, body } = await request(hub.url).get(`/api/v1/calls?limit=7${cursor}`).set(keyOf(hub));
      expect(status).toBe(200);
      ids.push(...(body as { items: Call[] }).items.map((c) => c.id));
      if (!body.nextCursor) break;
      cursor = `&cursor=${body.nextCursor}`;
    }
    const all = await hub.query<{ id: string }>('select id from calls order by id desc');
    expect(ids).toEqual(all.map((c) => c.id));
    const wrong = await request(hub.url).get('/api/v1/calls?cursor=x').set(keyOf(hub));
    expect([wrong.status, problem(wrong.body)]).toEqual([400, 'invalid-cursor']);
  });
});
