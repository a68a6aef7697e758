import { describe, expect, it } from 'vitest';
import { workedExample } from '../testing/worked-example.js';
import { Customers } from './customers.js';
import { fold } from './fold.js';

describe('The worked example', () => {
  const { events } = workedExample();
  const { rows, facts } = fold(new Customers([], []), [], events);
  const on1March = rows.episodes.filter(({ started_at: at }) => at < new Date('2026-03-01T10:00Z'));
  const count = (of: (row: (typeof on1March)[number]) => unknown) => on1March.filter(of).length;

  it('is nineteen episodes of twenty calls', () => {
    expect(on1March).toHaveLength(19);
    expect(on1March.flatMap((row) => row.call_ids)).toHaveLength(20);
  });

  it('leads as far as it says', () => {
    expect({
      offered: count((row) => row.decision === 'offered'),
      accepted: count((row) => row.accepted_at),
      delivered: count((row) => row.delivered_at),
      engaged: count((row) => row.engaged_at),
      resolved: count((row) => row.resolved_at && !row.by_voice),
      bounced: count((row) => row.delivered_at && row.same_at),
      again: count((row) => row.delivered_at && row.any_at),
    }).toEqual({ offered: 15, accepted: 11, delivered: 10, engaged: 8, resolved: 7, bounced: 5, again: 6 });
  });

  it('is the same however much of it is read at a time', () => {
    for (const size of [7, 50]) {
      const customers = new Customers([], []);
      const pieces = [];
      for (let n = 0; n < events.length; n += size) {
        pieces.push(...fold(customers, events.slice(0, n), events.slice(n, n + size)).facts);
      }
      expect(pieces).toEqual(facts);
    }
  });
});
