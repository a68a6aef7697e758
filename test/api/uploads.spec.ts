import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { messagesOf } from '../support/conversations.js';
import { phones } from '../support/handset.js';
import { startTestHub, type TestHub } from '../support/hub.js';
import { keyOf } from '../support/people.js';
import { asked, fileOn, sendForm } from '../support/upload-links.js';
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
    const page = await (await fetch(url)).text();
    expect(page).toContain('Send photos to');
    const { status, page: after } = await sendForm(url, [
      { name: 'front.jpg', content: await photoOf('#204080') },
      { name: 'side.jpg', content: await photoOf('#804020') },
    ]);
    expect([status, after]).toEqual([200, expect.stringContaining('Everything has arrived')]);
    const message = (await messagesOf(hub, threadId)).at(-1)!;
    expect(message).toMatchObject({
      direction: 'inbound',
      type: 'image',
      content: { via: 'upload' },
      author: { kind: 'contact' },
      channel: null,
      providerMessageId: null,
      status: 'received',
    });
    expect(message.attachments.map(({ status: s, fileName, mimeType }) => [s, fileName, mimeType])).toEqual([
      ['ready', 'front.jpg', 'image/jpeg'],
      ['ready', 'side.jpg', 'image/jpeg'],
    ]);
    const file = await fetch(hub.url + message.attachments[0]!.url!, { headers: keyOf(hub) });
    const { exif } = await sharp(Buffer.from(await file.arrayBuffer())).metadata();
    expect(exif).toBeUndefined();
  });
});

describe('a file in pieces', () => {
  it('arrives by one request', async () => {
    const { url, threadId } = await asked(hub, newPhone());
    const content = await photoOf('#336699');
    const file = fileOn(url, content);
    expect(await file.begin()).toEqual({ status: 200, body: { offset: 0, bytes: content.length, arrived: false } });
    expect((await file.piece(0)).body).toEqual({ offset: content.length, bytes: content.length, arrived: true });
    expect((await messagesOf(hub, threadId)).at(-1)!.attachments).toMatchObject([{ status: 'ready' }]);
  });
});
