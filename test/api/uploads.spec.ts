import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Message } from '#libs/contracts';
import { accept, getThread, messagesOf, offered, problem, threadsOf } from '../support/conversations.js';
import { handset, phones } from '../support/handset.js';
import { eventually, startTestHub, type TestHub } from '../support/hub.js';
import { keyOf, signIn } from '../support/people.js';
import { asked, fileOn, linkFor, sendForm } from '../support/upload-links.js';
import { photoOf } from '../support/uploads.js';

let hub: TestHub;
const newPhone = phones('+44770092');
beforeAll(async () => {
  hub = await startTestHub();
});
afterAll(() => hub.stop());

const uploads = async (threadId: string): Promise<Message[]> =>
  (await messagesOf(hub, threadId)).filter(({ content }) => content?.via === 'upload');
const filesOf = (url: string) =>
  hub.query<{ status: string; received: number; parts: number }>(
    `select f.status, received, (select count(*)::int from upload_parts where file_id = f.id) as parts
     from upload_files f join upload_links l on l.id = link_id where token_hash = sha256($1) order by f.id`,
    [Buffer.from(url.split('/u/')[1]!)],
  );
const photo = async (colour: string, name = `${colour}.jpg`) => ({ name, content: await photoOf(colour) });
/** Hardly compressible, so of several pieces. */
const bigPhoto = (seed: number) =>
  sharp({
    create: {
      width: 900 + seed,
      height: 700,
      channels: 3,
      background: '#000',
      noise: { type: 'gaussian', mean: 128, sigma: 60 },
    },
  })
    .jpeg({ quality: 95 })
    .toBuffer();

/** As the page does it: from where the hub says, until it has arrived. */
async function resumed(file: ReturnType<typeof fileOn>): Promise<boolean> {
  for (let tries = 0; tries < 20; tries++) {
    const { body } = await file.piece((await file.begin()).body.offset);
    if (body.arrived) return true;
  }
  return false;
}

describe('a link', () => {
  it('holds a token of 140 bits, of which only a hash is stored', async () => {
    const { url, expiresAt, text, threadId } = await asked(hub, newPhone());
    const token = url.split('/u/')[1]!;
    expect(url).toBe(`${hub.url}/u/${token}`);
    expect(token).toMatch(/^[a-km-np-z2-9]{28}$/);
    expect(text).toContain(url);
    expect(Date.parse(expiresAt) - Date.now()).toBeGreaterThan(23.9 * 3600 * 1000);
    expect(Date.parse(expiresAt) - Date.now()).toBeLessThanOrEqual(24 * 3600 * 1000);
    const links = await hub.query<{ thread_id: string; hash: string }>(
      `select *, encode(token_hash, 'hex') as hash from upload_links where thread_id = $1`,
      [threadId],
    );
    expect(links).toMatchObject([{ thread_id: threadId, max_files: 5, hash: expect.stringMatching(/^\w{64}$/) }]);
    expect(JSON.stringify(links)).not.toContain(token);
  });

  it('is made by agents and machines, for threads that exist', async () => {
    const { threadId } = await asked(hub, newPhone());
    const path = (id: string) => `/api/v1/threads/${id}/upload-links`;
    expect((await hub.api('POST', path(threadId), { maxFiles: 10 }, await signIn(hub, 'agent'))).status).toBe(201);
    expect((await hub.api('POST', path(threadId), { maxFiles: 11 })).status).toBe(400);
    expect((await hub.api('POST', path(threadId), { maxFiles: 0 })).status).toBe(400);
    expect((await hub.api('POST', path('987654'), {})).status).toBe(404);
    expect((await hub.api('POST', path(threadId), {}, {})).status).toBe(401);
  });

  it('is used up by nothing but photos', async () => {
    const { url, threadId } = await asked(hub, newPhone(), 1);
    for (let n = 0; n < 20; n++) {
      expect((await fetch(url, { method: 'HEAD', headers: { 'user-agent': 'WhatsApp/2.0' } })).status).toBe(200);
      expect((await fetch(url, { headers: { 'user-agent': 'facebookexternalhit/1.1' } })).status).toBe(200);
    }
    expect((await fetch(url, { method: 'POST', body: new FormData() })).status).toBe(400);
    expect((await sendForm(url, [await photo('#111111')])).status).toBe(200);
    expect(await uploads(threadId)).toHaveLength(1);
  });

  it('has a page that nobody keeps, frames, or learns about from elsewhere', async () => {
    const { url } = await asked(hub, newPhone());
    const { headers } = await fetch(url);
    expect(headers.get('content-security-policy')).toMatch(
      /default-src 'none'.*script-src 'self'.*frame-ancestors 'none'/,
    );
    expect(headers.get('content-security-policy')).not.toContain('unsafe');
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('x-robots-tag')).toBe('noindex');
    expect(headers.get('referrer-policy')).toBe('same-origin');
    expect(headers.get('set-cookie')).toBeNull();
  });
});

describe('the page', () => {
  it.each([
    ['de', 'Fotos an Wasser &amp; Söhne senden', 'Mit einem Menschen sprechen'],
    ['fr-CA', 'Envoyer des photos à Wasser &amp; Söhne', 'Parler à quelqu’un'],
    ['fi', 'Send photos to Wasser &amp; Söhne', 'Talk to a person'],
  ])('speaks the language of the company where it can: %s', async (language, title, person) => {
    const { body: before } = await hub.api('GET', '/api/v1/workspace');
    await hub.api('PUT', '/api/v1/workspace', { ...before, company: 'Wasser & Söhne', language });
    try {
      const { url, text } = await asked(hub, newPhone());
      const page = await (await fetch(url)).text();
      expect(page).toContain(title);
      expect(page).toContain(person);
      expect(page).toContain(`<html lang="${language === 'fi' ? 'en' : language}">`);
      expect(text.includes('photos here')).toBe(language === 'fi');
    } finally {
      await hub.api('PUT', '/api/v1/workspace', before);
    }
  });
});

describe('a form without scripts', () => {
  it('brings its photos into the thread as one message of the customer', async () => {
    const { url, threadId } = await asked(hub, newPhone());
    const before = await getThread(hub, threadId);
    const { status, page } = await sendForm(url, [
      await photo('#204080', 'front.jpg'),
      await photo('#804020', 'side.jpg'),
    ]);
    expect([status, page]).toEqual([200, expect.stringContaining('Everything has arrived')]);
    const [message] = await uploads(threadId);
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
      await photo('#aa0000', 'good.jpg'),
      { name: 'page.jpg', content: Buffer.from('<!doctype html><script>alert(1)</script>') },
      { name: '', content: Buffer.alloc(0) },
    ]);
    expect(status).toBe(200);
    expect(page).toContain('good.jpg');
    expect(page).toContain('page.jpg is not a photo that we can open');
    expect(page).not.toMatch(/role="status"[^>]*>Everything/);
    expect(page).toContain('Photos you can send: 2');
    expect((await uploads(threadId)).map(({ attachments }) => attachments.length)).toEqual([1]);
  });

  it('that is sent again, as by reloading, arrives again and is there once', async () => {
    const { url, threadId } = await asked(hub, newPhone(), 2);
    const files = [await photo('#00aa00'), await photo('#aa00aa'), await photo('#00aa00', 'the same.jpg')];
    for (let n = 0; n < 3; n++) {
      const { status, page } = await sendForm(url, files);
      expect([status, page]).toEqual([200, expect.stringContaining('Everything has arrived')]);
    }
    expect((await uploads(threadId)).map(({ attachments }) => attachments.length)).toEqual([2]);
  });

  it('with more photos than the link takes brings as many as it takes', async () => {
    const { url, threadId } = await asked(hub, newPhone(), 2);
    const files = await Promise.all(['#000000', '#ffffff', '#888888'].map((colour) => photo(colour)));
    const { status, page } = await sendForm(url, files);
    expect([status, page]).toEqual([200, expect.stringContaining('This link takes no more photos')]);
    expect((await uploads(threadId)).map(({ attachments }) => attachments.length)).toEqual([2]);
  });

  it('names are shown as they are, and run nothing', async () => {
    const { url } = await asked(hub, newPhone());
    const { page } = await sendForm(url, [await photo('#123456', '<img src=x onerror=alert(1)>.jpg')]);
    expect(page).toContain('&lt;img src=x onerror=alert(1)&gt;.jpg');
    expect(page).not.toContain('<img src=x');
  });
});

describe('a file in pieces', () => {
  it('arrives by one request', async () => {
    const { url, threadId } = await asked(hub, newPhone());
    const { content } = await photo('#336699');
    const file = fileOn(url, content);
    expect(await file.begin()).toEqual({ status: 200, body: { offset: 0, bytes: content.length, arrived: false } });
    expect((await file.piece(0)).body).toEqual({ offset: content.length, bytes: content.length, arrived: true });
    expect((await uploads(threadId))[0]!.attachments).toMatchObject([{ status: 'ready' }]);
    expect(await filesOf(url)).toEqual([{ status: 'kept', received: expect.any(Number), parts: 0 }]);
  });

  it('goes on to the byte wherever the connection was cut', async () => {
    const { threadId } = await asked(hub, newPhone());
    const content = await bigPhoto(1);
    const { length } = content;
    expect(length).toBeGreaterThan(600_000);
    const piece = 256 * 1024;
    for (const after of [0, 1, 2, 1000, piece - 1, piece, piece + 1, 2 * piece, 500_001, length - 2, length - 1]) {
      const { url } = await linkFor(hub, threadId);
      const file = fileOn(url, content);
      await file.begin();
      // What is less than a piece is written when the connection ends.
      const written = after >= piece ? piece : 0;
      await file.cut(0, after, async () => (await file.state()).body.offset >= written);
      const { offset } = (await file.state()).body;
      expect([after, offset >= written, offset <= after]).toEqual([after, true, true]);
      const head = await fetch(`${url}/files/${file.sha256}`, { method: 'HEAD' });
      expect(Number(head.headers.get('upload-offset'))).toBeGreaterThanOrEqual(offset);
      // Where it is wrong the hub says so; it compares the checksum of the whole: nothing was lost, nothing came twice.
      expect([after, await resumed(file)]).toEqual([after, true]);
    }
    expect(await uploads(threadId)).toHaveLength(11);
  }, 60_000);

  it('keeps what was read before a cut, however little', async () => {
    const { url } = await asked(hub, newPhone());
    const file = fileOn(url, await bigPhoto(4));
    await file.begin();
    // What has not been read yet when a connection breaks is lost with it: on a busy machine that takes longer.
    for (const wait of [100, 500, 2500]) {
      await file.cut(0, 1000, () => new Promise((resolve) => setTimeout(resolve, wait, true)));
      await new Promise((resolve) => setTimeout(resolve, wait));
      if ((await file.state()).body.offset > 0) break;
    }
    expect((await file.state()).body.offset).toBe(1000);
  });

  it('arrives through any number of cuts', async () => {
    const { url, threadId } = await asked(hub, newPhone());
    const content = await bigPhoto(2);
    const file = fileOn(url, content);
    await file.begin();
    for (let n = 1; n <= 12; n++) {
      const { offset } = (await file.state()).body;
      const more = Math.min((n * 40_503) % 150_000, content.length - 1 - offset);
      await file.cut(offset, more, () => new Promise((resolve) => setTimeout(resolve, n * 10, true)));
    }
    expect(await resumed(file)).toBe(true);
    expect(await uploads(threadId)).toHaveLength(1);
  }, 60_000);

  it('that was whole when the answer was lost is delivered by asking again', async () => {
    const { url, threadId } = await asked(hub, newPhone());
    const { content } = await photo('#5566aa');
    const file = fileOn(url, content);
    await file.begin();
    // As a hub leaves it that dies between the last byte and the message.
    await hub.query(
      `with file as (update upload_files set received = bytes where sha256 = decode($1, 'hex') returning id)
       insert into upload_parts select id, 0, $2 from file`,
      [file.sha256, content],
    );
    expect((await file.begin()).body).toEqual({ offset: content.length, bytes: content.length, arrived: false });
    expect((await file.piece(content.length)).body.arrived).toBe(true);
    expect((await file.piece(content.length)).body.arrived).toBe(true);
    expect(await uploads(threadId)).toHaveLength(1);
  });

  it('sent by two tabs at once is one photo', async () => {
    const { url, threadId } = await asked(hub, newPhone());
    const content = await bigPhoto(3);
    const file = fileOn(url, content);
    await Promise.all([file.begin(), file.begin()]);
    const both = await Promise.all([file.piece(0), file.piece(0)]);
    expect(both.some(({ body }) => body.arrived)).toBe(true);
    for (const { status } of both) expect([200, 409]).toContain(status);
    expect(await uploads(threadId)).toHaveLength(1);
  });

  it('is told where to go on from a wrong place', async () => {
    const { url } = await asked(hub, newPhone());
    const { content } = await photo('#99aa33');
    const file = fileOn(url, content);
    await file.begin();
    await file.piece(0, 100);
    for (const wrong of [0, 99, 101, content.length]) {
      const { status, body } = await file.piece(wrong);
      expect([wrong, status, problem(body), body.offset]).toEqual([wrong, 409, 'upload-offset', 100]);
    }
    const long = Buffer.concat([content, Buffer.alloc(10)]);
    expect((await file.piece(100, long.length, long)).status).toBe(409);
    expect((await file.state()).body.arrived).toBe(false);
  });

  it('that changed on its way begins again', async () => {
    const { url, threadId } = await asked(hub, newPhone());
    const { content } = await photo('#77aa77');
    const file = fileOn(url, content);
    await file.begin();
    const changed = Buffer.from(content);
    changed[changed.length - 20]! ^= 1;
    const { status, body } = await file.piece(0, content.length, changed);
    expect([status, problem(body), body.offset]).toEqual([409, 'upload-changed', 0]);
    expect(await filesOf(url)).toEqual([{ status: 'arriving', received: 0, parts: 0 }]);
    expect(await uploads(threadId)).toHaveLength(0);
    expect((await file.piece(0)).body.arrived).toBe(true);
    expect(await uploads(threadId)).toHaveLength(1);
  });

  it('is answered as arrived when it is sent again, also by a link that is used up', async () => {
    const { url, threadId } = await asked(hub, newPhone(), 1);
    const { content } = await photo('#4477ff');
    const file = fileOn(url, content);
    await file.begin();
    await file.piece(0);
    for (const { status, body } of [await file.begin(), await file.state(), await file.piece(0)]) {
      expect([status, body.arrived]).toEqual([200, true]);
    }
    const other = fileOn(url, (await photo('#4477fe')).content);
    expect(problem((await other.begin()).body)).toBe('link-full');
    expect((await fetch(url)).status).toBe(410);
    expect(await uploads(threadId)).toHaveLength(1);
  });

  it('leaves nothing behind when it is never finished', async () => {
    const { url, threadId } = await asked(hub, newPhone(), 2);
    const files = [];
    for (const seed of [10, 11, 12]) {
      const file = fileOn(url, await bigPhoto(seed));
      await file.begin();
      await file.piece(0, 1000);
      files.push(file);
    }
    // No more is kept of what was begun than the link takes.
    expect(await filesOf(url)).toHaveLength(2);
    expect((await files[0]!.state()).status).toBe(404);
    await hub.query(`update jobs set run_at = now() where kind = 'upload-link.sweep'`);
    await eventually(async () => (await filesOf(url)).length === 0);
    expect(await hub.query('select from upload_parts')).toHaveLength(0);
    expect(await uploads(threadId)).toHaveLength(0);
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
    expect(await filesOf(url)).toEqual([]);
    expect(await uploads(threadId)).toEqual([]);
    expect((await sendForm(url, [await photo('#fedcba')])).status).toBe(200);
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

describe('links that open nothing', () => {
  it('are all answered alike where they are guesses', async () => {
    const { url } = await asked(hub, newPhone());
    const token = url.split('/u/')[1]!;
    const guesses = [
      `${token.slice(0, -1)}${token.endsWith('2') ? '3' : '2'}`,
      token.toUpperCase(),
      'x',
      'a'.repeat(28),
      'a'.repeat(500),
      `${token}/other`,
      '%00',
      "' or 1=1 --",
    ];
    const answers = new Set<string>();
    for (const guess of guesses) {
      const answer = await fetch(`${hub.url}/u/${guess.includes(' ') ? encodeURIComponent(guess) : guess}`);
      const { date, ...headers } = Object.fromEntries(answer.headers);
      expect(date).toBeTruthy();
      answers.add(JSON.stringify([answer.status, headers, await answer.text()]));
    }
    expect(answers.size).toBe(1);
    expect([...answers][0]).toMatch(/^\[404,.*There is no such page/);
    const file = fileOn(`${hub.url}/u/${'a'.repeat(28)}`, Buffer.from('x'));
    for (const { status, body } of [await file.begin(), await file.state(), await file.piece(0)]) {
      expect([status, problem(body)]).toEqual([404, 'not-found']);
    }
    expect((await sendForm(`${hub.url}/u/${'a'.repeat(28)}`, [await photo('#000000')])).status).toBe(404);
  });

  it('are over after a day, with the way back to a person', async () => {
    const { url, threadId } = await asked(hub, newPhone());
    await hub.query(`update upload_links set expires_at = now() - interval '1 second' where thread_id = $1`, [
      threadId,
    ]);
    const page = await fetch(url);
    expect(page.status).toBe(410);
    expect(await page.text()).toMatch(/used or has expired[^]*href="tel:\+442079460100"[^]*Talk to a person/);
    expect((await sendForm(url, [await photo('#000000')])).status).toBe(410);
    const { status, body } = await fileOn(url, Buffer.from('x')).begin();
    expect([status, problem(body)]).toEqual([410, 'link-over']);
    expect(await uploads(threadId)).toEqual([]);
  });

  it('are over when they are used up', async () => {
    const { url } = await asked(hub, newPhone(), 1);
    expect((await sendForm(url, [await photo('#0f0f0f')])).status).toBe(200);
    expect((await fetch(url)).status).toBe(410);
  });
});

describe('the thread of a link', () => {
  it('opens again when it was resolved', async () => {
    const { url, threadId } = await asked(hub, newPhone());
    await hub.api('POST', `/api/v1/threads/${threadId}/resolve`, { disposition: 'solved' });
    expect((await sendForm(url, [await photo('#0a0a0a')])).status).toBe(200);
    expect((await getThread(hub, threadId)).status).toBe('open');
    expect(await uploads(threadId)).toHaveLength(1);
  });

  it('is where its customer goes on, if they do elsewhere', async () => {
    const phone = newPhone();
    const { url, threadId } = await asked(hub, phone);
    await hub.api('POST', `/api/v1/threads/${threadId}/resolve`, { disposition: 'solved' });
    await hub.query(`update threads set resolved_at = now() - interval '80 hours' where id = $1`, [threadId]);
    await handset(hub, phone).write('sms', 'Another thing');
    const next = await eventually(async () => (await threadsOf(hub, phone)).find(({ status }) => status === 'open'));
    expect(next.id).not.toBe(threadId);
    expect((await sendForm(url, [await photo('#0b0b0b')])).status).toBe(200);
    expect([(await uploads(threadId)).length, (await uploads(next.id)).length]).toEqual([0, 1]);
    expect((await getThread(hub, threadId)).status).toBe('resolved');
  });

  it('is engaged by a photo where a call was handed over', async () => {
    const phone = newPhone();
    const { offerId, callId } = await offered(hub, { from: phone });
    const { body } = await accept(hub, offerId, { channel: 'sms' });
    const { url } = await linkFor(hub, body.threadId);
    expect((await sendForm(url, [await photo('#0c0c0c')])).status).toBe(200);
    await eventually(async () => {
      const { body: call } = await hub.api<{ handoff: { status: string } }>('GET', `/api/v1/calls/${callId}`);
      return call.handoff.status === 'engaged';
    });
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
      const { content } = await photo('#dd2222');
      const file = fileOn(url, content);
      await file.begin();
      expect((await file.piece(0)).body.arrived).toBe(true);
      expect((await sendForm(url, [await photo('#22dd22')])).status).toBe(200);
      const waiting = (await uploads(threadId)).map(({ attachments }) => attachments[0]!.status);
      expect(waiting).toEqual(['pending', 'pending']);
    } finally {
      await rm(media);
      await rename(`${media}-away`, media);
    }
    await hub.query(`update jobs set run_at = now() where kind = 'upload.finish'`);
    await eventually(async () =>
      (await uploads(threadId)).every(({ attachments }) => attachments[0]!.status === 'ready'),
    );
    expect(await filesOf(url)).toEqual([
      { status: 'kept', received: expect.any(Number), parts: 0 },
      { status: 'kept', received: expect.any(Number), parts: 0 },
    ]);
  });
});

describe('whoever asks too often', () => {
  it('by one link, or by guessing, waits a minute; others do not', async () => {
    const mine = await startTestHub();
    try {
      const { url } = await asked(mine, newPhone());
      const guess = () => fetch(`${mine.url}/u/${'b'.repeat(28)}`);
      for (let n = 0; n < 60; n++) expect((await guess()).status).toBe(404);
      const refused = await guess();
      expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '60']);
      expect(await refused.text()).toContain('Please wait a minute');
      expect((await fetch(url)).status).toBe(200);
      for (let n = 1; n < 1200; n += 50)
        await Promise.all(Array.from({ length: 50 }, () => fetch(url, { method: 'HEAD' })));
      expect((await fetch(url)).status).toBe(429);
    } finally {
      await mine.stop();
    }
  }, 60_000);
});
