import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { api, type Role, type RouteDef } from '#libs/contracts';
import { problem } from '../support/conversations.js';
import { startTestHub, type TestHub } from '../support/hub.js';
import { keyOf, signIn } from '../support/people.js';
import { call, expectProblem, routes } from '../support/routes.js';

let hub: TestHub;
beforeAll(async () => {
  hub = await startTestHub();
});
afterAll(() => hub.stop());

describe('every route × everybody', () => {
  /** Anew where the route before signed them out: checking a password takes long. */
  const cookies = new Map<Role, { cookie: string }>();
  async function signedIn(role: Role) {
    const known = cookies.get(role) ?? (await signIn(hub, role));
    cookies.set(role, known);
    return known;
  }

  it.each(routes)('%s', async (name, route) => {
    const where = (who: string) => `${route.method} ${route.path} as ${who}`;
    const isPublic = route.access === 'public';
    for (const [who, headers] of [
      ['nobody', {}],
      ['a wrong key', { authorization: 'Bearer sl_wrong' }],
      ['an empty key', { authorization: 'Bearer ' }],
      ['a wrong session', { cookie: 'shiftline_session=guess' }],
    ] as const) {
      const answer = await call(hub, route, headers);
      if (isPublic) expect([where(who), answer.status]).toEqual([where(who), 400]);
      else
        expect([where(who), answer.status, problem(JSON.parse(answer.text))]).toEqual([
          where(who),
          401,
          'unauthorized',
        ]);
      expectProblem(answer, where(who));
    }
    const people: [string, Role, Record<string, string>][] = [
      ['agent', 'agent', await signedIn('agent')],
      ['supervisor', 'supervisor', await signedIn('supervisor')],
      ['admin', 'admin', await signedIn('admin')],
      ['the API key', 'admin', keyOf(hub)],
    ];
    for (const [who, role, headers] of people) {
      const answer = await call(hub, route, headers);
      const allowed = isPublic || route.access.includes(role);
      // A machine is nobody who could be signed in.
      const expected = allowed ? (name === 'session' && who === 'the API key' ? 401 : 'let in') : 403;
      const got = [401, 403].includes(answer.status) ? answer.status : 'let in';
      expect([where(who), got]).toEqual([where(who), expected]);
      expect([where(who), answer.status < 500]).toEqual([where(who), true]);
      if (answer.status >= 400) expectProblem(answer, where(who));
    }
    if (name === 'logout') cookies.clear();
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
