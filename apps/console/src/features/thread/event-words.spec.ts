import { describe, expect, it } from 'vitest';
import { eventWords } from './event-words.ts';

const sam = { kind: 'user', id: '2', name: 'Sam' } as const;
const nobody = { kind: 'system', id: null, name: null } as const;
const words = (content: Record<string, unknown> | null, author: typeof sam | typeof nobody = sam) =>
  eventWords({ content, author, text: 'as written' });

describe('what happened to a thread', () => {
  it.each<[data: Record<string, unknown>, author: typeof sam | typeof nobody, said: string]>([
    [{ event: 'thread.assigned', userId: '2', userName: 'Sam', by: '2' }, sam, 'Sam took it'],
    [{ event: 'thread.assigned', userId: '3', userName: 'Kim', by: '2' }, sam, 'Sam assigned it to Kim'],
    [
      { event: 'thread.assigned', userId: '3', userName: 'Kim', teamName: 'Billing', by: '2' },
      sam,
      'Sam assigned it to Kim (Billing)',
    ],
    [{ event: 'thread.assigned', teamName: 'Billing', by: '2' }, sam, 'Sam passed it to Billing'],
    [{ event: 'thread.assigned', fromName: 'Kim', by: '2' }, sam, 'Sam put it back'],
    [{ event: 'thread.assigned', userId: '3', userName: 'Kim' }, nobody, 'Assigned to Kim automatically'],
    [{ event: 'thread.offered_again', fromName: 'Kim' }, nobody, 'Offered again: Kim is offline'],
    [{ event: 'thread.resolved', disposition: 'no_answer_needed' }, sam, 'Sam resolved it: no answer needed'],
    [{ event: 'thread.resolved', disposition: 'sent_engineer' }, sam, 'Sam resolved it: Sent engineer'],
    [{ event: 'thread.reopened', by: 'customer' }, nobody, 'Open again: the customer wrote'],
    [{ event: 'thread.reopened', cycle: 2 }, sam, 'Sam reopened it'],
    [{ event: 'thread.snoozed', until: null }, sam, 'Sam snoozed it until the customer writes'],
    [{ event: 'thread.woken', until: 'x' }, nobody, 'The time is up: open again'],
    [
      { event: 'survey.answered', score: 4, solved: true, comment: 'quick' },
      nobody,
      'The customer’s answer to the survey: ★★★★☆ · solved · “quick”',
    ],
    [{ event: 'survey.answered', score: 9 }, nobody, 'as written'],
    [{ event: 'thread.snoozed', until: 5 }, nobody, 'as written'],
    [{ event: 'constructor' }, sam, 'as written'],
    [{ event: 'thread.of_tomorrow' }, sam, 'as written'],
    [{ readingId: '7' }, sam, 'as written'],
  ])('%j', (data, author, said) => expect(words(data, author)).toBe(said));

  it('is as it was written where nothing else is known', () => {
    expect(words(null)).toBe('as written');
    expect(eventWords({ content: null, author: sam, text: null })).toBe('Something changed');
  });
});
