import type { Message } from '#libs/contracts';
import { describe, expect, it } from 'vitest';
import { reactionsOf } from './reactions.ts';

const message = (seq: number, more: Partial<Message> = {}) =>
  ({
    seq,
    threadId: '1',
    type: 'text',
    text: null,
    content: null,
    quoted: null,
    providerMessageId: `p${seq}`,
    author: { kind: 'contact', id: '7', name: 'Ada' },
    ...more,
  }) as Message;
const reacts = (seq: number, to: number, emoji: string, more: Partial<Message> = {}) =>
  message(seq, { type: 'reaction', text: emoji || null, content: { messageId: `p${to}`, emoji }, ...more });
const shown = (messages: Message[]) =>
  [...reactionsOf(messages).on].map(([seq, all]) => `${seq}${all.map(({ emoji }) => emoji).join('')}`);

describe('reactions', () => {
  it('stand on the message they are about', () => {
    const { on, targets } = reactionsOf([message(1), message(2), reacts(3, 1, '👍')]);
    expect([...on]).toEqual([[1, [{ emoji: '👍', by: 'Ada' }]]]);
    expect([...targets]).toEqual([[3, 1]]);
  });

  it('are of each person the last one, and none where it was taken back', () => {
    expect(shown([message(1), reacts(2, 1, '👍'), reacts(3, 1, '🙏')])).toEqual(['1🙏']);
    expect(shown([message(1), reacts(2, 1, '👍'), reacts(3, 1, '')])).toEqual([]);
    const kim = { author: { kind: 'contact', id: '8', name: 'Kim' } } as const;
    expect(shown([message(1), reacts(2, 1, '👍'), reacts(3, 1, '🙏', kim)])).toEqual(['1👍🙏']);
  });

  it('are found by what the hub says where no message here has that id', () => {
    const quoted = { threadId: '1', seq: 1, direction: 'outbound', type: 'text', text: 'x', author: null } as const;
    expect(shown([message(1, { providerMessageId: null }), reacts(2, 9, '👍', { quoted })])).toEqual(['1👍']);
  });

  it('stay entries of their own where their message is not here', () => {
    const elsewhere = { threadId: '2', seq: 1, direction: 'outbound', type: 'text', text: 'x', author: null } as const;
    expect([...reactionsOf([message(1), reacts(2, 9, '👍')]).targets]).toEqual([]);
    expect([...reactionsOf([message(1), reacts(2, 9, '👍', { quoted: elsewhere })]).targets]).toEqual([]);
  });
});
