import sharp from 'sharp';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { FailedSend, Message } from '#libs/contracts';
import { messagesOf, post, problem, threadOf } from '../support/conversations.js';
import { handset, type Handset, misbehave, phones } from '../support/handset.js';
import { eventually, startTestHub, type TestHub } from '../support/hub.js';
import { signIn } from '../support/people.js';
import { photosReady, upload } from '../support/uploads.js';

let hub: TestHub;
beforeAll(async () => void (hub = await startTestHub()));
afterAll(() => hub.stop());
afterEach(() => misbehave(hub));
const newPhone = phones('+44770094');
const colours = ['#aa0000', '#00aa00', '#0000aa'];

async function customer(channel: 'sms' | 'whatsapp' | 'whatsapp_twilio'): Promise<[Handset, string]> {
  const person = handset(hub, newPhone());
  await person.write(channel, 'hello');
  return [person, (await threadOf(hub, person.phone)).id];
}
const reply = async (threadId: string): Promise<Message> => (await messagesOf(hub, threadId)).at(-1)!;
const deliveries = ({ attachments }: Message) => attachments.map(({ delivery }) => delivery);
const settled = (threadId: string, is: (message: Message) => boolean) =>
  eventually(async () => {
    const message = await reply(threadId);
    return is(message) && message;
  });

describe('three photos and a text', () => {
  it.each(['whatsapp', 'whatsapp_twilio', 'sms'] as const)(
    'by %s reach the customer in order, the text below the first, and nothing of where they were taken',
    async (channel) => {
      const [person, threadId] = await customer(channel);
      const attachmentIds = await photosReady(hub, colours);
      const { status, body } = await post(hub, threadId, 'your meter', { attachmentIds });
      expect([status, body.type, body.text, deliveries(body as unknown as Message)]).toEqual([
        201,
        'image',
        'your meter',
        ['queued', 'queued', 'queued'],
      ]);
      const done = await settled(threadId, ({ status: s }) => s === 'delivered');
      expect(deliveries(done)).toEqual(['delivered', 'delivered', 'delivered']);
      expect(done.attachments.map(({ id }) => id)).toEqual(attachmentIds);
      const got = await person.received();
      expect(got.map(({ text, photos }) => [text, photos.length])).toEqual([
        ['your meter', 1],
        ['', 1],
        ['', 1],
      ]);
      for (const [i, { photos }] of got.entries()) {
        const bytes = Buffer.from(await (await fetch(hub.url + photos[0]!.url)).arrayBuffer());
        const about = await sharp(bytes).metadata();
        expect([about.format, about.width, about.exif]).toEqual(['jpeg', 320, undefined]);
        expect(bytes.toString('latin1')).not.toMatch(/SecretCamera|GPS/);
        const { channels } = await sharp(bytes).stats();
        const brightest = channels.map(({ mean }) => mean).indexOf(Math.max(...channels.map(({ mean }) => mean)));
        expect(brightest).toBe(i);
      }
    },
  );
});

describe('one part that fails', () => {
  it('fails alone, says why, and is sent again alone', async () => {
    const [person, threadId] = await customer('whatsapp');
    await misbehave(hub, { on: 'meta.send', action: 'refuse', code: 131053, to: person.phone, remaining: 1 });
    const attachmentIds = await photosReady(hub, colours);
    await post(hub, threadId, 'three', { attachmentIds });
    const failed = await settled(threadId, ({ status }) => status === 'failed');
    expect(deliveries(failed)).toEqual(['failed', 'delivered', 'delivered']);
    expect(failed.error).toMatchObject({ code: 'content_invalid', providerCode: '131053' });
    expect(failed.attachments.map(({ deliveryError }) => deliveryError?.code ?? null)).toEqual([
      'content_invalid',
      null,
      null,
    ]);
    const sends = await hub.api<{ items: FailedSend[] }>('GET', '/api/v1/sends?limit=100');
    expect(sends.body.items.filter((send) => send.threadId === threadId)).toHaveLength(1);
    const again = await hub.api<Message>('POST', `/api/v1/sends/${failed.failedSend!}/retry`, {});
    expect([again.status, deliveries(again.body), again.body.status]).toEqual([
      200,
      ['queued', 'delivered', 'delivered'],
      'queued',
    ]);
    const done = await settled(threadId, ({ status }) => status === 'delivered');
    expect([done.error, done.failedSend]).toEqual([null, null]);
    expect((await person.received()).filter(({ text }) => text === 'three')).toHaveLength(1);
    expect(await person.received()).toHaveLength(3);
  });

  it('of unknown outcome is not sent again by itself, while a lost answer to its upload is harmless', async () => {
    const [person, threadId] = await customer('whatsapp');
    await misbehave(
      hub,
      { on: 'meta.upload', action: 'drop', remaining: 1 },
      { on: 'meta.send', action: 'drop', to: person.phone, remaining: 1 },
      { on: 'status', action: 'delay', ms: 60_000, to: person.phone },
    );
    await post(hub, threadId, 'two', { attachmentIds: await photosReady(hub, colours.slice(0, 2)) });
    const open = await settled(threadId, ({ failedSend }) => failedSend !== null);
    expect(open.error?.code).toBe('not_confirmed');
    await eventually(async () => (await person.accepted()).length === 2);
    expect((await person.accepted()).map(({ text }) => text)).toEqual(['two', '']);
  });
});

describe('receipts', () => {
  it('in any order end the same', async () => {
    const [person, threadId] = await customer('whatsapp');
    await misbehave(hub, { on: 'status', action: 'reorder', to: person.phone });
    await post(hub, threadId, 'shuffled', { attachmentIds: await photosReady(hub, colours) });
    const done = await settled(threadId, ({ status }) => status === 'delivered');
    expect(deliveries(done)).toEqual(['delivered', 'delivered', 'delivered']);
    await person.read('whatsapp');
    expect(deliveries(await settled(threadId, ({ status }) => status === 'read'))).toEqual(['read', 'read', 'read']);
  });
});

describe('a file is refused before anything is written', () => {
  it('where it is unknown, another person’s, sent already or named twice', async () => {
    const [, threadId] = await customer('sms');
    const [mine] = await photosReady(hub, ['#123456']);
    const clientId = 'one click';
    const first = await post(hub, threadId, 'x', { attachmentIds: [mine], clientId });
    const second = await post(hub, threadId, 'x', { attachmentIds: [mine], clientId });
    expect([first.status, second.status, second.body.seq]).toEqual([201, 201, first.body.seq]);
    const [others] = (
      await upload(hub, [{ name: 'a.pdf', content: Buffer.from('%PDF-1.7') }], await signIn(hub, 'agent'))
    ).body.items;
    const [fresh] = await photosReady(hub, ['#654321']);
    for (const attachmentIds of [[mine], [others!.id], ['987654'], [fresh, fresh], [fresh, '987654']]) {
      const answer = await post(hub, threadId, 'again', { attachmentIds });
      expect([attachmentIds, answer.status, problem(answer.body)]).toEqual([attachmentIds, 409, 'attachment-unusable']);
    }
    expect((await messagesOf(hub, threadId)).filter(({ direction }) => direction === 'outbound')).toHaveLength(1);
  });

  it('where the channel does not carry it', async () => {
    const [, threadId] = await customer('sms');
    const { body } = await upload(hub, [{ name: 'bill.pdf', content: Buffer.from('%PDF-1.7 bill') }]);
    const answer = await post(hub, threadId, 'x', { attachmentIds: [body.items[0]!.id] });
    expect([answer.status, problem(answer.body)]).toEqual([400, 'attachment-not-carried']);
    expect(await messagesOf(hub, threadId)).toHaveLength(1);
  });

  it.each([
    ['an empty file', 'a.jpg', Buffer.alloc(0), 400, 'file-type'],
    ['a page', 'a.jpg', Buffer.from('<!doctype html>'), 400, 'file-type'],
    ['a damaged photo', 'a.jpg', Buffer.from([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3]), 400, 'file-damaged'],
    ['more than 16 MB', 'a.pdf', Buffer.alloc(16 * 1024 * 1024 + 1, '%PDF-'), 413, 'file-too-large'],
  ])('at the upload, %s', async (_, name, content, status, code) => {
    const answer = await upload(hub, [{ name, content }]);
    expect([answer.status, problem(answer.body)]).toEqual([status, code]);
    expect(answer.body.detail).toBeTruthy();
  });
});
