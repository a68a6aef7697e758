import { once } from 'node:events';
import { Agent, type IncomingMessage, request } from 'node:http';
import { expect } from 'vitest';
import { api, Problem, type RouteDef } from '#libs/contracts';
import type { TestHub } from './hub.js';

export const routes = Object.entries(api) as [string, RouteDef][];
const agent = new Agent({ keepAlive: true });

/** By connections kept alive: some tests ask ten thousand times. */
export async function call(
  hub: TestHub,
  { method, path }: Pick<RouteDef, 'method' | 'path'>,
  headers: Record<string, string>,
  body?: unknown,
  id = '987654',
) {
  const sent = method === 'GET' ? '' : JSON.stringify(body ?? {});
  const type = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(sent) };
  const asked = request(`${hub.url}/api/v1${path.replace(/:\w+/g, id)}`, {
    method,
    agent,
    headers: { ...headers, ...(sent && type) },
  }).end(sent);
  const [answer] = (await once(asked, 'response')) as [IncomingMessage];
  const text = Buffer.concat(await answer.toArray()).toString('utf8');
  return { status: answer.statusCode!, text, headers: answer.headers as Record<string, string> };
}

/** Every error is a problem, and tells nothing about the machine. */
export function expectProblem(
  answer: { status: number; text: string; headers: Record<string, string> },
  where: unknown,
) {
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
