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
    [{ event: 'thread.assigned', by: '2' }, sam, 'Sam took it out of its team'],
    [{ event: 'thread.assigned', userId: '3', userName: 'Kim' }, nobody, 'Assigned to Kim automatically'],
    [{ event: 'thread.offered_again', fromName: 'Kim' }, nobody, 'Offered again: Kim is offline'],
    [{ event: 'thread.resolved', disposition: 'no_answer_needed' }, sam, 'Sam resolved it: No answer needed'],
    [{ event: 'thread.resolved', disposition: 'solved', label: 'Solved' }, sam, 'Sam resolved it: Solved'],
    [{ event: 'thread.resolved', disposition: 'solved', label: 'All done' }, sam, 'Sam resolved it: All done'],
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
    [{ event: 'contact.merged', with: 'Kim', goesOnFrom: '4' }, sam, 'Merged with Kim'],
    [{ event: 'contact.merged', with: null }, sam, 'Merged with a contact without a name'],
    [{ event: 'contact.merged', with: 'Kim', goesOnIn: '4' }, sam, 'Merged with Kim: goes on in another thread'],
    [{ event: 'contact.merge_undone' }, sam, 'Merge of contacts undone'],
    [{ event: 'contact.relinked', phone: '+4930123' }, nobody, 'Number changed to +4930123'],
    [{ event: 'contact.relinked', phone: null }, nobody, 'The customer has a new WhatsApp user id'],
    [{ event: 'thread.returned' }, sam, 'Goes on here again'],
    [{ event: 'message.moved', movedTo: '4' }, nobody, 'A message of the other contact was here'],
    [{ event: 'consent.no_opt_out', said: 'stop it', seq: 3 }, sam, '“stop it” is no opt-out, says Sam'],
  ])('%j', (data, author, said) => expect(words(data, author)).toBe(said));

  const sender = { kind: 'sms', address: '+44' };
  it.each<[data: Record<string, unknown>, said: string]>([
    [{ action: 'opt_out', purpose: 'all', source: 'keyword', note: 'STOP' }, 'Opted out of texts from +44 (Said STOP)'],
    [
      { action: 'opt_out', purpose: 'marketing', source: 'spoken', by: 'Sam' },
      'Opted out of marketing by text from +44 (Said on the phone, recorded by Sam)',
    ],
    [{ action: 'opt_in', purpose: 'notice', source: 'page' }, 'Opted in to news by text from +44 (Chosen on a page)'],
    [{ action: 'opt_in', purpose: 'all', source: 'dream' }, 'as written'],
    [{ action: 'opt_in', purpose: 'dream', source: 'page' }, 'as written'],
  ])('of consent, %j', (data, said) => {
    const all = { event: 'consent.recorded', note: null, by: null, channel: sender, ...data };
    expect(words(all, nobody)).toBe(said);
  });

  const reading = { value: '48213', unit: 'kWh', register: '' };
  const warnings = [{ code: 'too-low', text: 'It is less.' }];
  const low = { ...reading, value: '4821', status: 'proposed' };
  it.each<[data: Record<string, unknown>, author: typeof sam | typeof nobody, said: string]>([
    [{ status: 'proposed', before: null }, sam, 'Sam noted the reading 48213 kWh'],
    [{ status: 'questioned', before: null, warnings }, sam, 'Sam noted the reading 48213 kWh. It is less.'],
    [{ status: 'confirmed', register: 'HT', before: null }, sam, 'Sam confirmed the reading 48213 kWh (HT)'],
    [
      { status: 'confirmed', before: { ...reading, status: 'proposed' } },
      nobody,
      'The customer confirmed the reading 48213 kWh',
    ],
    [
      { status: 'questioned', warnings, before: { ...reading, status: 'proposed' } },
      sam,
      'Sam questioned the reading 48213 kWh. It is less.',
    ],
    [{ status: 'confirmed', before: { ...reading, status: 'confirmed' } }, sam, 'Sam changed the reading 48213 kWh'],
    [{ status: 'proposed', before: low }, sam, 'Sam corrected the reading from 4821 kWh to 48213 kWh'],
    [
      { status: 'confirmed', before: low },
      nobody,
      'The customer corrected the reading from 4821 kWh to 48213 kWh and confirmed it',
    ],
    [
      { status: 'questioned', warnings, before: low },
      sam,
      'Sam corrected the reading from 4821 kWh to 48213 kWh. It is less.',
    ],
    [{ status: 'of tomorrow', before: null }, sam, 'as written'],
    [{ value: 5 }, sam, 'as written'],
  ])('to a reading, %j', (data, author, said) =>
    expect(words({ event: 'reading.written', warnings: [], ...reading, ...data }, author)).toBe(said),
  );

  it('to a reading that the customer denies', () =>
    expect(words({ event: 'reading.denied', ...reading }, nobody)).toBe(
      'The customer says that 48213 kWh is not right',
    ));

  it('is as it was written where nothing else is known', () => {
    expect(words(null)).toBe('as written');
    expect(eventWords({ content: null, author: sam, text: null })).toBe('Something changed');
  });
});
