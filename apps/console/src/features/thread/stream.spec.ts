import type { Call, Message } from '#libs/contracts';
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
    if (i.kind === 'day' || i.kind === 'unread' || i.kind === 'leg') return i.kind;
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

describe('what stands between the messages', () => {
  const thread = { id: '', threadId: '1', content: null, quoted: null } as const;
  const said = (seq: number, minute: number, more: Partial<Message> = {}) =>
    message(seq, at(1, minute), { ...thread, id: `1-${seq}`, ...more });
  const outline = (messages: Message[], beside: Parameters<typeof streamOf>[1]) =>
    streamOf(messages, beside).map((item) => {
      if (item.kind === 'message') return item.joined ? `+${item.message.seq}` : item.message.seq;
      return item.kind === 'album' ? 'album' : item.kind;
    });
  const call = (id: string, minute: number) => ({ id, startedAt: at(1, minute).toISOString() }) as Call;

  it('is a line above the first that was not seen, where something was seen before', () => {
    const messages = [said(1, 0), said(2, 1), said(3, 2)];
    expect(outline(messages, { seenTo: 1 })).toEqual(['day', 1, 'unread', 2, '+3']);
    expect(outline(messages, { seenTo: 0 })).toEqual(['day', 1, '+2', '+3']);
    expect(outline(messages, { seenTo: 3 })).toEqual(['day', 1, '+2', '+3']);
    expect(outline(messages, {})).toEqual(['day', 1, '+2', '+3']);
  });

  it('is a call at its time, also the last thing that happened', () => {
    const legs = [call('7', 1), call('8', 9)];
    expect(outline([said(1, 0), said(2, 2)], { legs })).toEqual(['day', 1, 'leg', 2, 'leg']);
    expect(outline([], { legs: [call('7', 1)] })).toEqual(['day', 'leg']);
  });

  it('is a reaction far below its message, and none that stands right under it', () => {
    const quoted = { threadId: '1', seq: 1, direction: 'outbound', type: 'text', text: 'x', author: null } as const;
    const react = (seq: number) => said(seq, seq, { type: 'reaction', text: '👍', quoted });
    expect(outline([said(1, 0), react(2)], {})).toEqual(['day', 1]);
    const between = Array.from({ length: 9 }, (_, n) => said(n + 2, n + 1));
    expect(outline([said(1, 0), ...between, react(11)], {}).at(-1)).toBe(11);
  });
});
