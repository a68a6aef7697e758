import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SavedView } from '#libs/contracts';
import { problem } from '../support/conversations.js';
import { startTestHub, type TestHub } from '../support/hub.js';
import { keyOf, signIn } from '../support/people.js';
import { metaText, postMeta } from '../support/providers.js';

let hub: TestHub;
let ada: { cookie: string };
let ben: { cookie: string };
let sofia: { cookie: string };
beforeAll(async () => {
  hub = await startTestHub();
  [ada, ben, sofia] = [await signIn(hub, 'agent', 0), await signIn(hub, 'agent', 1), await signIn(hub, 'supervisor')];
  await postMeta(hub, metaText(hub, '+447700900556', 'hello'));
});
afterAll(() => hub.stop());

const views = async (who: Record<string, string>) =>
  (await hub.api<{ items: SavedView[] }>('GET', '/api/v1/saved-views', undefined, who)).body.items;
const save = (view: Record<string, unknown>, who: Record<string, string> = ada) =>
  hub.api<SavedView & { errors: { path: string }[] }>('POST', '/api/v1/saved-views', view, who);

describe('saved views', () => {
  it('are their owner’s, with a count, and can be changed and removed', async () => {
    const { status, body } = await save({
      name: ' Photos ',
      filter: { hasPhoto: true, view: 'mine' },
      sort: 'waiting',
    });
    expect([status, body]).toEqual([
      201,
      {
        id: body.id,
        name: 'Photos',
        filter: { hasPhoto: true, view: 'mine' },
        sort: 'waiting',
        shared: false,
        editable: true,
        threads: 0,
      },
    ]);
    expect(await views(ben)).toEqual([]);
    const change = { name: 'All', filter: {} };
    const at = `/api/v1/saved-views/${body.id}`;
    expect((await hub.api('PUT', at, change, ben)).status).toBe(404);
    expect((await hub.api<SavedView>('PUT', at, change, ada)).body).toMatchObject({ name: 'All', threads: 1 });
    expect((await save({ name: 'Words', filter: { q: 'leak' } })).body.threads).toBeNull();
    expect((await hub.api('DELETE', at, undefined, ben)).status).toBe(404);
    expect((await hub.api('DELETE', at, undefined, ada)).status).toBe(204);
    expect((await views(ada)).map(({ name }) => name)).toEqual(['Words']);
  });

  it('are shared by supervisors, seen by everybody and changed by supervisors', async () => {
    const shared = { name: 'Urgent', filter: { priority: 'urgent' }, shared: true };
    expect(problem((await save(shared)).body)).toBe('sharing-not-allowed');
    const { body } = await save(shared, sofia);
    expect((await views(ben)).map(({ name, editable }) => [name, editable])).toEqual([['Urgent', false]]);
    expect((await hub.api('DELETE', `/api/v1/saved-views/${body.id}`, undefined, ben)).status).toBe(404);
    const machine = await save({ name: 'Of a machine', filter: {} }, keyOf(hub));
    expect([machine.status, machine.body.errors[0]!.path]).toEqual([400, 'shared']);
    expect((await save({ name: 'Of a machine', filter: {}, shared: true }, keyOf(hub))).status).toBe(201);
    expect((await views(sofia)).map(({ name, editable }) => [name, editable])).toEqual([
      ['Of a machine', true],
      ['Urgent', true],
    ]);
  });

  it('count no thread that may not be seen', async () => {
    await save({ name: 'Everything', filter: {} }, ben);
    const count = async () => (await views(ben)).find(({ name }) => name === 'Everything')!.threads;
    expect(await count()).toBe(1);
    await hub.query(`insert into teams (name) values ('Elsewhere')`);
    await hub.query('update threads set team_id = (select id from teams)');
    await hub.query(`update users set sees = 'teams' where role = 'agent'`);
    expect(await count()).toBe(0);
  });

  it.each([
    [{ name: ' ', filter: {} }, 'name'],
    [{ name: 'x'.repeat(61), filter: {} }, 'name'],
    [{ name: 'x' }, 'filter'],
    [{ name: 'x', filter: { priority: 'extreme' } }, 'filter.priority'],
    [{ name: 'x', filter: {}, sort: 'loudest' }, 'sort'],
  ])('%j is a 400 problem that names the field', async (body, path) => {
    const answer = await save(body);
    expect([answer.status, answer.body.errors[0]!.path]).toEqual([400, path]);
  });
});
