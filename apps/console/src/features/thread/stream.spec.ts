import type { Message } from '#libs/contracts';
import { describe, expect, it } from 'vitest';
import { asSent, lateOnes, streamOf } from './stream.ts';

const message = (seq: number, sentAt: Date, more: Partial<Message> = {}) =>
  ({
    seq,
    type: 'text',
    direction: 'inbound',
    author: { kind: 'contact', id: '1', name: null },
    clientId: null,
    channel: 'whatsapp',
    attachments: [],
    sentAt: sentAt.toISOString(),
    createdAt: sentAt.toISOString(),
    ...more,
  }) as Message;
const at = (day: number, minute: number) => new Date(2026, 2, day, 9, minute);
const shape = (messages: Message[]) =>
  streamOf(messages).map((i) => {
    if (i.kind === 'day') return 'day';
    if (i.kind === 'album') return i.messages.map((m) => m.seq);
    return i.joined ? `+${i.message.seq}` : i.message.seq;
  });

describe('the stream', () => {
  it('begins each day with its name', () => {
    expect(shape([message(1, at(1, 0)), message(2, at(1, 30)), message(3, at(2, 0))])).toEqual(['day', 1, 2, 'day', 3]);
  });

  it('joins what one person says in a row', () => {
    const agent = { direction: 'outbound', author: { kind: 'user', id: '2', name: 'Sam' } } as const;
    expect(
      shape([message(1, at(1, 0)), message(2, at(1, 1)), message(3, at(1, 2), agent), message(4, at(1, 9), agent)]),
    ).toEqual(['day', 1, '+2', 3, 4]);
  });

  it('never joins a note to a reply, nor anything to an event', () => {
    const note = { direction: 'internal', type: 'note' } as const;
    const event = { direction: 'internal', type: 'event' } as const;
    expect(
      shape([
        message(1, at(1, 0)),
        message(2, at(1, 0), note),
        message(3, at(1, 1), event),
        message(4, at(1, 1), event),
      ]),
    ).toEqual(['day', 1, 2, 3, 4]);
  });
});

describe('messages sent at once', () => {
  const arrived = (second: number) => ({ createdAt: new Date(2026, 2, 1, 10, 0, second).toISOString() });
  const order = (messages: Message[]) => asSent(messages).map((m) => m.seq);

  it('are shown in the order in which they were sent, however they arrived', () => {
    expect(
      order([message(1, at(1, 3), arrived(1)), message(2, at(1, 1), arrived(1)), message(3, at(1, 2), arrived(2))]),
    ).toEqual([2, 3, 1]);
  });
  it('sort in however late they come, and are told as late where something below them was there long before', () => {
    const messages = [
      message(1, at(1, 3), arrived(1)),
      message(2, at(1, 4), arrived(2)),
      message(3, at(1, 1), arrived(45)),
    ];
    expect(order(messages)).toEqual([3, 1, 2]);
    expect([...lateOnes(asSent(messages))]).toEqual([3]);
    expect([...lateOnes(asSent([messages[0]!, message(2, at(1, 1), arrived(30))]))]).toEqual([]);
  });
  it('keep the order of arrival in the same second', () => {
    expect(order([message(1, at(1, 3)), message(2, at(1, 3)), message(3, at(1, 3))])).toEqual([1, 2, 3]);
  });
  it('never pass an answer, so that nobody seems to have answered what was not there', () => {
    const reply = { direction: 'outbound', ...arrived(2) } as const;
    expect(
      order([message(1, at(1, 3), arrived(1)), message(2, at(1, 4), reply), message(3, at(1, 1), arrived(3))]),
    ).toEqual([1, 2, 3]);
  });
});

describe('photos sent in one go', () => {
  const second = (n: number) => new Date(2026, 2, 1, 9, 0, n);
  const attachments = [{ id: 'a' }] as Message['attachments'];
  const photo = (seq: number, s: number, more: Partial<Message> = {}) =>
    message(seq, second(s), { type: 'image', text: null, attachments, ...more });

  it('are one album, in whatever order they came', () => {
    expect(shape([photo(1, 4), photo(2, 0), photo(3, 2)])).toEqual(['day', [2, 3, 1]]);
  });
  it('with a caption on one of them, first or last', () => {
    expect(shape([photo(1, 0, { text: 'my meter' }), photo(2, 0)])).toEqual(['day', [1, 2]]);
    expect(shape([photo(1, 0), photo(2, 0, { text: 'my meter' })])).toEqual(['day', [1, 2]]);
    expect(shape([photo(1, 0, { text: 'one' }), photo(2, 0, { text: 'two' })])).toEqual(['day', 1, '+2']);
  });
  it('and none where words or time stand between', () => {
    expect(shape([photo(1, 0), message(2, second(1)), photo(3, 2)])).toEqual(['day', 1, '+2', '+3']);
    expect(shape([photo(1, 0), photo(2, 6)])).toEqual(['day', 1, '+2']);
  });
  it('nor of two senders, nor by two ways', () => {
    expect(shape([photo(1, 0), photo(2, 0, { channel: 'sms' })])).toEqual(['day', 1, '+2']);
    const other = { author: { kind: 'contact', id: '2', name: null } } as const;
    expect(shape([photo(1, 0), photo(2, 0, other)])).toEqual(['day', 1, 2]);
  });
});
