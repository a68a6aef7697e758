import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buffer } from 'node:stream/consumers';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { readConfig } from '#libs/platform';
import { type S3, startS3 } from '../../../test/support/s3.js';
import type { MediaStore } from './media-store.js';
import { openMediaStore } from './open-media-store.js';

let folder: string;
let s3: S3;
const stores = new Map<string, MediaStore>();
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'shiftline-store-'));
  s3 = await startS3();
  for (const [name, env] of [
    ['folder', {}],
    ['s3', s3.env],
  ] as const) {
    const settings = { DATA_DIR: path.join(folder, name), SECRET_KEY: 'k'.repeat(32), ...env };
    stores.set(name, openMediaStore(readConfig(settings).media));
  }
});
afterEach(() => {
  s3.faults.length = 0;
  s3.away = null;
});
afterAll(async () => {
  await s3.stop();
  await rm(folder, { recursive: true, force: true });
});
const content = randomBytes(200_000);
const all = async (store: MediaStore, key: string, range?: { start: number; end: number }) => {
  const stream = await store.read(key, range);
  return stream && (await buffer(stream));
};
const arriving = async (name: string) =>
  (await readdir(path.join(folder, name), { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile() && /partial|arriving/.test(entry.parentPath))
    .map((entry) => entry.name);

describe.each(['folder', 's3'])('a store in a %s', (name) => {
  it('gives back what was put, whole or in part, under the name of its content', async () => {
    const store = stores.get(name)!;
    const { key, bytes } = await store.put(content);
    expect([bytes, (await store.put(content)).key]).toEqual([content.length, key]);
    expect((await all(store, key))!.equals(content)).toBe(true);
    expect((await all(store, key, { start: 0, end: 1 }))!.equals(content.subarray(0, 2))).toBe(true);
    expect((await all(store, key, { start: 70_000, end: 199_999 }))!.equals(content.subarray(70_000))).toBe(true);
    expect(await arriving(name)).toEqual([]);
  });

  it('gives nothing back that is not there, and removes what is not there', async () => {
    const store = stores.get(name)!;
    const { key } = await store.put(Buffer.from('soon gone'));
    await store.remove(key);
    await store.remove(key);
    expect(await all(store, key)).toBeNull();
    expect(await all(store, key, { start: 0, end: 3 })).toBeNull();
    for (const odd of ['', '../secret-key', `${key}/../x`, key.toUpperCase()]) {
      await expect(store.read(odd)).rejects.toThrow('not a media key');
    }
  });

  it('takes what arrives in pieces, of any length, and nothing that is cut or too long', async () => {
    const store = stores.get(name)!;
    async function* pieces(cut?: Error) {
      for (let at = 0; at < content.length; at += 7777) yield content.subarray(at, at + 7777);
      if (cut) throw cut;
    }
    const file = await store.spool.receive(pieces(), content.length);
    expect([file.bytes, file.head.equals(content.subarray(0, 64))]).toEqual([content.length, true]);
    expect((await all(store, (await store.take(file)).key))!.equals(content)).toBe(true);
    await store.spool.letGo(file);
    await expect(store.spool.receive(pieces(), content.length - 1)).rejects.toMatchObject({ refusal: 'too-large' });
    await expect(store.spool.receive(pieces(new Error('cut')), content.length)).rejects.toThrow('cut');
    const { key } = await store.put(Buffer.alloc(0));
    expect((await all(store, key))!.length).toBe(0);
    expect(await arriving(name)).toEqual([]);
  });

  it('works, and says so', () => stores.get(name)!.check());
});

describe('a bucket', () => {
  it('is tried again where it fails for a moment', async () => {
    const store = stores.get('s3')!;
    s3.faults.push(503, 'drop');
    const { key } = await store.put(Buffer.from('third time lucky'));
    s3.faults.push(500);
    expect((await all(store, key))!.toString()).toBe('third time lucky');
  });

  it('that goes on failing is named, without what is secret', async () => {
    const store = stores.get('s3')!;
    s3.away = 503;
    const failure = expect.objectContaining({ code: 'store-away', message: expect.stringContaining('503 SlowDown') });
    await expect(store.put(Buffer.from('lost?'))).rejects.toEqual(failure);
    await expect(store.read('0'.repeat(64))).rejects.toEqual(failure);
    expect(await arriving('s3')).toEqual([]);
  });

  it('refuses who has not its keys', async () => {
    const settings = { DATA_DIR: path.join(folder, 'thief'), SECRET_KEY: 'k'.repeat(32), ...s3.env };
    const thief = openMediaStore(readConfig({ ...settings, AWS_SECRET_ACCESS_KEY: 'guess' }).media);
    await expect(thief.put(content)).rejects.toThrow(/403/);
    await expect(thief.check()).rejects.toThrow(/403/);
  });
});

it('what a killed process has left is removed a day later', async () => {
  const store = stores.get('folder')!;
  const partial = path.join(folder, 'folder/media/partial');
  await writeFile(path.join(partial, 'left'), 'x');
  await writeFile(path.join(partial, 'arriving'), 'x');
  const yesterday = new Date(Date.now() - 25 * 3600 * 1000);
  await utimes(path.join(partial, 'left'), yesterday, yesterday);
  await store.spool.sweep(new Date());
  expect(await readdir(partial)).toEqual(['arriving']);
});
