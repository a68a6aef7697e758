import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestHub, type TestHub } from '../support/hub.js';
import { keyOf } from '../support/people.js';
import { metaText, postMeta } from '../support/providers.js';
import { call, expectProblem, routes } from '../support/routes.js';

let hub: TestHub;
beforeAll(async () => {
  hub = await startTestHub();
  await postMeta(hub, metaText(hub, '+447700900555', 'so that thread 1 exists'));
});
afterAll(() => hub.stop());

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
            const answer = await call(hub, route, keyOf(hub), body, n % 2 ? '1' : '987654');
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
          const path = `${route.path}?${field}=${word}`;
          const answer = await call(hub, { method: 'GET', path }, keyOf(hub), undefined, '1');
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
        const answer = await call(hub, route, keyOf(hub), { ...fitting, from }, id);
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
  ])('$0 $1 is $2, a problem', async (type, body, status) => {
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
