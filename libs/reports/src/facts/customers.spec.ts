import { expect, it } from 'vitest';
import { Log, minutes } from '../testing/story.js';
import { Customers } from './customers.js';
import { fold } from './fold.js';

it('the calls of an episode are of one customer, though what joined them was a mistake', () => {
  const log = new Log(new Date('2026-03-01T09:00:00Z'));
  const one = log.customer('1').rings(0);
  const first = one.callId;
  const other = log.customer('2').rings(minutes(20));
  const merge = { mergeId: '9', keptId: '1', mergedId: '2' };
  log.add(minutes(30), 'contact.merged', { contactId: '1' }, merge);
  one.rings(minutes(40));
  const second = one.callId;
  one.redials(minutes(45));
  const third = one.callId;
  log.add(
    minutes(60),
    'contact.merge_undone',
    { contactId: '1' },
    { ...merge, calls: [other.callId, third], threads: [] },
  );
  const customers = new Customers([], []);
  const { rows } = fold(customers, [], log.events);
  expect([first, second, third, other.callId].map((id) => customers.of('call', id))).toEqual(['1', '1', '1', '2']);
  const byCall = rows.episodes.toSorted((a, b) => Number(a.call_ids[0]) - Number(b.call_ids[0]));
  expect(byCall.map(({ call_ids: calls, contact_id: contact }) => [contact, calls])).toEqual([
    ['1', [first]],
    ['2', [other.callId]],
    ['1', [second, third]],
  ]);
});

it('withheld calls of one episode are one episode, and get a name together', () => {
  const log = new Log(new Date('2026-03-01T09:00:00Z'));
  const nobody = log.customer(null).rings(0).redials(minutes(5));
  log.add(minutes(6), 'handoff.begun', { callId: nobody.callId, threadId: '7', contactId: '3' }, { handoffId: '8' });
  const { rows } = fold(new Customers([], []), [], log.events);
  expect(rows.episodes).toEqual([
    expect.objectContaining({ contact_id: '3', call_ids: [nobody.episodeId, nobody.callId] }),
  ]);
});
