import { setTimeout as sleep } from 'node:timers/promises';
import type { Survey, ThreadSummary } from '#libs/contracts';
import type { Fault } from '#apps/sandbox';
import type { SandboxFile } from '../../apps/hub/src/demo.js';

/** A hub with its sandbox, as programs outside reach it. */
export interface Outside {
  url: string;
  sandbox: SandboxFile;
}

/** Only a hub on this machine: its customers are not real, and nobody else's phone is to ring. */
export function onThisMachine(url: string): string {
  if (['127.0.0.1', 'localhost', '[::1]'].includes(new URL(url).hostname)) return url;
  throw new Error(`${url} is not on this machine`);
}

const patienceMs = 30_000;

export function api({ url, sandbox }: Outside) {
  const ask = async <T>(method: string, path: string, body?: object): Promise<T> => {
    const response = await fetch(`${url}/api/v1${path}`, {
      method,
      headers: { authorization: `Bearer ${sandbox.apiKey}`, ...(body && { 'content-type': 'application/json' }) },
      ...(body && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return JSON.parse(text) as T;
  };
  const until = async <T>(what: string, look: () => Promise<T | null | undefined | false>): Promise<T> => {
    for (const end = Date.now() + patienceMs; ; await sleep(50)) {
      const found = await look();
      if (found) return found;
      if (Date.now() > end) throw new Error(`${what}: not within ${patienceMs / 1000} s`);
    }
  };
  return {
    get: <T>(path: string) => ask<T>('GET', path),
    post: <T>(path: string, body: object = {}) => ask<T>('POST', path, body),
    until,
    /** The hub has seen that the customer wrote: of a thread's acceptances the latest is answered. */
    engaged: (threadId: string) =>
      until(`thread ${threadId} engaged`, async () => {
        const { handoff } = await ask<ThreadSummary>('GET', `/threads/${threadId}`);
        return handoff?.status === 'engaged';
      }),
    /** Whether the customer was asked how it went, as soon as that is decided. */
    asked: async (threadId: string, resolved: number): Promise<boolean> => {
      const survey = await until(`survey of thread ${threadId}`, async () => {
        const { items } = await ask<{ items: Survey[] }>('GET', `/surveys?threadId=${threadId}`);
        return items.length >= resolved && items.find(({ askedAt, notAsked }) => askedAt ?? notAsked);
      });
      return survey.askedAt !== null;
    },
    async misbehave(faults: readonly Fault[]): Promise<void> {
      const response = await fetch(`${url}/sandbox/api/faults`, {
        method: 'PUT',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(faults),
      });
      if (!response.ok) throw new Error(`the sandbox's faults: ${response.status}`);
    },
  };
}
export type Api = ReturnType<typeof api>;
