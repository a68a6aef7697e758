import type { Reading } from '#libs/contracts';
import { describe, expect, it } from 'vitest';
import { unitWords } from '../../text/unit-words.ts';
import { meterName, metersOf, usedSince } from './meters.ts';

let id = 0;
const reading = (value: string, takenAt: string, more: Partial<Reading> = {}): Reading => ({
  id: String(++id),
  threadId: '1',
  contactId: '1',
  attachmentId: null,
  value,
  register: '',
  unit: 'kWh',
  serial: 'A-100',
  takenAt: `${takenAt}T12:00:00.000Z`,
  readBy: 'agent',
  status: 'confirmed',
  warnings: [],
  previous: null,
  askedAt: null,
  createdBy: null,
  createdAt: `${takenAt}T12:00:00.000Z`,
  confirmedAt: null,
  version: 1,
  ...more,
});

describe('meters', () => {
  it('are told apart by number and register, however the number is written', () => {
    const meters = metersOf([
      reading('100', '2026-01-01'),
      reading('7', '2026-01-05', { register: 'night' }),
      reading('120', '2026-01-11', { serial: 'a 100' }),
      reading('3', '2026-01-03', { serial: null }),
    ]);
    expect(meters.map((m) => [meterName(m), m.readings.map((r) => r.value)])).toEqual([
      ['Meter a 100', ['120', '100']],
      ['Meter A-100 · night', ['7']],
      ['Meter without a number', ['3']],
    ]);
  });

  it('tell what was used since the confirmed reading before', () => {
    const [meter] = metersOf([
      reading('100', '2026-01-01'),
      reading('999', '2026-01-06', { status: 'rejected' }),
      reading('120.5', '2026-01-11'),
    ]);
    const [last, rejected, first] = meter!.readings;
    expect(usedSince(last!, meter!)).toEqual({ amount: 20.5, perDay: 2.05 });
    expect(usedSince(rejected!, meter!)).toBe(null);
    expect(usedSince(first!, meter!)).toBe(null);
  });

  it('say nothing of use where the counter began again or the unit changed', () => {
    const [over] = metersOf([reading('99990', '2026-01-01'), reading('00012', '2026-02-01')]);
    expect(usedSince(over!.readings[0]!, over!)).toBe(null);
    const [unit] = metersOf([reading('10', '2026-01-01'), reading('12', '2026-02-01', { unit: 'm3' })]);
    expect(usedSince(unit!.readings[0]!, unit!)).toBe(null);
  });

  it('write units as people do', () => {
    expect(['m3', 'kWh', 'ft3', 'gal'].map(unitWords)).toEqual(['m³', 'kWh', 'ft³', 'gal']);
  });
});
