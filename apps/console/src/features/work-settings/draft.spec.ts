import type { WorkSettings } from '#libs/contracts';
import { describe, expect, it } from 'vitest';
import { addShift, faultsOf, idFor, setShift, withHours } from './draft.ts';

const none = { first: null, next: null, resolution: null };
const settings: WorkSettings = {
  dispositions: [{ id: 'solved', label: 'Solved', active: true }],
  tags: [],
  reopenHours: 72,
  sla: { normal: none, high: none, urgent: none },
  calendar: { timeZone: 'UTC', hours: null, holidays: [] },
  promiseMinutes: null,
};

describe('a draft of the settings', () => {
  it('without a fault', () => expect(faultsOf(settings)).toEqual({}));

  it('says where it is wrong', () => {
    const wrong = {
      ...settings,
      dispositions: [{ id: 'a', label: '', active: true }],
      reopenHours: Number.NaN,
      sla: { ...settings.sla, high: { ...none, first: 0 } },
      calendar: { ...settings.calendar, hours: { 1: [{ from: '', to: '17:00' }] } },
    };
    expect(Object.keys(faultsOf(wrong)).sort()).toEqual([
      'calendar.hours.1.0.from',
      'dispositions.0.label',
      'reopenHours',
      'sla.high.first',
    ]);
    expect(faultsOf({ ...settings, dispositions: [] })).toHaveProperty('dispositions');
  });

  it.each([
    ['No answer', [], 'no_answer'],
    ['Grüße!', [], 'grusse'],
    ['No answer', ['no_answer', 'no_answer_2'], 'no_answer_3'],
    ['日本', [], 'disposition'],
    ['x'.repeat(60), [], 'x'.repeat(32)],
  ])('gives %s the id of its label', (label, taken, id) => expect(idFor(label, taken)).toBe(id));

  it('opens on workdays, and closes a day with its last shift', () => {
    const { hours } = withHours(settings.calendar, false);
    expect(Object.keys(hours!)).toEqual(['1', '2', '3', '4', '5']);
    const two = addShift(hours!, '1');
    expect(two['1']).toHaveLength(2);
    expect(setShift(two, '1', 0, { from: '08:00', to: '12:00' })['1']![0]!.from).toBe('08:00');
    expect(setShift(hours!, '1', 0, null)).not.toHaveProperty('1');
    expect(addShift({}, '6')).toEqual({ 6: [{ from: '09:00', to: '17:00' }] });
    expect(withHours(settings.calendar, true).hours).toBeNull();
  });
});
