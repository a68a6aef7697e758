import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BulkResult, ThreadSummary } from '#libs/contracts';
import { getThread, problem } from '../support/conversations.js';
import { phones } from '../support/handset.js';
import { startTestHub, type TestHub } from '../support/hub.js';
import { signIn } from '../support/people.js';
import { metaText, postMeta } from '../support/providers.js';

let hub: TestHub;
let ada: { cookie: string };
let ben: { cookie: string };
let adaId: string;
beforeAll(async () => {
  hub = await startTestHub();
  ada = await signIn(hub, 'agent', 0);
  ben = await signIn(hub, 'agent', 1);
  adaId = (await hub.api<{ user: { id: string } }>('GET', '/api/v1/auth/session', undefined, ada)).body.user.id;
});
afterAll(() => hub.stop());
const newPhone = phones('+44770097');

async function newThread(): Promise<string> {
  const phone = newPhone();
  await postMeta(hub, metaText(hub, phone, 'one'));
  await postMeta(hub, metaText(hub, phone, 'two'));
  const [row] = await hub.query<{ id: string }>('select id from threads where address = $1', [phone]);
  return row!.id;
}
type Answer = { items: BulkResult[]; undo: { token: string; until: string } | null };
const bulk = (ids: string[], action: Record<string, unknown>, who = ada) =>
  hub.api<Answer>('POST', '/api/v1/threads/bulk', { ids, action }, who);
const undo = (token: string, who = ada) => hub.api<Answer>('POST', '/api/v1/threads/bulk/undo', { token }, who);
const now = async <T>(ids: string[], of: (t: ThreadSummary) => T) =>
  Promise.all(ids.map(async (id) => of(await getThread(hub, id))));
const codes = (items: BulkResult[]) => items.map(({ problem: refused }) => refused && problem(refused));

describe('several threads at once', () => {
  it('are assigned, whoever had them, and given back to whom they were', async () => {
    const ids = [await newThread(), await newThread(), await newThread()];
    await hub.api('POST', `/api/v1/threads/${ids[1]}/assign`, { userId: adaId }, ada);
    const { body } = await bulk([...ids, ids[0]!, '999999'], { kind: 'assign', userId: adaId }, ben);
    expect(codes(body.items)).toEqual([null, null, null, 'not-found']);
    expect(body.items.map(({ thread }) => thread?.assignee?.id)).toEqual([adaId, adaId, adaId, undefined]);
    // Somebody has acted on one of them since: that stays.
    await hub.api('POST', `/api/v1/threads/${ids[2]}/assign`, { userId: null, from: adaId }, ada);
    const back = await undo(body.undo!.token, ben);
    expect(codes(back.body.items)).toEqual([null, null, null]);
    expect(await now(ids, (t) => t.assignee?.id ?? null)).toEqual([null, adaId, null]);
  });

  it('are resolved and opened again; what was resolved before is said', async () => {
    const ids = [await newThread(), await newThread()];
    await hub.api('POST', `/api/v1/threads/${ids[1]}/resolve`, { disposition: 'solved' }, ada);
    const [waiting] = await now(ids, (t) => t.waitingSince);
    expect(waiting).not.toBeNull();
    const { body } = await bulk(ids, { kind: 'resolve', disposition: 'solved' });
    expect(codes(body.items)).toEqual([null, 'thread-resolved']);
    expect(await now(ids, (t) => t.status)).toEqual(['resolved', 'resolved']);
    await undo(body.undo!.token);
    expect(await now(ids, (t) => [t.status, t.waitingSince])).toEqual([
      ['open', waiting],
      ['resolved', null],
    ]);
  });

  it('are snoozed, tagged and made urgent, and taken back to what each was', async () => {
    const ids = [await newThread(), await newThread()];
    const until = new Date(Date.now() + 3_600_000).toISOString();
    await hub.api('POST', `/api/v1/threads/${ids[1]}/snooze`, { until }, ada);
    await hub.api('PUT', `/api/v1/threads/${ids[1]}/tags`, { tags: ['old', 'both'] }, ada);
    await hub.api('PUT', `/api/v1/threads/${ids[1]}/priority`, { priority: 'high' }, ada);
    const look = () => now(ids, (t) => [t.status, t.snoozedUntil, t.tags, t.priority] as const);
    const before = await look();
    const tokens: string[] = [];
    for (const action of [
      { kind: 'snooze', until: null },
      { kind: 'tag', add: ['new', 'Both'], remove: ['OLD'] },
      { kind: 'priority', priority: 'urgent' },
    ]) {
      const { body } = await bulk(ids, action);
      expect(codes(body.items)).toEqual([null, null]);
      tokens.push(body.undo!.token);
    }
    const after = await look();
    expect(after.map(([status, time, , priority]) => [status, time, priority])).toEqual([
      ['snoozed', null, 'urgent'],
      ['snoozed', null, 'urgent'],
    ]);
    expect(after.map(([, , tags]) => tags.map((tag) => tag.toLowerCase()).sort())).toEqual([
      ['both', 'new'],
      ['both', 'new'],
    ]);
    for (const token of tokens) expect(codes((await undo(token)).body.items)).toEqual([null, null]);
    expect(await look()).toEqual(before);
  });

  it('are read, and unread again from where they were', async () => {
    const ids = [await newThread(), await newThread()];
    const { body } = await bulk(ids, { kind: 'read' });
    expect(await now(ids, (t) => t.unreadCount)).toEqual([0, 0]);
    await undo(body.undo!.token);
    expect(await now(ids, (t) => t.unreadCount)).toEqual([2, 2]);
  });

  it('stay read where somebody has read on since', async () => {
    const ids = [await newThread(), await newThread()];
    const { body } = await bulk(ids, { kind: 'read' });
    const [thread] = await hub.query<{ address: string }>('select address from threads where id = $1', [ids[0]]);
    await postMeta(hub, metaText(hub, thread!.address, 'three'));
    await bulk([ids[0]!], { kind: 'read' }, ben);
    await undo(body.undo!.token);
    expect(await now(ids, (t) => t.unreadCount)).toEqual([0, 2]);
  });

  it('are marked unread from the last message of the customer on', async () => {
    const ids = [await newThread()];
    await bulk(ids, { kind: 'read' });
    await hub.api('POST', `/api/v1/threads/${ids[0]}/messages`, { clientId: 'n', text: 'note', kind: 'note' }, ada);
    const { body } = await bulk(ids, { kind: 'unread' });
    expect(body.items[0]!.thread!.unreadCount).toBe(1);
    await undo(body.undo!.token);
    expect(await now(ids, (t) => t.unreadCount)).toEqual([0]);
  });

  it('are taken back once, in time, by whoever did it', async () => {
    const ids = [await newThread()];
    const { body } = await bulk(ids, { kind: 'assign', userId: adaId });
    const { token } = body.undo!;
    expect(problem((await undo(token, ben)).body)).toBe('undo-over');
    expect((await undo(token)).status).toBe(200);
    expect([(await undo(token)).status, problem((await undo(token)).body)]).toEqual([410, 'undo-over']);
    const again = await bulk(ids, { kind: 'assign', userId: adaId });
    await hub.query(`update bulk_changes set at = at - interval '2 minutes'`);
    expect((await undo(again.body.undo!.token)).status).toBe(410);
    expect(await now(ids, (t) => t.assignee?.id)).toEqual([adaId]);
  });

  it('that may not be seen do not exist', async () => {
    const id = await newThread();
    await hub.query(`insert into teams (name) values ('Elsewhere')`);
    await hub.query(`update threads set team_id = (select id from teams where name = 'Elsewhere') where id = $1`, [id]);
    await hub.query(`update users set sees = 'teams' where role = 'agent'`);
    const { body } = await bulk([id], { kind: 'read' });
    expect([codes(body.items), body.undo]).toEqual([['not-found'], null]);
    await hub.query(`update users set sees = 'all'`);
    expect(await now([id], (t) => t.unreadCount)).toEqual([2]);
  });

  it.each([
    [{ ids: [], action: { kind: 'read' } }, 'ids'],
    [{ ids: Array.from({ length: 201 }, (_, n) => String(n)), action: { kind: 'read' } }, 'ids'],
    [{ ids: ['x'], action: { kind: 'read' } }, 'ids.0'],
    [{ ids: ['1'], action: { kind: 'explode' } }, 'action.kind'],
    [{ ids: ['1'], action: { kind: 'assign' } }, 'action.userId'],
    [{ ids: ['1'], action: { kind: 'resolve' } }, 'action.disposition'],
    [{ ids: ['1'], action: { kind: 'snooze', until: 'soon' } }, 'action.until'],
  ])('asked for by %j are a 400 problem that names the field', async (body, path) => {
    const answer = await hub.api<{ errors: { path: string }[] }>('POST', '/api/v1/threads/bulk', body, ada);
    expect([answer.status, answer.body.errors[0]!.path]).toEqual([400, path]);
  });
});
