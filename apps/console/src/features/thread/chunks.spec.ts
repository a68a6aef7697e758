import type { Message } from '#libs/contracts';
import { describe, expect, it } from 'vitest';
import { chunksOf, keepingChunks } from './chunks.ts';
import { streamOf } from './stream.ts';

const message = (seq: number, more: Partial<Message> = {}) => {
  const at = new Date(2026, 2, 1, 9, 0, seq).toISOString();
  return {
    id: `1-${seq}`,
    threadId: '1',
    seq,
    type: 'text',
    text: `${seq}`,
    direction: 'inbound',
    author: { kind: 'contact', id: '1', name: null },
    content: null,
    quoted: null,
    channel: 'whatsapp',
    attachments: [],
    sentAt: at,
    createdAt: at,
    ...more,
  } as unknown as Message;
};
const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, n) => message(from + n));
const sizes = (messages: Message[]) =>
  chunksOf(streamOf(messages)).map(
    ({ key, items }) => `${key}: ${items.filter(({ kind }) => kind === 'message').length}`,
  );

describe('stretches of a conversation', () => {
  it('are cut by the numbers, whatever is added in front', () => {
    expect(sizes(range(1, 100))).toEqual(['0: 39', '1: 40', '2: 21']);
    expect(sizes(range(70, 100))).toEqual(['1: 10', '2: 21']);
  });

  it('keep a late one where it is shown', () => {
    const late = message(82, { sentAt: message(3).sentAt, createdAt: message(81).sentAt });
    expect(sizes([...range(1, 80), late, message(81)].toSorted((a, b) => a.seq - b.seq))).toEqual([
      '0: 40',
      '1: 40',
      '2: 2',
    ]);
  });

  it('take each line with what stands below it, and the last ones too', () => {
    const [chunk] = chunksOf(streamOf(range(1, 2)));
    expect(chunk!.items[0]!.kind).toBe('day');
    expect(chunksOf([{ kind: 'unread', key: 'unread' }])).toHaveLength(1);
  });

  it('stay the same objects where nothing of them changed', () => {
    const keep = keepingChunks();
    const messages = range(1, 100);
    const before = keep(streamOf(messages));
    const changed = messages.with(99, { ...messages[99]!, text: 'new' });
    const after = keep(streamOf([...changed, message(101)]));
    expect(after.map((chunk, at) => chunk === before[at])).toEqual([true, true, false]);
    const kept = after[2]!.items.filter((item) => before[2]!.items.includes(item));
    expect(kept).toHaveLength(20);
  });

  it('notice a reaction, and are not disturbed by the same one told again', () => {
    const keep = keepingChunks();
    const react = message(3, { type: 'reaction', content: { messageId: 'x', emoji: '👍' }, text: '👍' });
    const quoted = { threadId: '1', seq: 1, direction: 'inbound', type: 'text', text: '1', author: null } as const;
    const without = keep(streamOf(range(1, 2)))[0];
    const once = keep(streamOf([...range(1, 2), { ...react, quoted }]))[0];
    expect(once).not.toBe(without);
    const messages = [...range(1, 2), { ...react, quoted }];
    const again = keep(streamOf(messages))[0]!;
    expect(keep(streamOf(messages))[0]).toBe(again);
  });

  it('are drawn at once where few are new or at the end, and not where a jump brings many', () => {
    const keep = keepingChunks();
    expect(keep(streamOf(range(1, 100))).every(({ eager }) => eager)).toBe(true);
    const jumped = keepingChunks()(streamOf(range(1, 2_000)));
    expect(jumped.filter(({ eager }) => eager).map(({ key }) => key)).toEqual(['48', '49', '50']);
  });
});
