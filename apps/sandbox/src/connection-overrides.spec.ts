import { expect, it } from 'vitest';
import { connectionOverrides, mayRetry } from './connection-overrides.js';

const answered = (status: number) => ({ got: 'answer', status, contentType: '', body: '' }) as const;
const nothing = (reason: 'connect' | 'cut' | 'timeout' | 'closing') => ({ got: 'nothing', reason }) as const;

it('retries once, and only a failed connection, unless the address asks for more', () => {
  const usual = connectionOverrides('https://hub.example.com/v');
  expect(usual).toMatchObject({ retries: 1, timeoutMs: 15_000 });
  expect(mayRetry(usual, nothing('connect'))).toBe(true);
  for (const answer of [nothing('cut'), nothing('timeout'), nothing('closing'), answered(500), answered(200)]) {
    expect(mayRetry(usual, answer)).toBe(false);
  }
});

it('reads what the fragment asks for, and keeps to its limits', () => {
  const more = connectionOverrides('https://hub.example.com/v#rc=3&rp=5xx,rt&rt=4000');
  expect(more).toMatchObject({ retries: 3, timeoutMs: 4000 });
  expect(mayRetry(more, answered(503))).toBe(true);
  expect(mayRetry(more, answered(404))).toBe(false);
  expect(mayRetry(more, nothing('timeout'))).toBe(true);
  expect(mayRetry(more, nothing('connect'))).toBe(false);
  expect(connectionOverrides('https://hub.example.com/v#rc=50&rt=99999')).toMatchObject({
    retries: 1,
    timeoutMs: 15_000,
  });
});
