import { readdir } from 'node:fs/promises';
import path from 'node:path';
import request from 'supertest';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Attachment, Message } from '#libs/contracts';
import { messagesOf, problem, threadOf } from '../support/conversations.js';
import { handset, misbehave, phones } from '../support/handset.js';
import { eventually, startTestHub, type TestHub } from '../support/hub.js';
import { keyOf, signIn } from '../support/people.js';
import { metaBody, postMeta, postTwilio, twilioText, wamid } from '../support/providers.js';
import { fetchIsOver } from '../support/uploads.js';

let hub: TestHub;
let photo: Buffer;
beforeAll(async () => {
  hub = await startTestHub();
  // Taken on its side (orientation 6), with a place, a camera and a time in it.
  photo = await sharp({ create: { width: 1200, height: 800, channels: 3, background: '#3366aa' } })
    .jpeg()
    .withExif({
      IFD0: { Make: 'SecretCamera', Model: 'Secret 9', Orientation: '6' },
      IFD2: { DateTimeOriginal: '2026:03:01 09:00:00' },
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '51/1 30/1 0/1', GPSLongitudeRef: 'W', GPSLongitude: '0/1 7/1 0/1' },
    })
    .withMetadata({ orientation: 6 })
    .toBuffer();
});
afterAll(() => hub.stop());
const newPhone = phones();
const jpeg = () => ({ mimeType: 'image/jpeg', base64: photo.toString('base64') });
const get = (url: string, headers: Record<string, string> = keyOf(hub)) =>
  request(hub.url)
    .get(url)
    .set(headers)
    .buffer(true)
    .parse((res, done) => {
      const chunks: Buffer[] = [];
      res.on('data', (chunk: Buffer) => chunks.push(chunk));
      res.on('end', () => done(null, Buffer.concat(chunks)));
    });
/** The newest message of somebody, as soon as there is one, and once its files are no longer on their way. */
const newest = (phone: string) => async (): Promise<Message> => {
  const thread = await threadOf(hub, phone);
  return (await messagesOf(hub, thread.id)).at(-1)!;
};
const settled = (phone: string): Promise<Attachment[]> =>
  eventually(async () => {
    const { attachments } = await newest(phone)();
    return attachments.length > 0 && attachments.every((a) => a.status !== 'pending') ? attachments : null;
  });

describe('a photo from a phone', () => {
  it.each(['whatsapp', 'whatsapp_twilio', 'sms'] as const)(
    'by %s shows its text at once and arrives clean, upright and with a thumbnail',
    async (channel) => {
      const person = handset(hub, newPhone());
      await misbehave(hub, { on: 'media', action: 'refuse', code: 503, to: person.phone });
      await person.write(channel, 'my meter', jpeg());
      const first = await newest(person.phone)();
      expect(first).toMatchObject({ type: 'image', text: 'my meter', direction: 'inbound' });
      expect(first.attachments).toHaveLength(1);
      expect(first.attachments[0]).toMatchObject({ status: 'pending', url: null, thumbnailUrl: null, error: null });
      await misbehave(hub);
      const [file] = await settled(person.phone);
      // On its side it was 1200 x 800: upright it is 800 x 1200.
      expect(file).toMatchObject({ status: 'ready', mimeType: 'image/jpeg', width: 800, height: 1200, error: null });
      const whole = await get(file!.url!);
      expect([whole.status, whole.headers['content-type']]).toEqual([200, 'image/jpeg']);
      expect(whole.headers).toMatchObject({
        'accept-ranges': 'bytes',
        'x-content-type-options': 'nosniff',
        'cache-control': expect.stringMatching(/^private/),
      });
      const bytes = whole.body as Buffer;
      expect(bytes.length).toBe(file!.bytes);
      const about = await sharp(bytes).metadata();
      expect([about.format, about.width, about.height]).toEqual(['jpeg', 800, 1200]);
      expect([about.exif, about.xmp, about.iptc]).toEqual([undefined, undefined, undefined]);
      expect(about.orientation ?? 1).toBe(1);
      expect(bytes.toString('latin1')).not.toMatch(/SecretCamera|GPS|2026:03:01/);
      const small = await get(file!.thumbnailUrl!);
      const thumbnail = await sharp(small.body as Buffer).metadata();
      expect(Math.max(thumbnail.width, thumbnail.height)).toBeLessThanOrEqual(480);
      expect(thumbnail.exif).toBeUndefined();
    },
  );

  it('has an original with a place in it: the checks above can fail', async () => {
    expect(photo.toString('latin1')).toContain('SecretCamera');
    expect((await sharp(photo).metadata()).orientation).toBe(6);
  });

  it('is read only by who is signed in', async () => {
    const person = handset(hub, newPhone());
    await person.write('whatsapp', '', jpeg());
    const [file] = await settled(person.phone);
    for (const url of [file!.url!, file!.thumbnailUrl!]) {
      const anonymous = await get(url, {});
      expect(anonymous.status).toBe(401);
      expect(anonymous.headers['content-type']).toMatch(/problem\+json/);
      expect((await get(url, { authorization: 'Bearer wrong' })).status).toBe(401);
      expect((await get(url, await signIn(hub, 'agent'))).status).toBe(200);
    }
    expect((await newest(person.phone)()).text).toBeNull();
  });

  it('is answered in part where a part is asked for, and not again to who has it', async () => {
    const person = handset(hub, newPhone());
    await person.write('whatsapp', 'range', jpeg());
    const [file] = await settled(person.phone);
    const url = file!.url!;
    const whole = (await get(url)).body as Buffer;
    const part = async (range: string) => {
      const { status, body, headers } = await get(url, { ...keyOf(hub), range });
      return [status, headers['content-range'] ?? null, (body as Buffer).toString('hex')];
    };
    const size = whole.length;
    const hex = (from: number, to: number) => whole.subarray(from, to).toString('hex');
    expect(await part('bytes=0-99')).toEqual([206, `bytes 0-99/${size}`, hex(0, 100)]);
    expect(await part('bytes=100-149')).toEqual([206, `bytes 100-149/${size}`, hex(100, 150)]);
    expect(await part(`bytes=${size - 10}-`)).toEqual([
      206,
      `bytes ${size - 10}-${size - 1}/${size}`,
      hex(size - 10, size),
    ]);
    expect(await part('bytes=-10')).toEqual([206, `bytes ${size - 10}-${size - 1}/${size}`, hex(size - 10, size)]);
    expect(await part('bytes=0-999999999')).toEqual([206, `bytes 0-${size - 1}/${size}`, hex(0, size)]);
    for (const odd of ['bytes=x', 'lines=0-1', 'bytes=-']) expect((await part(odd))[0]).toBe(200);
    const { etag } = (await get(url)).headers as { etag: string };
    expect(etag).toMatch(/^"[^"]+"$/);
    expect((await get(url, { ...keyOf(hub), 'if-none-match': etag })).status).toBe(304);
    expect((await get(url, { ...keyOf(hub), 'if-none-match': '"other"' })).status).toBe(200);
  });

  it('of several in one message is the first of several: each has its own status', async () => {
    const phone = newPhone();
    const from = handset(hub, phone);
    // Two real files at the provider, named in one message as Twilio would.
    await from.write('sms', 'one', jpeg());
    await from.write('sms', 'two', jpeg());
    await eventually(async () => (await newest(phone)()).seq === 2);
    const urls = await hub.query<{ ref: { url: string } }>('select ref from attachments order by id desc limit 2');
    expect(urls).toHaveLength(2);
    const other = newPhone();
    const params = twilioText(hub, other, 'both', {
      NumMedia: '3',
      MediaUrl0: urls[0]!.ref.url,
      MediaContentType0: 'image/jpeg',
      MediaUrl1: 'http://169.254.169.254/latest/meta-data',
      MediaContentType1: 'image/jpeg',
      MediaUrl2: urls[1]!.ref.url,
      MediaContentType2: 'image/jpeg',
    });
    await postTwilio(hub, '/webhooks/twilio/messages', params);
    const files = await settled(other);
    expect(files.map((f) => f.status)).toEqual(['ready', 'failed', 'ready']);
    expect(files[1]!.error).toMatch(/media host/);
    expect(files[1]!.url).toBeNull();
  });
});

describe('what is no photo', () => {
  it.each([
    ['garbage that calls itself a photo', Buffer.from('this is no photo at all, whatever its name says')],
    ['an empty file', Buffer.alloc(0)],
    ['half a photo', 'half'],
    ['an SVG with a script', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')],
    ['an HTML page', Buffer.from('<!doctype html><script>alert(1)</script>')],
  ])('%s fails with a reason, and the text is intact', async (_, content) => {
    const bytes = content === 'half' ? photo.subarray(0, photo.length / 2) : (content as Buffer);
    const person = handset(hub, newPhone());
    await person.write('whatsapp', 'see my photo.jpg', { mimeType: 'image/jpeg', base64: bytes.toString('base64') });
    const [file] = await settled(person.phone);
    expect(file).toMatchObject({
      status: 'failed',
      url: null,
      thumbnailUrl: null,
      error: expect.stringMatching(/\w+/),
    });
    expect(await newest(person.phone)()).toMatchObject({ type: 'image', text: 'see my photo.jpg' });
    const answer = await get(`/api/v1/attachments/${file!.id}/content`);
    expect(answer.status).toBe(404);
    expect(problem(JSON.parse((answer.body as Buffer).toString()))).toBe('not-found');
  });

  it('a picture that would unfold to gigabytes is refused, and the hub goes on', async () => {
    const bomb = await sharp({ create: { width: 16_000, height: 16_000, channels: 3, background: 'white' } })
      .png({ compressionLevel: 9 })
      .toBuffer();
    expect(bomb.length).toBeLessThan(2_000_000);
    const person = handset(hub, newPhone());
    await person.write('whatsapp', 'boom', { mimeType: 'image/png', base64: bomb.toString('base64') });
    const [file] = await settled(person.phone);
    expect(file).toMatchObject({ status: 'failed', error: expect.stringMatching(/large|damaged/) });
    expect((await hub.api('GET', '/health/ready')).status).toBe(200);
  });

  it('a document is handed out as a download and never shown, whatever it is called', async () => {
    const person = handset(hub, newPhone());
    const html = '<!doctype html><script>alert(document.cookie)</script>';
    await person.write('whatsapp_twilio', 'x', {
      mimeType: 'text/html',
      base64: Buffer.from(html).toString('base64'),
    });
    const [file] = await settled(person.phone);
    expect(file).toMatchObject({ status: 'ready', width: null, thumbnailUrl: null });
    const answer = await get(file!.url!);
    expect([answer.status, answer.headers['content-type']]).toEqual([200, 'application/octet-stream']);
    expect(answer.headers['content-disposition']).toMatch(/^attachment/);
    expect(answer.headers['content-security-policy']).toContain('sandbox');
    expect((answer.body as Buffer).toString()).toBe(html);
    expect((await get(`${file!.url!}?variant=thumbnail`)).status).toBe(404);
  });

  it('a PNG or WebP becomes a JPEG, whatever the sender calls it', async () => {
    const image = sharp({
      create: { width: 300, height: 200, channels: 4, background: { r: 0, g: 0, b: 0, alpha: 0 } },
    });
    for (const bytes of [await image.clone().png().toBuffer(), await image.clone().webp().toBuffer()]) {
      const person = handset(hub, newPhone());
      await person.write('whatsapp', 'p', { mimeType: 'application/pdf', base64: bytes.toString('base64') });
      const [file] = await settled(person.phone);
      expect(file).toMatchObject({ status: 'ready', mimeType: 'image/jpeg', width: 300, height: 200 });
      expect((await sharp((await get(file!.url!)).body as Buffer).metadata()).format).toBe('jpeg');
    }
  });
});

describe('a provider that fails', () => {
  it.each([
    ['whatsapp', 'refuse'],
    ['sms', 'refuse'],
    ['whatsapp', 'drop'],
  ] as const)('by %s twice (%s) delays a photo and never loses it', async (channel, action) => {
    const person = handset(hub, newPhone());
    const fault = { on: 'media', action, code: 503, to: person.phone } as const;
    await misbehave(hub, fault);
    await person.write(channel, 'later', jpeg());
    const first = await newest(person.phone)();
    expect([first.text, first.attachments[0]!.status]).toEqual(['later', 'pending']);
    await misbehave(hub, { ...fault, remaining: 2 });
    const [file] = await settled(person.phone);
    expect(file).toMatchObject({ status: 'ready', width: 800 });
    expect((await get(file!.url!)).status).toBe(200);
  });

  it('that no longer has the file says so, once and for all', async () => {
    const phone = newPhone();
    const image = { id: '4040404040404040', mime_type: 'image/jpeg', caption: 'gone' };
    await postMeta(
      hub,
      metaBody(hub, {
        messages: [{ from: phone.slice(1), id: wamid(), timestamp: '1772000000', type: 'image', image }],
      }),
    );
    const [file] = await settled(phone);
    expect(file).toMatchObject({ status: 'failed', error: expect.stringMatching(/\w/) });
    expect((await newest(phone)()).text).toBe('gone');
    await fetchIsOver(hub, file!.id);
  });

  it('leaves no half-written file behind', async () => {
    const left = await readdir(path.join(hub.dataDir, 'media'), { recursive: true, withFileTypes: true });
    const files = left.filter((entry) => entry.isFile()).map((entry) => entry.name);
    const known = await hub.query<{ key: string }>(
      `select unnest(array[content_key, thumbnail_key]) as key from attachments where status = 'ready'`,
    );
    const keys = new Set(known.flatMap(({ key }) => (key ? [path.basename(key)] : [])));
    expect(files.filter((name) => !keys.has(name))).toEqual([]);
    expect(keys.size).toBeGreaterThan(3);
  });
});
