import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Colleague, Problem, TeamSettings } from '#libs/contracts';
import { accept, getThread, offered, problem, threadOf } from '../support/conversations.js';
import { startTestHub, type TestHub } from '../support/hub.js';
import { keyOf, signIn } from '../support/people.js';
import { metaText, postMeta } from '../support/providers.js';
import { colleagues, makeTeam } from '../support/work.js';

let hub: TestHub;
let agent: Colleague;
let other: Colleague;
beforeAll(async () => {
  hub = await startTestHub();
  [agent, other] = (await colleagues(hub)).filter(({ role }) => role === 'agent') as [Colleague, Colleague];
});
afterAll(() => hub.stop());
beforeEach(async () => {
  const { body } = await hub.api<{ items: TeamSettings[] }>('GET', '/api/v1/teams');
  for (const { id } of body.items) await hub.api('DELETE', `/api/v1/teams/${id}`);
});

const errorsOf = (body: unknown) => (body as Problem).errors;

describe('teams', () => {
  it('are made, listed with members and queues, changed as a whole, and removed', async () => {
    const team = await makeTeam(hub, { name: ' Billing ', members: [agent.id], queues: ['billing'] });
    const { id, ...rest } = team;
    expect(rest).toEqual({
      name: 'Billing',
      members: [agent.id],
      queues: ['billing'],
      autoAssign: false,
      skillRules: [],
    });
    const changed = {
      name: 'Bills',
      members: [other.id],
      queues: ['invoices'],
      autoAssign: true,
      skillRules: [{ match: 'intent' as const, value: 'refund', skills: ['refunds'] }],
    };
    expect((await hub.api('PUT', `/api/v1/teams/${id}`, changed)).body).toEqual({ id, ...changed });
    expect((await hub.api('GET', '/api/v1/teams')).body).toEqual({ items: [{ id, ...changed }] });
    expect((await colleagues(hub)).find((person) => person.id === other.id)!.teams).toEqual([{ id, name: 'Bills' }]);
    expect((await hub.api('DELETE', `/api/v1/teams/${id}`)).status).toBe(204);
    expect((await hub.api('DELETE', `/api/v1/teams/${id}`)).status).toBe(404);
    expect((await hub.api('GET', '/api/v1/teams')).body).toEqual({ items: [] });
  });

  it('are the supervisors’ to change, and everybody’s to see', async () => {
    const team = { name: 'Ours', members: [] };
    const cookie = await signIn(hub, 'agent');
    expect((await hub.api('GET', '/api/v1/teams', undefined, cookie)).status).toBe(200);
    expect((await hub.api('POST', '/api/v1/teams', team, cookie)).status).toBe(403);
    expect((await hub.api('POST', '/api/v1/teams', team, await signIn(hub, 'supervisor'))).status).toBe(201);
  });

  it('say beside the field what is wrong, and then nothing has changed', async () => {
    const billing = await makeTeam(hub, { name: 'Billing', members: [agent.id], queues: ['billing'] });
    const wrong = async (team: object) => {
      const { status, body } = await hub.api('POST', '/api/v1/teams', { name: 'Sales', ...team });
      return [status, problem(body), errorsOf(body)?.[0]];
    };
    expect(await wrong({ name: 'Billing' })).toEqual([
      409,
      'name-taken',
      { path: 'name', message: 'There is another Billing already.' },
    ]);
    expect(await wrong({ queues: ['sales', 'billing'] })).toEqual([
      409,
      'queue-taken',
      { path: 'queues.1', message: 'billing belongs to Billing. Take it away there first.' },
    ]);
    expect(await wrong({ members: [agent.id, '987654'] })).toEqual([
      400,
      'unknown-colleague',
      { path: 'members.1', message: 'there is no such colleague' },
    ]);
    expect((await wrong({ name: '  ' }))[2]).toMatchObject({ path: 'name' });
    expect((await wrong({ skillRules: [{ match: 'queue', value: 'x', skills: [] }] }))[2]).toMatchObject({
      path: 'skillRules.0.skills',
    });
    expect((await hub.api('GET', '/api/v1/teams')).body).toEqual({ items: [billing] });
  });

  it('of ten that claim one queue at once one gets it', async () => {
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, n) => hub.api('POST', '/api/v1/teams', { name: `Team ${n}`, queues: ['one'] })),
    );
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 409)).toHaveLength(9);
  });
});

describe('a thread', () => {
  it('gets the team whose queue its call was in; what comes without a call that of the default queue', async () => {
    const billing = await makeTeam(hub, { name: 'Billing', queues: ['billing'] });
    const support = await makeTeam(hub, { name: 'Support', queues: ['support'] });
    const { offerId } = await offered(hub, { from: '+447700900601', queue: 'billing' });
    const { body } = await accept(hub, offerId, { channel: 'sms' });
    expect((await getThread(hub, body.threadId)).team).toEqual({ id: billing.id, name: 'Billing' });
    const unqueued = await offered(hub, { from: '+447700900602', queue: 'elsewhere' });
    const third = await accept(hub, unqueued.offerId, { channel: 'sms' });
    expect((await getThread(hub, third.body.threadId)).team).toBeNull();
    await postMeta(hub, metaText(hub, '+447700900603', 'no call before'));
    expect((await threadOf(hub, '+447700900603')).team).toEqual({ id: support.id, name: 'Support' });
  });

  it('stays when its team is removed, and is of no team', async () => {
    const { id } = await makeTeam(hub, { name: 'Support', queues: ['support'] });
    await postMeta(hub, metaText(hub, '+447700900604', 'hello'));
    const thread = await threadOf(hub, '+447700900604');
    expect(thread.team?.id).toBe(id);
    await hub.api('DELETE', `/api/v1/teams/${id}`);
    const after = await getThread(hub, thread.id);
    expect([after.team, after.version > thread.version]).toEqual([null, true]);
  });
});

describe('colleagues', () => {
  it('have skills, capacity, teams and what they see changed by supervisors, and nothing else', async () => {
    const team = await makeTeam(hub, { name: 'Billing' });
    const supervisor = await signIn(hub, 'supervisor');
    const change = { skills: ['French', 'french', 'Gas'], capacity: 3, sees: 'teams', teams: [team.id] };
    const { body } = await hub.api<Colleague>('PATCH', `/api/v1/users/${agent.id}`, change, supervisor);
    expect(body).toMatchObject({
      id: agent.id,
      role: 'agent',
      skills: ['french', 'Gas'],
      sees: 'teams',
      teams: [{ id: team.id, name: 'Billing' }],
      load: { active: 0, capacity: 3 },
    });
    const odd = { password: 'a long password', capacity: 4 };
    const { body: same } = await hub.api<Colleague>('PATCH', `/api/v1/users/${agent.id}`, odd, supervisor);
    expect([same.role, same.load.capacity, same.skills]).toEqual(['agent', 4, ['french', 'Gas']]);
    expect((await hub.api('PATCH', `/api/v1/users/${agent.id}`, change, await signIn(hub, 'agent'))).status).toBe(403);
    const gone = await hub.api('PATCH', `/api/v1/users/${agent.id}`, { capacity: 9, teams: ['987654'] }, supervisor);
    expect([gone.status, problem(gone.body)]).toEqual([400, 'unknown-team']);
    const capacity = await hub.api('PATCH', `/api/v1/users/${agent.id}`, { capacity: -1 }, supervisor);
    expect([capacity.status, errorsOf(capacity.body)?.[0]?.path]).toEqual([400, 'capacity']);
    expect((await colleagues(hub)).find(({ id }) => id === agent.id)).toEqual(same);
    await hub.api('PATCH', `/api/v1/users/${agent.id}`, { sees: 'all', capacity: 8, skills: [] }, supervisor);
  });

  it('say themselves whether they take work; a machine cannot', async () => {
    const cookie = await signIn(hub, 'agent');
    const choose = (availability: string, headers: Record<string, string>) =>
      hub.api<Colleague>('PUT', '/api/v1/me/availability', { availability }, headers);
    expect((await choose('away', cookie)).body).toMatchObject({ availability: 'away', chosen: 'away' });
    expect((await choose('online', cookie)).body).toMatchObject({ availability: 'online', chosen: 'online' });
    expect((await choose('asleep', cookie)).status).toBe(400);
    expect((await choose('online', keyOf(hub))).status).toBe(403);
  });
});
