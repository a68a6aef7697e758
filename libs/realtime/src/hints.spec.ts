import { describe, expect, it } from 'vitest';
import { HintBatch, Hints } from './hints.js';

const none: Hints = { created: [], changed: [], threads: [], moved: [], presence: [], drafts: [], mentions: [] };

describe('HintBatch', () => {
  it('tells each thing once, of a thread its highest number, and begins anew', () => {
    const batch = new HintBatch();
    for (const seq of [3, 5, 4]) batch.created('1', seq);
    batch.created('2', 1);
    for (const seq of [2, 2, 7]) batch.changed({ threadId: '1', seq });
    for (const id of ['1', '2', '1']) batch.thread(id);
    batch.thread('1', { assigneeId: '9', teamId: null });
    batch.thread('1', { assigneeId: '8', teamId: '7' });
    batch.presence('1', 's', '9', 'typing');
    batch.presence('1', 's', '9', 'left');
    for (let times = 0; times < 2; times++) batch.draft({ userId: '9', threadId: '1', kind: 'note' });
    batch.mention('9', { threadId: '1', seq: 7 });
    const hints = batch.take();
    expect(hints).toEqual({
      created: [
        ['1', 5],
        ['2', 1],
      ],
      changed: [
        ['1', 2],
        ['1', 7],
      ],
      threads: ['1', '2'],
      moved: [['1', '9', null]],
      presence: [
        ['1', 's', '9', 'typing'],
        ['1', 's', '9', 'left'],
      ],
      drafts: [['9', '1', 'note']],
      mentions: [['9', '1', 7]],
    });
    expect(Hints.parse(JSON.parse(JSON.stringify(hints)))).toEqual(hints);
    expect(batch.take()).toEqual(none);
  });
});

describe('Hints', () => {
  it.each([
    null,
    'x',
    {},
    { ...none, created: [['1']] },
    { ...none, created: [['1', -1]] },
    { ...none, created: [['1; drop table threads', 1]] },
    { ...none, changed: [['1', 2 ** 40]] },
    { ...none, threads: [1] },
    { ...none, moved: [['1', '9']] },
    { ...none, presence: [['1', 's', '9', 'dancing']] },
    { ...none, presence: [['1', 's'.repeat(100), '9', 'typing']] },
    { ...none, drafts: [['9', '1', 'letter']] },
    { ...none, mentions: [['9', '1']] },
  ])('that are none are refused: %j', (garbage) => {
    expect(Hints.safeParse(garbage).success).toBe(false);
  });
});
