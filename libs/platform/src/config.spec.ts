import { tmpdir } from 'node:os';
import { describe, expect, it } from 'vitest';
import { ConfigError, readConfig } from './config.js';

const read = (env: Record<string, string>) =>
  readConfig({ DATA_DIR: tmpdir(), SECRET_KEY: 'a key for the tests, and nothing else', ...env });

describe('REDIS_URL', () => {
  it.each([
    'redis://localhost',
    'redis://localhost:6379/2',
    'rediss://user:p%40ss%25@redis.example:6380',
    'redis://:secret@10.0.0.1',
  ])('may be %s', (url) => expect(read({ REDIS_URL: url }).redisUrl).toBe(url));

  it('may be absent or empty', () => {
    expect([read({}).redisUrl, read({ REDIS_URL: '' }).redisUrl]).toEqual([undefined, undefined]);
  });

  it.each([
    'localhost:6379',
    'http://localhost:6379',
    'redis:localhost',
    'redis:///2',
    'redis://localhost/shiftline',
    'redis://:100%@localhost',
    'redis://:%ff@localhost',
  ])('may not be %s: one line says so, without what may be a password', (url) => {
    let error: Error | undefined;
    try {
      read({ REDIS_URL: url });
    } catch (e) {
      error = e as Error;
    }
    expect(error).toBeInstanceOf(ConfigError);
    expect(error!.message).toMatch(/^REDIS_URL: must [^\n]*redis:\/\/[^\n]*$/);
    expect(error!.message).not.toContain(url);
  });
});
