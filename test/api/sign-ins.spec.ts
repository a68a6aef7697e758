import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Colleague, Problem } from '#libs/contracts';
import { openConsole } from '../support/console-socket.js';
import { getThread, messagesOf, problem, threadOf } from '../support/conversations.js';
import { eventually, startTestHub, type TestHub } from '../support/hub.js';
import { signIn } from '../support/people.js';
import { metaText, postMeta } from '../support/providers.js';
import { colleague, colleagues, makeTeam } from '../support/work.js';

let hub: TestHub;
let admin: { cookie: string };
beforeAll(async () => {
  hub = await startTestHub();
  admin = await signIn(hub, 'admin');
});
afterAll(() => hub.stop());

interface Made {
  user: Colleague;
  password: string;
}
const make = async (email: string, name = 'Jo Nowak') =>
  (await hub.api<Made>('POST', '/api/v1/users', { email, name, role: 'agent' }, admin)).body;
const change = (id: string, body: object, as: Record<string, string> = admin) =>
  hub.api<Colleague & Problem>('PATCH', `/api/v1/users/${id}`, body, as);
const login = (email: string, password: string) => hub.api('POST', '/api/v1/auth/login', { email, password }, {});
const asCookie = (answer: Awaited<ReturnType<typeof login>>) => ({
  cookie: answer.headers.get('set-cookie')!.split(';')[0]!,
});
const listedOff = async () =>
  (await hub.api<{ items: Colleague[] }>('GET', '/api/v1/users?off=true')).body.items.map(({ name }) => name);

it('an administrator makes a sign-in, and its password is told once', async () => {
  const { user, password } = await make('Jo@Riverside.example');
  expect(user).toMatchObject({ name: 'Jo Nowak', email: 'jo@riverside.example', role: 'agent', teams: [] });
  expect(password).toMatch(/^[a-z2-9]{4}(-[a-z2-9]{4}){3}$/);
  expect((await login('jo@riverside.example', password)).status).toBe(200);
  expect(JSON.stringify(await colleagues(hub))).not.toContain(password);
});

it('an address that is taken stays whose it is', async () => {
  const { user, password } = await make('taken@riverside.example', 'First');
  const again = await hub.api<Problem>(
    'POST',
    '/api/v1/users',
    { email: 'Taken@riverside.example', name: 'Second', role: 'admin' },
    admin,
  );
  expect([again.status, problem(again.body), again.body.errors?.[0]?.path]).toEqual([409, 'email-taken', 'email']);
  expect((await login('taken@riverside.example', password)).status).toBe(200);
  const other = await make('other@riverside.example', 'Other');
  const moved = await change(other.user.id, { email: 'TAKEN@riverside.example' });
  expect([moved.status, problem(moved.body)]).toEqual([409, 'email-taken']);
  expect((await colleague(hub, /^First/)).id).toBe(user.id);
});

it('only administrators make sign-ins and change them', async () => {
  const { user } = await make('kept@riverside.example', 'Kept');
  for (const role of ['agent', 'supervisor'] as const) {
    const as = await signIn(hub, role);
    const body = { email: 'new@riverside.example', name: 'New', role: 'agent' };
    expect((await hub.api('POST', '/api/v1/users', body, as)).status).toBe(403);
    expect((await hub.api('POST', `/api/v1/users/${user.id}/password`, {}, as)).status).toBe(403);
    for (const part of [{ name: 'X' }, { email: 'x@example.org' }, { role: 'admin' }, { off: true }])
      expect((await change(user.id, { ...part, capacity: 3 }, as)).status).toBe(403);
  }
  expect(await colleague(hub, /^Kept/)).toMatchObject({ role: 'agent', load: { capacity: 8 } });
  expect((await change(user.id, { capacity: 3 }, await signIn(hub, 'supervisor'))).status).toBe(200);
  const changed = await change(user.id, { name: 'Renamed', email: 'Renamed@riverside.example', role: 'supervisor' });
  expect(changed.body).toMatchObject({ name: 'Renamed', email: 'renamed@riverside.example', role: 'supervisor' });
});

it('a new password ends what was signed in by the old one', async () => {
  const { user, password } = await make('lost@riverside.example', 'Lost');
  const before = asCookie(await login('lost@riverside.example', password));
  const { body } = await hub.api<{ password: string }>('POST', `/api/v1/users/${user.id}/password`, {}, admin);
  expect((await hub.api('GET', '/api/v1/auth/session', undefined, before)).status).toBe(401);
  expect((await login('lost@riverside.example', password)).status).toBe(401);
  expect((await login('lost@riverside.example', body.password)).status).toBe(200);
  expect((await hub.api('POST', '/api/v1/users/987654/password', {}, admin)).status).toBe(404);
});

it('who is switched off is out within two seconds, and what they have is nobody’s again', async () => {
  const { user, password } = await make('gone@riverside.example', 'Gone');
  const theirs = asCookie(await login('gone@riverside.example', password));
  await makeTeam(hub, { name: 'Theirs', members: [user.id] });
  await postMeta(hub, metaText(hub, '+447700900911', 'Hello'));
  const thread = await threadOf(hub, '+447700900911');
  await hub.api('POST', `/api/v1/threads/${thread.id}/assign`, { userId: user.id });
  const { socket } = await openConsole(hub, theirs);
  await eventually(async () => (await colleague(hub, /^Gone/)).availability === 'online');

  const at = Date.now();
  expect((await change(user.id, { off: true })).body.availability).toBe('offline');
  expect((await hub.api('GET', '/api/v1/auth/session', undefined, theirs)).status).toBe(401);
  await eventually(async () => !socket.connected, 2_000);
  expect(Date.now() - at).toBeLessThan(2_000);
  const refused = await login('gone@riverside.example', password);
  expect([refused.status, problem(refused.body)]).toEqual([403, 'switched-off']);
  expect(problem((await login('gone@riverside.example', 'guessed')).body)).toBe('wrong-credentials');

  expect((await getThread(hub, thread.id)).assignee).toBeNull();
  expect((await messagesOf(hub, thread.id)).at(-1)?.text).toBe('Put back by Amir Haddad');
  expect((await colleagues(hub)).map(({ name }) => name)).not.toContain('Gone');
  expect(await listedOff()).toEqual(['Gone']);
  expect((await hub.api('POST', `/api/v1/threads/${thread.id}/assign`, { userId: user.id })).status).toBe(404);
  const note = { clientId: 'n1', kind: 'note', text: '@Gone', mentions: [user.id] };
  expect((await hub.api('POST', `/api/v1/threads/${thread.id}/messages`, note)).status).toBe(400);

  // A change of the team while they are off takes them out of nothing.
  const { body } = await hub.api<{ items: { id: string; name: string; members: string[] }[] }>('GET', '/api/v1/teams');
  const team = body.items.find(({ name }) => name === 'Theirs')!;
  expect(team.members).toEqual([]);
  await hub.api('PUT', `/api/v1/teams/${team.id}`, { name: 'Theirs', members: [] });
  await change(user.id, { off: false });
  expect(await listedOff()).toEqual([]);
  expect((await colleague(hub, /^Gone/)).teams).toEqual([{ id: team.id, name: 'Theirs' }]);
  expect((await login('gone@riverside.example', password)).status).toBe(200);
});

it('gives nobody work who is switched off, however lately they were there', async () => {
  const { user, password } = await make('late@riverside.example', 'Late');
  const { socket } = await openConsole(hub, asCookie(await login('late@riverside.example', password)));
  await eventually(async () => (await colleague(hub, /^Late/)).availability === 'online');
  await change(user.id, { off: true });
  socket.disconnect();
  await makeTeam(hub, { name: 'Alone', members: [user.id], queues: ['support'], autoAssign: true });
  await postMeta(hub, metaText(hub, '+447700900912', 'Hello'));
  const thread = await threadOf(hub, '+447700900912');
  await new Promise((resolve) => setTimeout(resolve, 2_000));
  expect((await getThread(hub, thread.id)).assignee).toBeNull();
});

it('the last administrator stays one', async () => {
  const amir = await colleague(hub, /^Amir/);
  for (const part of [{ off: true }, { role: 'agent' }]) {
    const answer = await change(amir.id, part);
    expect([answer.status, problem(answer.body)]).toEqual([409, 'last-administrator']);
  }
  const { user } = await make('second@riverside.example', 'Second');
  await change(user.id, { role: 'admin' });
  // Of two who switch each other off at once one stays.
  const key = { authorization: `Bearer ${hub.sandbox.apiKey}` };
  const both = await Promise.all([change(amir.id, { off: true }, key), change(user.id, { off: true }, key)]);
  expect(both.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409]);
});
