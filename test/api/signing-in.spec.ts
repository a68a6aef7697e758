import { createHash } from 'node:crypto';
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { problem } from '../support/conversations.js';
import { startTestHub, type TestHub } from '../support/hub.js';
import { signIn } from '../support/people.js';
import { metaText, postMeta } from '../support/providers.js';

let hub: TestHub;
beforeAll(async () => {
  hub = await startTestHub();
  await postMeta(hub, metaText(hub, '+447700900555', 'so that thread 1 exists'));
});
afterAll(() => hub.stop());

describe('signing in', () => {
  it('sets an http-only cookie that says who it is, and never a token in the body', async () => {
    for (const { email, password, role, name } of hub.sandbox.users) {
      const answer = await request(hub.url)
        .post('/api/v1/auth/login')
        .send({ email: ` ${email.toUpperCase()}`, password });
      expect([answer.status, answer.body.user.role, answer.body.user.name]).toEqual([200, role, name]);
      const [cookie] = answer.headers['set-cookie'] as unknown as string[];
      expect(cookie).toMatch(/^shiftline_session=[\w-]{40,}; Path=\/; HttpOnly; SameSite=Lax; Expires=/);
      expect(answer.text).not.toContain(cookie!.split(/[=;]/)[1]!);
      const session = await request(hub.url).get('/api/v1/auth/session').set('cookie', cookie!.split(';')[0]!);
      expect(session.body.user).toMatchObject({ role, name });
    }
  });

  it('with a wrong password or an unknown address is the same 401 without a cookie', async () => {
    const { email } = hub.sandbox.users[0]!;
    const answers = [
      await request(hub.url).post('/api/v1/auth/login').send({ email, password: 'wrong' }),
      await request(hub.url).post('/api/v1/auth/login').send({ email: 'nobody@example.org', password: 'wrong' }),
    ];
    for (const answer of answers) {
      expect([answer.status, problem(answer.body)]).toEqual([401, 'wrong-credentials']);
      expect(answer.headers['set-cookie']).toBeUndefined();
    }
    expect(answers[0]!.body).toEqual(answers[1]!.body);
  });

  it('is slowed down at the eleventh try, for the right password too, and for that address alone', async () => {
    const { email, password } = hub.sandbox.users[1]!;
    const attempt = (word: string) => request(hub.url).post('/api/v1/auth/login').send({ email, password: word });
    for (let n = 0; n < 10; n++) expect((await attempt(`guess ${n}`)).status).toBe(401);
    const eleventh = await attempt('guess');
    expect([eleventh.status, problem(eleventh.body)]).toEqual([429, 'too-many-attempts']);
    expect((await attempt(password)).status).toBe(429);
    await signIn(hub, 'supervisor');
  });

  it('out ends the session at the server, and other sessions go on', async () => {
    const [one, two] = [await signIn(hub, 'agent'), await signIn(hub, 'agent')];
    const out = await request(hub.url).post('/api/v1/auth/logout').set(one);
    expect(out.status).toBe(204);
    expect((out.headers['set-cookie'] as unknown as string[])[0]).toMatch(/shiftline_session=;.*1970/);
    expect((await request(hub.url).get('/api/v1/threads').set(one)).status).toBe(401);
    expect((await request(hub.url).get('/api/v1/threads').set(two)).status).toBe(200);
  });

  it('leaves no token and no key in the database, only hashes', async () => {
    const { cookie } = await signIn(hub, 'admin');
    const token = cookie.split('=')[1]!;
    const dump = JSON.stringify([
      await hub.query(`select encode(token_hash, 'escape') as t from sessions`),
      await hub.query(`select encode(key_hash, 'escape') as k from api_keys`),
      await hub.query('select password_hash from users'),
    ]);
    for (const secret of [token, hub.sandbox.apiKey, ...hub.sandbox.users.map((u) => u.password)]) {
      expect(dump).not.toContain(secret);
    }
    const [kept] = await hub.query<{ n: number }>('select count(*)::int as n from sessions where token_hash = $1', [
      createHash('sha256').update(token).digest(),
    ]);
    expect(kept!.n).toBe(1);
    await hub.query(`update sessions set expires_at = now() - interval '1 second' where token_hash = $1`, [
      createHash('sha256').update(token).digest(),
    ]);
    expect((await request(hub.url).get('/api/v1/threads').set({ cookie })).status).toBe(401);
  });
});

describe('a page of another site', () => {
  it('may not write with the cookie of who visits it', async () => {
    const who = await signIn(hub, 'admin');
    const attempt = (headers: Record<string, string>) =>
      request(hub.url).post('/api/v1/threads/1/read').set(who).set(headers).send({ seq: 1 });
    for (const headers of [
      { origin: 'https://evil.example' },
      { origin: 'null' },
      { origin: `${hub.url}.evil.example` },
      { origin: 'http://127.0.0.1:1' },
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
    ] as Record<string, string>[]) {
      const answer = await attempt(headers);
      expect([headers, answer.status, problem(answer.body)]).toEqual([headers, 403, 'forbidden']);
    }
    expect((await attempt({ origin: hub.url })).status).toBe(200);
    expect((await attempt({ 'sec-fetch-site': 'same-origin' })).status).toBe(200);
    expect((await attempt({})).status).toBe(200);
  });

  it('may not read an answer either: no CORS header invites it', async () => {
    const answer = await request(hub.url)
      .get('/api/v1/threads')
      .set(await signIn(hub, 'agent'))
      .set('origin', 'https://evil.example');
    expect(answer.headers['access-control-allow-origin']).toBeUndefined();
    expect(answer.headers['cache-control']).toBe('no-store');
  });
});
