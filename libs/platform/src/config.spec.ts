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

describe('MEDIA_URL', () => {
  const keys = { AWS_ACCESS_KEY_ID: 'id', AWS_SECRET_ACCESS_KEY: 'secret' };

  it('is a folder below the data where it is not set, or any other', () => {
    expect(read({}).media).toEqual({ kind: 'folder', folder: `${tmpdir()}/media` });
    expect(read({ MEDIA_URL: 'file:///var/my%20photos' }).media).toEqual({ kind: 'folder', folder: '/var/my photos' });
  });

  it.each([
    ['s3://photos', { bucket: 'photos', prefix: '', endpoint: undefined, region: 'us-east-1' }],
    ['s3://photos?region=eu-central-1', { bucket: 'photos', region: 'eu-central-1' }],
    [
      's3://my-photos/a/b/?endpoint=http://10.0.0.1:9000/',
      { bucket: 'my-photos', prefix: 'a/b/', endpoint: 'http://10.0.0.1:9000' },
    ],
    ['s3://photos?endpoint=https%3A%2F%2Fs3.example', { endpoint: 'https://s3.example' }],
  ])('may be %s', (url, place) => {
    expect(read({ MEDIA_URL: url, ...keys }).media).toMatchObject({ kind: 's3', accessKeyId: 'id', ...place });
  });

  it.each([
    's3://',
    's3://Photos',
    's3://photos?endpont=https://s3.example',
    's3://photos?endpoint=s3.example',
    's3://photos?endpoint=https://s3.example/path',
    's3://id:secret@photos',
    's3://photos/a b',
  ])('may not be %s: one line says so', (url) => {
    expect(() => read({ MEDIA_URL: url, ...keys })).toThrow(/^MEDIA_URL: must [^\n]*$/);
  });

  it('of a bucket needs its keys', () => {
    expect(() => read({ MEDIA_URL: 's3://photos' })).toThrow(/^AWS_ACCESS_KEY_ID: must be set/);
    expect(() => read({ MEDIA_URL: 's3://photos', AWS_ACCESS_KEY_ID: 'id' })).toThrow(/^AWS_SECRET_ACCESS_KEY: must/);
  });
});
