import type { Attachment, Message } from '#libs/contracts';
import { describe, expect, it } from 'vitest';
import {
  applyMessage,
  applyMessages,
  type MessageLog,
  newerOf,
  prependOlder,
  replaceMessage,
  replaceAttachment,
} from './message-log.ts';

const message = (seq: number, more: Partial<Message> = {}): Message => ({
  id: `m${seq}`,
  threadId: '1',
  seq,
  direction: 'inbound',
  type: 'text',
  text: `text ${seq}`,
  content: null,
  author: { kind: 'contact', id: null, name: null },
  channel: 'whatsapp',
  purpose: null,
  status: 'received',
  error: null,
  attachments: [],
  providerMessageId: null,
  clientId: null,
  quoted: null,
  failedSend: null,
  sentAt: '2026-03-01T09:00:00Z',
  createdAt: '2026-03-01T09:00:00Z',
  ...more,
});
const photo = (status: Attachment['status']): Attachment => ({
  id: 'a1',
  mimeType: 'image/jpeg',
  fileName: null,
  bytes: null,
  width: null,
  height: null,
  status,
  url: null,
  thumbnailUrl: null,
  takenAt: null,
  placeholder: null,
  rotation: 0,
  delivery: null,
  deliveryError: null,
  error: null,
});
const log = (...seqs: number[]): MessageLog => ({
  messages: seqs.map((s) => message(s)),
  lastSeq: seqs.at(-1) ?? 0,
  hasOlder: true,
});
const seqs = (l: MessageLog) => l.messages.map((m) => m.seq);

describe('applying messages', () => {
  it('applies the next one, also to an empty thread', () => {
    expect(seqs(applyMessage(log(3, 4), message(5)).log)).toEqual([3, 4, 5]);
    expect(seqs(applyMessage({ messages: [], lastSeq: 0, hasOlder: false }, message(1)).log)).toEqual([1]);
  });

  it('drops what is there and reports a gap without applying past it', () => {
    expect(applyMessage(log(3, 4), message(4))).toMatchObject({ gap: false, added: false });
    const beyond = applyMessage(log(3, 4), message(6));
    expect([beyond.gap, seqs(beyond.log)]).toEqual([true, [3, 4]]);
  });

  it('takes a replay in any order, with repeats, to the same end', () => {
    const { log: end, gap, added } = applyMessages(log(1, 2), [message(4), message(2), message(3), message(3)]);
    expect([seqs(end), gap, added.map((m) => m.seq), end.lastSeq]).toEqual([[1, 2, 3, 4], false, [3, 4], 4]);
  });
});

describe('updates', () => {
  it('takes an attachment that an answer tells, and leaves the others', () => {
    const [other, turned] = [photo('ready'), { ...photo('ready'), id: 'a2', rotation: 90 as const }];
    const before = log(1, 2);
    const shown = {
      ...before,
      messages: [message(1), message(2, { attachments: [other, { ...turned, rotation: 0 }] })],
    };
    const { messages } = replaceAttachment(shown, turned);
    expect(messages.map((m) => m.attachments)).toEqual([[], [other, turned]]);
    expect(messages[0]).toBe(shown.messages[0]);
  });

  it('raises a status and never lowers it', () => {
    const sent = message(1, { direction: 'outbound', status: 'sent' });
    const read = { ...sent, status: 'read' as const };
    expect(newerOf(sent, read).status).toBe('read');
    expect(newerOf(read, sent).status).toBe('read');
    expect(newerOf({ ...sent, status: 'failed' }, { ...sent, status: 'delivered' }).status).toBe('delivered');
  });

  it('keeps a photo that has arrived', () => {
    const arrived = message(1, { attachments: [photo('ready')] });
    const waiting = message(1, { attachments: [photo('pending')] });
    expect(newerOf(waiting, arrived).attachments[0]?.status).toBe('ready');
    expect(newerOf(arrived, waiting).attachments[0]?.status).toBe('ready');
    expect(newerOf(message(1, { attachments: [photo('failed')] }), arrived).attachments[0]?.status).toBe('ready');
  });

  it('leaves the log alone where the message is not loaded', () => {
    const before = log(3, 4);
    expect(replaceMessage(before, message(1))).toBe(before);
  });
});

describe('older messages', () => {
  it('joins a page in front and remembers whether there is more', () => {
    const joined = prependOlder(log(3, 4), [message(1), message(2)], false);
    expect([seqs(joined), joined.hasOlder]).toEqual([[1, 2, 3, 4], false]);
  });

  it('refuses a page that would leave a hole, and stops at an empty one', () => {
    expect(seqs(prependOlder(log(5, 6), [message(2), message(3)], true))).toEqual([5, 6]);
    expect(prependOlder(log(1, 2), [], true).hasOlder).toBe(false);
  });
});
