import type { Answer } from './hub-client.js';

/** What a webhook address asks of Twilio in its fragment: `#rc=3&rp=all&rt=4000`. */
export interface ConnectionOverrides {
  retries: number;
  timeoutMs: number;
  policies: ReadonlySet<string>;
}

/** Without a fragment: one retry, and only where no connection came about. */
export function connectionOverrides(url: string): ConnectionOverrides {
  const given = new URLSearchParams(url.split('#')[1] ?? '');
  return {
    retries: within(given.get('rc'), 0, 5, 1),
    timeoutMs: within(given.get('rt'), 100, 15_000, 15_000),
    policies: new Set((given.get('rp') ?? 'ct').split(',')),
  };
}

export function mayRetry({ policies }: ConnectionOverrides, answer: Answer): boolean {
  if (answer.got === 'answer') {
    if (answer.status < 400) return false;
    return policies.has('all') || policies.has(answer.status < 500 ? '4xx' : '5xx');
  }
  if (answer.reason === 'closing') return false;
  return policies.has('all') || policies.has(answer.reason === 'connect' ? 'ct' : 'rt');
}

function within(given: string | null, least: number, most: number, otherwise: number): number {
  const value = given === null ? Number.NaN : Number(given);
  return Number.isInteger(value) && value >= least && value <= most ? value : otherwise;
}
