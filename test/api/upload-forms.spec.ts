import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { getThread } from '../support/conversations.js';
import { phones } from '../support/handset.js';
import { eventually, startTestHub, type TestHub } from '../support/hub.js';
import { keyOf } from '../support/people.js';
import { asked, fileOn, filesOf, photoFile, sendForm, uploadsIn } from '../support/upload-links.js';
import { photoOf } from '../support/uploads.js';

let hub: TestHub;
const newPhone = phones('+44770092');
beforeAll(async () => {
  hub = await startTestHub();
});
afterAll(() => hub.stop());

describe('a form without scripts', () => {
  it('brings its photos into the thread as one message of the customer', async () => {
    const { url, threadId } = await asked(hub, newPhone());
    const before = await getThread(hub, threadId);
    const { status, page } = await sendForm(url, [
      await photoFile('#204080', 'front.jpg'),
      await photoFile('#804020', 'side.jpg'),
    ]);
    expect([status, page]).toEqual([200, expect.stringContaining('Everything has arrived')]);
    const [message] = await uploadsIn(hub, threadId);
    expect(message).toMatchObject({
      seq: before.lastSeq + 1,
      direction: 'inbound',
      type: 'image',
      content: { via: 'upload' },
      author: { kind: 'contact', id: before.contact.id },
      channel: null,
      providerMessageId: null,
      status: 'received',
    });
    expect(message!.attachments.map(({ status: s, fileName, mimeType }) => [s, fileName, mimeType])).toEqual([
      ['ready', 'front.jpg', 'image/jpeg'],
      ['ready', 'side.jpg', 'image/jpeg'],
    ]);
    const file = await fetch(hub.url + message!.attachments[0]!.url!, { headers: keyOf(hub) });
    expect((await sharp(Buffer.from(await file.arrayBuffer())).metadata()).exif).toBeUndefined();
    const after = await getThread(hub, threadId);
    expect(after).toMatchObject({
      unreadCount: before.unreadCount + 1,
      lastMessage: { type: 'image', direction: 'inbound', text: 'Photo' },
      channel: before.channel,
      windowExpiresAt: before.windowExpiresAt,
    });
  });

  it('takes what is good and says of the rest what is wrong', async () => {
    const { url, threadId } = await asked(hub, newPhone(), 3);
    const { status, page } = await sendForm(url, [
      await photoFile('#aa0000', 'good.jpg'),
      { name: 'page.jpg', content: Buffer.from('<!doctype html><script>alert(1)</script>') },
      { name: '', content: Buffer.alloc(0) },
    ]);
    expect(status).toBe(200);
    expect(page).toContain('good.jpg');
    expect(page).toContain('page.jpg is not a photo that we can open');
    expect(page).not.toMatch(/role="status"[^>]*>Everything/);
    expect(page).toContain('Photos you can send: 2');
    expect((await uploadsIn(hub, threadId)).map(({ attachments }) => attachments.length)).toEqual([1]);
  });

  it('that is sent again, as by reloading, arrives again and is there once', async () => {
    const { url, threadId } = await asked(hub, newPhone(), 2);
    const files = [await photoFile('#00aa00'), await photoFile('#aa00aa'), await photoFile('#00aa00', 'the same.jpg')];
    for (let n = 0; n < 3; n++) {
      const { status, page } = await sendForm(url, files);
      expect([status, page]).toEqual([200, expect.stringContaining('Everything has arrived')]);
    }
    expect((await uploadsIn(hub, threadId)).map(({ attachments }) => attachments.length)).toEqual([2]);
  });

  it('with more photos than the link takes brings as many as it takes', async () => {
    const { url, threadId } = await asked(hub, newPhone(), 2);
    const files = await Promise.all(['#000000', '#ffffff', '#888888'].map((colour) => photoFile(colour)));
    const { status, page } = await sendForm(url, files);
    expect([status, page]).toEqual([200, expect.stringContaining('This link takes no more photos')]);
    expect((await uploadsIn(hub, threadId)).map(({ attachments }) => attachments.length)).toEqual([2]);
  });

  it('names are shown as they are, and run nothing', async () => {
    const { url } = await asked(hub, newPhone());
    const { page } = await sendForm(url, [await photoFile('#123456', '<img src=x onerror=alert(1)>.jpg')]);
    expect(page).toContain('&lt;img src=x onerror=alert(1)&gt;.jpg');
    expect(page).not.toContain('<img src=x');
  });
});

describe('what cannot be shown', () => {
  const heic = Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from('ftypheic'), Buffer.alloc(200)]);
  const jpeg = () => photoOf('#abcdef');
  it.each<[string, () => Buffer | Promise<Buffer>, number, RegExp]>([
    ['empty.jpg', () => Buffer.alloc(0), 400, /empty\.jpg is empty/],
    ['huge.jpg', () => Buffer.alloc(16 * 1024 * 1024 + 1, 0xff), 413, /huge\.jpg is larger than 16 MB/],
    ['page.jpg', () => Buffer.from('<!doctype html><script>alert(1)</script>'), 400, /page\.jpg is not a photo/],
    ['drawing.svg', () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), 400, /drawing\.svg is not a photo/],
    ['letter.pdf', () => Buffer.from('%PDF-1.7 and more of it'), 400, /letter\.pdf is not a photo/],
    ['IMG_1.HEIC', () => heic, 400, /IMG_1\.HEIC is a HEIC photo/],
    ['cut.jpg', async () => (await jpeg()).subarray(0, 700), 400, /cut\.jpg is damaged/],
    ['two.jpg', () => Buffer.from('hi'), 400, /two\.jpg is not a photo/],
  ])('%s is refused with a sentence, and uses nothing up', async (name, make, status, sentence) => {
    const content = await make();
    const { url, threadId } = await asked(hub, newPhone(), 1);
    const form = await sendForm(url, [{ name, content }]);
    expect([form.status, form.page]).toEqual([status, expect.stringMatching(sentence)]);
    const file = fileOn(url, content, name);
    let answer = await file.begin();
    if (answer.status === 200) answer = await file.piece(0);
    expect([answer.status, answer.body.detail]).toEqual([status, expect.stringMatching(sentence)]);
    expect(await filesOf(hub, url)).toEqual([]);
    expect(await uploadsIn(hub, threadId)).toEqual([]);
    expect((await sendForm(url, [await photoFile('#fedcba')])).status).toBe(200);
  });

  it('as a form or a description is refused', async () => {
    const { url } = await asked(hub, newPhone());
    const post = (body: BodyInit, type: string, to = url) =>
      fetch(to, { method: 'POST', headers: { 'content-type': type }, body });
    expect((await post('--x\r\ncut', 'multipart/form-data; boundary=x')).status).toBe(400);
    expect((await post('a=b', 'application/x-www-form-urlencoded')).status).toBe(415);
    for (const body of ['{}', '[]', '{"sha256":"x","bytes":1}', '{"sha256":1,"bytes":-1}', '{']) {
      expect([body, (await post(body, 'application/json', `${url}/files`)).status]).toEqual([body, 400]);
    }
    const file = fileOn(url, Buffer.from('x'));
    expect((await file.state()).status).toBe(404);
    const patch = (headers: Record<string, string>, at = file.sha256) =>
      fetch(`${url}/files/${at}`, { method: 'PATCH', headers, body: 'x' });
    expect((await patch({ 'content-type': 'application/offset+octet-stream' })).status).toBe(400);
    expect((await patch({ 'content-type': 'application/offset+octet-stream', 'upload-offset': '-1' })).status).toBe(
      400,
    );
    expect((await patch({ 'content-type': 'text/plain', 'upload-offset': '0' })).status).toBe(415);
    expect((await patch({ 'content-type': 'application/offset+octet-stream', 'upload-offset': '0' }, 'x')).status).toBe(
      404,
    );
  });
});

describe('without room for files', () => {
  it('the photo is announced, waits, and arrives when there is some', async () => {
    const { url, threadId } = await asked(hub, newPhone());
    const media = path.join(hub.dataDir, 'media');
    await mkdir(media, { recursive: true });
    await rename(media, `${media}-away`);
    // Nothing can be written below a file.
    await writeFile(media, '');
    try {
      const { content } = await photoFile('#dd2222');
      const file = fileOn(url, content);
      await file.begin();
      expect((await file.piece(0)).body.arrived).toBe(true);
      expect((await sendForm(url, [await photoFile('#22dd22')])).status).toBe(200);
      const waiting = (await uploadsIn(hub, threadId)).map(({ attachments }) => attachments[0]!.status);
      expect(waiting).toEqual(['pending', 'pending']);
    } finally {
      await rm(media);
      await rename(`${media}-away`, media);
    }
    await eventually(async () => {
      // Again, because one that is at work just now says afterwards when it tries next.
      await hub.query(`update jobs set run_at = now() where kind = 'upload.finish'`);
      return (await uploadsIn(hub, threadId)).every(({ attachments }) => attachments[0]!.status === 'ready');
    });
    await expect
      .poll(() => filesOf(hub, url))
      .toEqual([
        { status: 'kept', received: expect.any(Number), parts: 0 },
        { status: 'kept', received: expect.any(Number), parts: 0 },
      ]);
  });
});
