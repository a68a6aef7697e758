import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Attachment, Workspace } from '#libs/contracts';
import { messagesOf, problem, threadOf } from '../support/conversations.js';
import { handset, phones } from '../support/handset.js';
import * as hostile from '../support/hostile-photos.js';
import { eventually, startTestHub, type TestHub } from '../support/hub.js';
import { keyOf, signIn } from '../support/people.js';
import { metaBody, postMeta, wamid } from '../support/providers.js';
import { fetchIsOver, upload } from '../support/uploads.js';

let hub: TestHub;
beforeAll(async () => {
  hub = await startTestHub();
  // Makes the folder.
  await hub.api('GET', '/health/ready');
});
afterAll(() => hub.stop());
const newPhone = phones('+44770098');

/** Everything in the media folder, arriving files too. */
async function stored(): Promise<Map<string, Buffer>> {
  const entries = await readdir(path.join(hub.dataDir, 'media'), { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  const read = files.map(async ({ parentPath, name }) => [name, await readFile(path.join(parentPath, name))] as const);
  return new Map(await Promise.all(read));
}
async function arrive(content: Buffer, mimeType = 'image/jpeg'): Promise<Attachment> {
  const person = handset(hub, newPhone());
  await person.write('whatsapp', 'my meter', { mimeType, base64: content.toString('base64') });
  const { id } = await threadOf(hub, person.phone);
  return eventually(async () => {
    const [message] = await messagesOf(hub, id);
    // Whatever becomes of the file, what was written is there.
    expect(message).toMatchObject({ type: 'image', text: 'my meter' });
    const [file] = message!.attachments;
    return file && file.status !== 'pending' && file;
  });
}
const download = async (url: string, headers: Record<string, string> = keyOf(hub)) => {
  const answer = await fetch(hub.url + url, { headers });
  return { status: answer.status, headers: answer.headers, body: Buffer.from(await answer.arrayBuffer()) };
};
const half = (content: Buffer) => content.subarray(0, content.length / 2);
const text = (words: string) => Buffer.from(words, 'latin1');
const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="90" height="90">${hostile.script}</svg>`;

/** What an agent reads of it, and what whoever uploads it is answered. */
const refused: [what: string, content: () => Promise<Buffer> | Buffer, reads: RegExp, status: number, code: string][] =
  [
    ['nothing at all', () => Buffer.alloc(0), /^The file is empty\.$/, 400, 'file-type'],
    [
      'half a photo',
      async () => half(await hostile.noisy(400, 300).jpeg().toBuffer()),
      /damaged or incomplete/,
      400,
      'file-damaged',
    ],
    [
      'half a PNG',
      async () => half(await hostile.noisy(400, 300).png().toBuffer()),
      /damaged or incomplete/,
      400,
      'file-damaged',
    ],
    [
      'only the head of a photo',
      () => Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16]),
      /damaged or incomplete/,
      400,
      'file-damaged',
    ],
    [
      '16,000 x 16,000 pixels',
      () => hostile.unfoldingPng(16_000, 16_000),
      /too large: 16000 x 16000 pixels/,
      400,
      'file-damaged',
    ],
    ['an SVG named .jpg', () => text(svg), /SVG drawing and no photo/, 400, 'file-type'],
    ['a page named .jpg', () => text(`<!doctype html>${hostile.script}`), /web page and no photo/, 400, 'file-type'],
    [
      'a HEIC photo',
      () => text('\0\0\0\x18ftypheic\0\0\0\0mif1heic' + 'x'.repeat(500)),
      /HEIC.*Ask for it as JPEG/,
      400,
      'file-type',
    ],
    ['a GIF', async () => await hostile.plain(40, 30).gif().toBuffer(), /GIF.*Ask for it as JPEG/, 400, 'file-type'],
    ['a program', () => text('MZ\x90\0\x03' + '\0'.repeat(200)), /not a photo that can be shown/, 400, 'file-type'],
    ['a script', () => text('#!/bin/sh\nrm -rf /\n'), /not a photo that can be shown/, 400, 'file-type'],
  ];

describe('what cannot be shown', () => {
  it.each(refused)('%s from a customer is a reason for the agent, and nothing is stored', async (_, make, reads) => {
    const before = await stored();
    const file = await arrive(await make());
    expect(file).toMatchObject({ status: 'failed', url: null, thumbnailUrl: null, placeholder: null });
    expect(file.error).toMatch(reads);
    expect([...(await stored()).keys()]).toEqual([...before.keys()]);
    await fetchIsOver(hub, file.id);
    expect((await hub.api('GET', '/health/ready')).status).toBe(200);
  });

  it.each(refused)('%s from an agent is a problem that says what to do', async (_, make, __, status, code) => {
    const before = await stored();
    const answer = await upload(hub, [{ name: 'meter.jpg', content: await make() }]);
    expect([answer.status, problem(answer.body)]).toEqual([status, code]);
    expect(answer.body.detail).toMatch(/^meter\.jpg.*(Send|send)/);
    expect([...(await stored()).keys()]).toEqual([...before.keys()]);
  });

  it('more than 16 MB is refused on its way, whoever sends it', async () => {
    const before = await stored();
    const photo = await hostile.plain(40, 30).jpeg().toBuffer();
    const padded = Buffer.concat([photo, Buffer.alloc(16 * 1024 * 1024)]);
    const answer = await upload(hub, [{ name: 'big.jpg', content: padded }]);
    expect([answer.status, problem(answer.body)]).toEqual([413, 'file-too-large']);
    const file = await arrive(padded);
    expect(file).toMatchObject({ status: 'failed', error: 'The file is larger than 16 MB.' });
    expect([...(await stored()).keys()]).toEqual([...before.keys()]);
  });

  it('one of several refuses the others with it, and nothing is left of them', async () => {
    const before = await stored();
    const answer = await upload(hub, [
      { name: 'good.jpg', content: await hostile.phonePhoto() },
      { name: 'bad.jpg', content: text(svg) },
    ]);
    expect([answer.status, problem(answer.body)]).toEqual([400, 'file-type']);
    expect(answer.body.detail).toMatch(/^bad\.jpg/);
    expect([...(await stored()).keys()]).toEqual([...before.keys()]);
  });
});

const shown: [what: string, content: () => Promise<Buffer>, mimeType: string, size: [number, number]][] = [
  ['a photo with a place in it', () => hostile.phonePhoto(), 'image/jpeg', [800, 1200]],
  ['a photo that is a page too', () => hostile.polyglot(), 'image/jpeg', [320, 240]],
  ['a moving picture', () => hostile.moving(), 'image/webp', [40, 30]],
  ['a CMYK photo', () => hostile.plain(64, 48).toColourspace('cmyk').jpeg().toBuffer(), 'image/jpeg', [64, 48]],
  ['a 16-bit PNG', () => hostile.plain(64, 48).toColourspace('rgb16').png().toBuffer(), 'image/png', [64, 48]],
  ['a photo that calls itself a document', () => hostile.phonePhoto(900, 500), 'application/pdf', [500, 900]],
];

describe('what is shown', () => {
  it.each(shown)('of %s is a plain JPEG of our own', async (_, make, mimeType, [width, height]) => {
    const before = await stored();
    const sent = await make();
    const file = await arrive(sent, mimeType);
    expect(file).toMatchObject({ status: 'ready', mimeType: 'image/jpeg', width, height, error: null, rotation: 0 });
    expect(file.placeholder).toMatch(/^data:image\/jpeg;base64,/);
    const fresh = [...(await stored())].filter(([name]) => !before.has(name)).map(([, content]) => content);
    // For viewing and the thumbnail; small photos are their own thumbnail but for its quality.
    expect(fresh).toHaveLength(2);
    for (const content of fresh) {
      const about = await sharp(content).metadata();
      expect([about.format, about.space, about.depth, about.pages]).toEqual(['jpeg', 'srgb', 'uchar', undefined]);
      expect([about.exif, about.xmp, about.iptc, about.icc]).toEqual([undefined, undefined, undefined, undefined]);
      expect(content.toString('latin1')).not.toMatch(/SecretCamera|GPS|2026:03:01|<script|<html/i);
      expect(content.equals(sent)).toBe(false);
    }
  });

  it('says when it was taken, as data', async () => {
    const file = await arrive(await hostile.phonePhoto());
    expect(file.takenAt).toBe('2026-03-01T08:00:00.000Z');
    expect((await arrive(await hostile.polyglot())).takenAt).toBeNull();
    const answer = await upload(hub, [{ name: 'a.jpg', content: await hostile.phonePhoto() }]);
    expect(answer.body.items[0]).toMatchObject({ takenAt: '2026-03-01T08:00:00.000Z', rotation: 0 });
  });

  it('is kept as it came only where the company says so, for administrators alone', async () => {
    const sent = await hostile.phonePhoto();
    const before = await arrive(sent);
    const { body: workspace } = await hub.api<Workspace>('GET', '/api/v1/workspace');
    expect(workspace.keepOriginals).toBe(false);
    await hub.api('PUT', '/api/v1/workspace', { ...workspace, keepOriginals: true });
    const file = await arrive(sent);
    const original = (id: string) => `/api/v1/attachments/${id}/original`;
    const answer = await download(original(file.id));
    expect([answer.status, answer.headers.get('content-type'), answer.headers.get('content-disposition')]).toEqual([
      200,
      'application/octet-stream',
      "attachment; filename*=UTF-8''file",
    ]);
    expect(answer.body.equals(sent)).toBe(true);
    expect((await download(original(file.id), await signIn(hub, 'agent'))).status).toBe(403);
    expect((await download(original(before.id))).status).toBe(404);
    // What agents send is theirs already.
    const mine = await upload(hub, [{ name: 'a.jpg', content: sent }]);
    expect((await download(original(mine.body.items[0]!.id))).status).toBe(404);
    await hub.api('PUT', '/api/v1/workspace', workspace);
    expect((await download(original((await arrive(sent)).id))).status).toBe(404);
  });
});

describe('odd names of files', () => {
  const pdf = text('%PDF-1.7 bill');
  const names: [string, string | null][] = [
    ['../../etc/passwd.pdf', 'passwd.pdf'],
    ['C:\\temp\\bill.pdf', 'bill.pdf'],
    ['a\r\nSet-Cookie: x=1.pdf', 'aSet-Cookie: x=1.pdf'],
    ['bill\u202efdp.exe', 'billfdp.exe'],
    [`"><img src=x onerror=alert(1)>.pdf`, `"><img src=x onerror=alert(1)>.pdf`],
    [`=cmd|' /C calc'!A0.pdf`, ` /C calc'!A0.pdf`.slice(1).split('/').at(-1)!],
    ['x'.repeat(400) + '.pdf', 'x'.repeat(146) + '.pdf'],
    ['счёт 🧾.pdf', 'счёт 🧾.pdf'],
    ['..', '..'],
    ['/', null],
  ];

  it.each(names)('%j is shown without what could harm', async (name, kept) => {
    const phone = newPhone();
    const person = handset(hub, phone);
    await person.write('whatsapp', 'so that the provider has it', {
      mimeType: 'application/pdf',
      base64: pdf.toString('base64'),
    });
    await threadOf(hub, phone);
    const [last] = await hub.query<{ ref: { id: string } }>('select ref from attachments order by id desc limit 1');
    const document = { id: last!.ref.id, mime_type: 'application/pdf', filename: name };
    const message = { from: phone.slice(1), id: wamid(), timestamp: '1772000000', type: 'document', document };
    await postMeta(hub, metaBody(hub, { messages: [message] }));
    const { id } = await threadOf(hub, phone);
    const file = await eventually(async () => {
      const files = (await messagesOf(hub, id)).find((m) => m.type === 'document')?.attachments;
      return files?.[0]?.status === 'ready' && files[0];
    });
    expect(file.fileName).toBe(kept);
    const answer = await download(file.url!);
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/octet-stream']);
    expect(answer.headers.get('content-disposition')).toMatch(/^attachment; filename\*=UTF-8''[\w%.!~-]+$/);
    expect(answer.headers.get('set-cookie')).toBeNull();
  });
});
