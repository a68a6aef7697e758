import { readdir } from 'node:fs/promises';
import path from 'node:path';
import sharp from 'sharp';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Attachment } from '#libs/contracts';
import { MediaStore } from '#libs/media';
import { messagesOf, post, problem, threadOf } from '../support/conversations.js';
import { handset, phones } from '../support/handset.js';
import { plain } from '../support/hostile-photos.js';
import { eventually, startTestHub, type TestHub } from '../support/hub.js';
import { keyOf } from '../support/people.js';
import { type S3, startS3 } from '../support/s3.js';
import { upload } from '../support/uploads.js';

const newPhone = phones('+44770097');
let colour = 0x123456;
/** Another photo each time. */
const photo = () =>
  plain(300, 200, `#${(colour += 4321).toString(16)}`)
    .jpeg()
    .toBuffer();

async function write(hub: TestHub): Promise<{ threadId: string; file: () => Promise<Attachment> }> {
  const person = handset(hub, newPhone());
  const base64 = (await photo()).toString('base64');
  await person.write('whatsapp', 'my meter', { mimeType: 'image/jpeg', base64 });
  const { id: threadId } = await threadOf(hub, person.phone);
  const file = async () => {
    const [message] = await messagesOf(hub, threadId);
    expect(message!.text).toBe('my meter');
    return message!.attachments[0]!;
  };
  return { threadId, file };
}
const ready = (file: () => Promise<Attachment>) =>
  eventually(async () => {
    const now = await file();
    expect(now.status).not.toBe('failed');
    return now.status === 'ready' && now;
  });
const tries = async (hub: TestHub, { id }: Attachment) =>
  (
    await hub.query<{ attempts: number; error: string | null; soon: boolean }>(
      `select attempts, last_error as error, run_at < now() + interval '6 minutes' as soon
       from jobs where kind = 'media.fetch' and payload ->> 'attachmentId' = $1`,
      [id],
    )
  )[0];
/** The wait between two tries is up to minutes; nobody has those here. */
const hurry = (hub: TestHub) => hub.query(`update jobs set run_at = now() where kind = 'media.fetch'`);
const download = async (hub: TestHub, url: string, headers: Record<string, string> = {}) => {
  const answer = await fetch(hub.url + url, { headers: { ...keyOf(hub), ...headers } });
  return { status: answer.status, headers: answer.headers, body: Buffer.from(await answer.arrayBuffer()) };
};

describe('photos in a bucket', () => {
  let s3: S3;
  let hub: TestHub;
  beforeAll(async () => {
    s3 = await startS3();
    hub = await startTestHub(s3.env);
  });
  afterEach(() => void (s3.away = null));
  afterAll(async () => {
    await hub.stop();
    await s3.stop();
  });

  it('arrive, are shown whole and in part, and leave nothing on this machine', async () => {
    const { file } = await write(hub);
    const { url, thumbnailUrl, bytes } = await ready(file);
    const whole = await download(hub, url!);
    expect([whole.status, whole.body.length]).toEqual([200, bytes]);
    expect(await sharp(whole.body).metadata()).toMatchObject({ format: 'jpeg', width: 300, height: 200 });
    const part = await download(hub, url!, { range: 'bytes=10-19' });
    expect([part.status, part.headers.get('content-range')]).toEqual([206, `bytes 10-19/${bytes}`]);
    expect(part.body.equals(whole.body.subarray(10, 20))).toBe(true);
    expect((await sharp((await download(hub, thumbnailUrl!)).body).metadata()).format).toBe('jpeg');
    expect(s3.log.filter((line) => /^PUT \/photos\/of\/customers\/[0-9a-f]{64} passed$/.test(line))).toHaveLength(2);
    expect(s3.log.every((line) => line.endsWith('passed'))).toBe(true);
    expect(await readdir(path.join(hub.dataDir, 'arriving'))).toEqual([]);
    expect(await readdir(hub.dataDir)).not.toContain('media');
    expect((await hub.api('GET', '/health/ready')).body).toMatchObject({ checks: { media: true } });
  });

  it('go out to customers from there', async () => {
    const { threadId, file } = await write(hub);
    await ready(file);
    const { body } = await upload(hub, [{ name: 'a.jpg', content: await photo() }]);
    await post(hub, threadId, 'here', { attachmentIds: [body.items[0]!.id] });
    await eventually(async () => (await messagesOf(hub, threadId)).at(-1)!.status === 'delivered');
  });

  it('wait while it is away, and arrive when it is back; what was written is there', async () => {
    s3.away = 503;
    const { file } = await write(hub);
    const waiting = await eventually(async () => (await tries(hub, await file()))?.error);
    expect(waiting).toContain('503 SlowDown');
    expect((await file()).status).toBe('pending');
    const refused = await upload(hub, [{ name: 'a.jpg', content: await photo() }]);
    expect([refused.status, problem(refused.body)]).toEqual([503, 'store-away']);
    s3.away = null;
    await hurry(hub);
    await ready(file);
    expect(await readdir(path.join(hub.dataDir, 'arriving'))).toEqual([]);
  });
});

describe('a disk that is full', () => {
  let hub: TestHub;
  let store: MediaStore;
  beforeAll(async () => {
    hub = await startTestHub();
    store = hub.app.get(MediaStore);
  });
  afterAll(() => hub.stop());
  const full = () => Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });
  const files = async () =>
    (await readdir(path.join(hub.dataDir, 'media'), { recursive: true, withFileTypes: true }))
      .filter((entry) => entry.isFile())
      .map(({ name }) => name);

  it.each([
    [
      'while a photo arrives',
      () => {
        const receive = store.spool.receive.bind(store.spool);
        // As on a real disk: some bytes still fit.
        store.spool.receive = (content, maxBytes) => receive(cut(content), maxBytes);
        return () => void (store.spool.receive = receive);
      },
    ],
    [
      'while it is put away',
      () => {
        const take = store.take.bind(store);
        store.take = () => Promise.reject(full());
        return () => void (store.take = take);
      },
    ],
  ])('%s loses no text and no photo: it arrives when there is room', async (_, fill) => {
    await hub.api('GET', '/health/ready');
    const before = await files();
    const makeRoom = fill();
    const { file, threadId } = await write(hub);
    const waiting = await eventually(async () => {
      const job = await tries(hub, await file());
      return job?.error && job;
    });
    expect(waiting).toMatchObject({ error: expect.stringMatching(/disk is full/), soon: true });
    expect(await file()).toMatchObject({ status: 'pending', error: null });
    const refused = await upload(hub, [{ name: 'a.jpg', content: await photo() }]);
    expect([refused.status, problem(refused.body)]).toEqual([503, 'no-room']);
    expect((await post(hub, threadId, 'we are looking into it')).status).toBe(201);
    // A further try has some of its own for a moment.
    await expect.poll(files).toEqual(before);
    makeRoom();
    await hurry(hub);
    await ready(file);
    expect(await files()).toHaveLength(before.length + 2);
  });

  async function* cut(content: Uint8Array | AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const chunk of content instanceof Uint8Array ? [content] : content) {
      yield chunk.subarray(0, 100);
      throw full();
    }
  }
});
