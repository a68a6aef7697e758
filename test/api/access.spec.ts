import { createHash } from 'node:crypto';
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { api, Problem, type Role, type RouteDef } from '#libs/contracts';
import { problem } from '../support/conversations.js';
import { startTestHub, type TestHub } from '../support/hub.js';
import { keyOf, signIn } from '../support/people.js';
import { metaText, postMeta } from '../support/providers.js';

let hub: TestHub;
beforeAll(async () => {
  hub = await startTestHub();
  await postMeta(hub, metaText(hub, '+447700900555', 'so that thread 1 exists'));
});
afterAll(() => hub.stop());

const routes = Object.entries(api) as [string, RouteDef][];
const call = (
  { method, path }: Pick<RouteDef, 'method' | 'path'>,
  headers: Record<string, string>,
  body?: unknown,
  id = '987654',
) => {
  const verb = method.toLowerCase() as 'get' | 'post' | 'put' | 'patch' | 'delete';
  const sent = request(hub.url)
    [verb](`/api/v1${path.replace(/:\w+/g, id)}`)
    .set(headers);
  return method === 'GET' ? sent : sent.set('content-type', 'application/json').send(JSON.stringify(body ?? {}));
};
/** Every error is a problem, and tells nothing about the machine. */
function expectProblem(answer: { status: number; text: string; headers: Record<string, string> }, where: unknown) {
  expect([where, answer.headers['content-type']]).toEqual([
    where,
    expect.stringMatching(/^application\/problem\+json/),
  ]);
  const parsed = Problem.parse(JSON.parse(answer.text));
  expect([where, parsed.status]).toEqual([where, answer.status]);
  expect(parsed.type).toMatch(/^https:\/\/shiftline\.dev\/problems\/[a-z-]+$/);
  expect(parsed.title).toBeTruthy();
  expect(answer.text).not.toMatch(/node_modules|\.ts:|\.js:|\\n\s+at |select |insert |syntax error|ECONN/);
}

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

describe('every route × everybody', () => {
  it.each(routes)('%s', async (name, route) => {
    const where = (who: string) => `${route.method} ${route.path} as ${who}`;
    const isPublic = route.access === 'public';
    for (const [who, headers] of [
      ['nobody', {}],
      ['a wrong key', { authorization: 'Bearer sl_wrong' }],
      ['an empty key', { authorization: 'Bearer ' }],
      ['a wrong session', { cookie: 'shiftline_session=guess' }],
    ] as const) {
      const answer = await call(route, headers);
      if (isPublic) expect([where(who), answer.status]).toEqual([where(who), 400]);
      else expect([where(who), answer.status, problem(answer.body)]).toEqual([where(who), 401, 'unauthorized']);
      expectProblem(answer, where(who));
    }
    const people: [string, Role, Record<string, string>][] = [
      ['agent', 'agent', await signIn(hub, 'agent')],
      ['supervisor', 'supervisor', await signIn(hub, 'supervisor')],
      ['admin', 'admin', await signIn(hub, 'admin')],
      ['the API key', 'admin', keyOf(hub)],
    ];
    for (const [who, role, headers] of people) {
      const answer = await call(route, headers);
      const allowed = isPublic || route.access.includes(role);
      // A machine is nobody who could be signed in.
      const expected = allowed ? (name === 'session' && who === 'the API key' ? 401 : 'let in') : 403;
      const got = [401, 403].includes(answer.status) ? answer.status : 'let in';
      expect([where(who), got]).toEqual([where(who), expected]);
      expect([where(who), answer.status < 500]).toEqual([where(who), true]);
      if (answer.status >= 400) expectProblem(answer, where(who));
    }
  });

  it('a machine with a lesser key may do no more than its role', async () => {
    const made = await request(hub.url).post('/api/v1/api-keys').set(keyOf(hub)).send({ name: 'board', role: 'agent' });
    expect(made.status).toBe(201);
    const headers = { authorization: `Bearer ${made.body.key as string}` };
    expect((await request(hub.url).get('/api/v1/threads').set(headers)).status).toBe(200);
    expect((await request(hub.url).get('/api/v1/webhook-events').set(headers)).status).toBe(403);
    expect((await request(hub.url).post('/api/v1/calls').set(headers).send({})).status).toBe(403);
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

describe('whatever is sent', () => {
  const deep = (n: number): unknown => (n === 0 ? 'x' : { a: deep(n - 1) });
  const values: unknown[] = [
    null,
    true,
    -1,
    1.5,
    1e308,
    Number.MAX_SAFE_INTEGER,
    2_147_483_648,
    '',
    ' ',
    '\u0000',
    'a\u0000b',
    '\ud800',
    '\u202e\u0007',
    "'; drop table threads; --",
    '{{constructor.constructor("return 1")()}}',
    'x'.repeat(5000),
    [],
    [[[]]],
    {},
    { $gt: '' },
    { toString: 1, constructor: { prototype: {} } },
    deep(200),
  ];
  /** The names a route's body knows, with something that fits each. */
  const fitting: Record<string, unknown> = {
    rotation: 90,
    email: 'a@example.org',
    password: 'a long password',
    name: 'n',
    role: 'agent',
    providerCallId: 'fuzz',
    from: '+447700900999',
    to: '+442079460100',
    clientId: 'c',
    text: 't',
    seq: 1,
    userId: null,
    score: 5,
    channel: 'sms',
    action: 'opt_in',
    decision: 'not_opt_out',
    kind: 'note',
    provider: 'twilio',
    address: '+447700900998',
    settings: {},
    secrets: {},
    company: 'c',
    language: 'en',
    defaultQueue: 'q',
    queues: [],
    category: 'utility',
    disposition: 'solved',
    until: null,
    tags: [],
    priority: 'high',
    amount: 0.05,
    currency: 'EUR',
    rules: { minWaitSeconds: 1, channels: ['sms'] },
    otherId: '1',
    threadId: '1',
    value: '48213',
    unit: 'kWh',
    serial: 'S',
    url: 'http://127.0.0.1:9/',
    shortcut: 'hello',
    title: 't',
    version: 1,
    undoSeconds: 5,
    filter: {},
    sort: 'latest',
    shared: true,
  };

  it.each(routes.filter(([, route]) => route.method !== 'GET'))(
    'as the body of %s is never our failure',
    async (_, route) => {
      const fields = Object.keys((route.body as unknown as { shape?: object }).shape ?? {});
      const bodies: unknown[] = [...values];
      for (const field of fields) {
        const others = Object.fromEntries(fields.filter((f) => f in fitting).map((f) => [f, fitting[f]]));
        for (const value of values) bodies.push({ ...others, [field]: value });
      }
      // In bunches, like impatient clients; the id of something that exists and of something that does not.
      for (let at = 0; at < bodies.length; at += 20) {
        await Promise.all(
          bodies.slice(at, at + 20).map(async (body, n) => {
            const answer = await call(route, keyOf(hub), body, n % 2 ? '1' : '987654');
            const where = `${route.method} ${route.path} ${JSON.stringify(body).slice(0, 200)}: ${answer.text.slice(0, 100)}`;
            expect(answer.status, where).toBeLessThan(500);
            if (answer.status >= 400) expectProblem(answer, where);
          }),
        );
      }
    },
  );

  it.each(routes.filter(([, route]) => route.method === 'GET'))(
    'as the query of %s is never our failure',
    async (_, route) => {
      const fields = Object.keys((route.query as unknown as { shape?: object }).shape ?? {});
      const words = [
        '',
        '-1',
        '0',
        '1e3',
        '99999999999',
        '9'.repeat(18),
        'x',
        '%00',
        '%ED%A0%80',
        '%FF',
        'a%00b',
        '2026-02-31T00:00:00.000Z_1',
      ];
      for (const field of fields) {
        for (const word of [...words, `1&${field}=2`, `1&${field}[]=2`]) {
          const path = `${route.path.replace(/:\w+/g, '1')}?${field}=${word}`;
          const answer = await request(hub.url).get(`/api/v1${path}`).set(keyOf(hub));
          expect(answer.status, path).toBeLessThan(500);
          if (answer.status >= 400) expectProblem(answer, path);
        }
      }
    },
  );

  it('as an id in any route is a plain 404', async () => {
    for (const [, route] of routes.filter(([, { path }]) => path.includes(':id'))) {
      for (const id of ['abc', '0', '-1', '1.5', '9'.repeat(18), '9'.repeat(30), '1%27', '%00', '..%2f1', '1;1']) {
        // What `from` is depends on the route.
        const from = route.path.endsWith('/template-costs') ? '2026-03-01' : undefined;
        const answer = await call(route, keyOf(hub), { ...fitting, from }, id);
        expect([route.path, id, answer.status]).toEqual([route.path, id, 404]);
        expectProblem(answer, [route.path, id]);
      }
    }
  });

  it.each([
    ['application/json', '{', 400],
    ['application/json', '{"a":', 400],
    ['application/json', '"', 400],
    ['application/json', 'null', 400],
    ['application/json', '[]', 400],
    ['application/json', '{"email":1e999,"password":[]}', 400],
    ['application/json', '{"__proto__":{"email":"a"},"constructor":{"prototype":{}}}', 400],
    ['application/json; charset=utf-16', '{"email":"a"}', 400],
    ['text/plain', '{"email":"a","password":"b"}', 415],
    ['application/x-www-form-urlencoded', 'email=a&password=b', 415],
    ['multipart/form-data; boundary=x', '--x\r\ncut', 415],
    ['application/json', `{"email":"${'a'.repeat(1_100_000)}"}`, 413],
  ])('%s %s is %i, a problem', async (type, body, status) => {
    const answer = await request(hub.url)
      .post('/api/v1/auth/login')
      .set('content-type', type)
      .serialize(() => body)
      .send(body as unknown as object);
    expect([body.slice(0, 50), answer.status]).toEqual([body.slice(0, 50), status]);
    expectProblem(answer, body.slice(0, 50));
  });

  it('poisons no prototype', async () => {
    await request(hub.url)
      .post('/api/v1/policies')
      .set(keyOf(hub))
      .set('content-type', 'application/json')
      .send('{"rules":{"minWaitSeconds":1,"channels":["sms"],"__proto__":{"polluted":1}},"__proto__":{"polluted":1}}');
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
  });

  it.each([
    ['GET', '/api/v1/nope'],
    ['POST', '/api/v1/nope'],
    ['DELETE', '/api/v1/threads/1'],
    ['GET', '/api/nope'],
    ['GET', '/api/v2/threads'],
    ['GET', '/api/v1/threads/1/nope'],
    ['GET', '/api/v1/%E0%A4%A'],
    ['GET', '/api/v1//threads'],
    ['GET', '/health/nope'],
  ])('%s %s is a 404 problem', async (method, path) => {
    const response = await fetch(hub.url + path, { method, headers: keyOf(hub) });
    const text = await response.text();
    expectProblem({ status: response.status, text, headers: Object.fromEntries(response.headers) }, path);
    expect([path, [400, 404].includes(response.status)]).toEqual([path, true]);
    if (!path.includes('%')) expect(response.status).toBe(404);
  });
});

describe('the description', () => {
  interface Operation {
    operationId: string;
    summary: string;
    security?: object[];
    parameters: { name: string; in: string; required: boolean; schema: object }[];
    requestBody?: { content: Record<string, { schema: object }> };
    responses: Record<string, { description: string; content?: object }>;
  }

  it('is OpenAPI 3.1, names every route once, and is open to everybody', async () => {
    const { status, body } = await request(hub.url).get('/api/openapi.json');
    expect(status).toBe(200);
    expect(body.openapi).toMatch(/^3\.1\.\d$/);
    expect(body.info).toMatchObject({ title: 'Shiftline', version: expect.any(String) });
    expect(Object.keys(body.components.securitySchemes as object).sort()).toEqual(['bearer', 'cookie']);
    const paths = body.paths as Record<string, Record<string, Operation>>;
    const listed = Object.entries(paths).flatMap(([path, item]) =>
      Object.entries(item).map(([method, operation]) => ({ path, method, operation })),
    );
    expect(listed.map(({ operation }) => operation.operationId).sort()).toEqual(Object.keys(api).sort());
    for (const { path, method, operation } of listed) {
      const route = (api as Record<string, RouteDef>)[operation.operationId]!;
      expect(`${method.toUpperCase()} ${path}`).toBe(`${route.method} /api/v1${route.path.replace(/:(\w+)/g, '{$1}')}`);
      expect(operation.summary).toBeTruthy();
      expect(operation.responses[String(route.status)]).toBeDefined();
      expect(JSON.stringify(operation.responses.default)).toContain('application/problem+json');
      const named = [...path.matchAll(/\{(\w+)\}/g)].map((m) => m[1]);
      const inPath = operation.parameters.filter((p) => p.in === 'path');
      expect(inPath.map((p) => [p.name, p.required])).toEqual(named.map((name) => [name, true]));
      expect(operation.security).toEqual(route.access === 'public' ? [] : undefined);
      for (const p of operation.parameters) expect(p.schema).toBeTypeOf('object');
    }
    // Every reference leads somewhere.
    for (const [, name] of JSON.stringify(body).matchAll(/"\$ref":"#\/components\/schemas\/(\w+)"/g)) {
      expect(body.components.schemas).toHaveProperty(name!);
    }
    expect(JSON.stringify(body)).not.toContain('"$schema"');
  });

  it('has a page to try it', async () => {
    const page = await request(hub.url).get('/api/docs');
    expect([page.status, page.headers['content-type']]).toEqual([200, expect.stringMatching(/^text\/html/)]);
    expect(page.headers['content-security-policy']).toContain("default-src 'self'");
    for (const [, src] of page.text.matchAll(/(?:src|href)="([^"]+)"/g)) {
      expect([src, (await request(hub.url).get(src!)).status]).toEqual([src, 200]);
    }
  });

  it('and health and metrics are open, and tell no secrets', async () => {
    expect((await request(hub.url).get('/health/live')).body).toEqual({ status: 'live' });
    expect((await request(hub.url).get('/health/ready')).body).toEqual({
      status: 'ready',
      checks: { database: true, migrations: true, media: true },
    });
    const metrics = await request(hub.url).get('/metrics');
    expect(metrics.headers['content-type']).toMatch(/^text\/plain; version=0\.0\.4/);
    expect(metrics.text).not.toContain('+4477');
  });
});
