import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CannedAnswer, Problem } from '#libs/contracts';
import { problem } from '../support/conversations.js';
import { startTestHub, type TestHub } from '../support/hub.js';
import { signIn } from '../support/people.js';

let hub: TestHub;
let supervisor: { cookie: string };
let agents: { cookie: string }[];
let teamId: string;

beforeAll(async () => {
  hub = await startTestHub();
  supervisor = await signIn(hub, 'supervisor');
  agents = [await signIn(hub, 'agent', 0), await signIn(hub, 'agent', 1)];
  const [team] = await hub.query<{ id: string }>(`insert into teams (name) values ('Meters') returning id`);
  teamId = team!.id;
  const { email } = hub.sandbox.users.filter(({ role }) => role === 'agent')[0]!;
  await hub.query('insert into team_members (team_id, user_id) select $1, id from users where email = $2', [
    teamId,
    email,
  ]);
});
afterAll(() => hub.stop());

const path = '/api/v1/canned-answers';
const make = (answer: Record<string, unknown>, headers: Record<string, string> = supervisor) =>
  hub.api<CannedAnswer & Problem>('POST', path, { title: 'A title', text: 'A text', ...answer }, headers);
const shortcuts = async (headers: Record<string, string>) =>
  (await hub.api<{ items: CannedAnswer[] }>('GET', path, undefined, headers)).body.items.map((a) => a.shortcut);

describe('canned answers', () => {
  it('are made, changed and removed by supervisors, and read by agents', async () => {
    const made = await make({ shortcut: ' Hours ', text: 'We are open, {{contact.firstName}}.' });
    expect([made.status, made.body]).toEqual([
      201,
      expect.objectContaining({ shortcut: 'hours', text: 'We are open, {{contact.firstName}}.', team: null }),
    ]);
    expect((await make({ shortcut: 'mine' }, agents[0])).status).toBe(403);
    const change = { shortcut: 'open', title: 'Opening hours', text: 'Nine to five' };
    const changed = await hub.api<CannedAnswer>('PUT', `${path}/${made.body.id}`, change, supervisor);
    expect(changed.body).toMatchObject(change);
    expect(await shortcuts(agents[0]!)).toEqual(['open']);
    expect((await hub.api('DELETE', `${path}/${made.body.id}`, undefined, supervisor)).status).toBe(204);
    expect(await shortcuts(agents[0]!)).toEqual([]);
    expect((await hub.api('PUT', `${path}/${made.body.id}`, change, supervisor)).status).toBe(404);
    expect((await hub.api('DELETE', `${path}/${made.body.id}`, undefined, supervisor)).status).toBe(404);
  });

  it("of a team are its members' and the supervisors'", async () => {
    await make({ shortcut: 'everybody' });
    const { body } = await make({ shortcut: 'meters', teamId });
    expect(body.team).toEqual({ id: teamId, name: 'Meters' });
    expect(await shortcuts(agents[0]!)).toEqual(['everybody', 'meters']);
    expect(await shortcuts(agents[1]!)).toEqual(['everybody']);
    expect(await shortcuts(supervisor)).toEqual(['everybody', 'meters']);
  });

  it('say beside the field what is wrong, and change nothing', async () => {
    const before = await shortcuts(supervisor);
    const fields = async (answer: Record<string, unknown>) => {
      const { status, body } = await make(answer);
      return [status, problem(body), body.errors?.map(({ path: field }) => field)];
    };
    expect(await fields({ shortcut: 'EVERYBODY' })).toEqual([409, 'shortcut-taken', ['shortcut']]);
    expect(await fields({ shortcut: 'two words' })).toEqual([400, 'validation', ['shortcut']]);
    expect(await fields({ shortcut: 'x', text: ' ' })).toEqual([400, 'validation', ['text']]);
    expect(await fields({ shortcut: 'x', text: 'x'.repeat(4097) })).toEqual([400, 'validation', ['text']]);
    expect(await fields({ shortcut: 'x', teamId: '999999' })).toEqual([400, 'unknown-team', ['teamId']]);
    // The same word may mean another thing to a team.
    expect((await make({ shortcut: 'everybody', teamId })).status).toBe(201);
    expect(await shortcuts(supervisor)).toEqual([before[0], ...before]);
  });

  it('of two at once with one shortcut let one in', async () => {
    const answers = await Promise.all(Array.from({ length: 8 }, () => make({ shortcut: 'race' })));
    expect(answers.map(({ status }) => status).sort((a, b) => a - b)).toEqual([201, ...Array<number>(7).fill(409)]);
  });
});
