import type { Reading } from '#libs/contracts';
import { describe, expect, it } from 'vitest';
import { exactFrom, fieldsOf, localTime, typedValue, valueProblem } from './reading-fields.ts';

describe('what stands in the form', () => {
  it('takes values as people type them', () => {
    expect(['04 821,7', ' 4821.7 ', '00123'].map(typedValue)).toEqual(['04821.7', '4821.7', '00123']);
    expect(['04 821,7', '0'].map(valueProblem)).toEqual([null, null]);
    expect(['', '-5', '1e5', '12.34567', '4,8,2'].every((typed) => valueProblem(typed) !== null)).toBe(true);
  });

  it('keeps a time to the second as long as nobody changes it', () => {
    const known = '2026-03-01T09:05:37.000Z';
    expect(exactFrom(localTime(known), known)).toBe(known);
    const later = localTime('2026-03-01T10:00:00.000Z');
    expect(exactFrom(later, known)).toBe('2026-03-01T10:00:00.000Z');
  });

  it('starts with the meter that was read last, and without its value', () => {
    const last = { value: '100', register: 'day', unit: 'm3', serial: 'A1' } as Reading;
    const at = '2026-03-01T09:05:00.000Z';
    expect(fieldsOf(null, last, at)).toEqual({
      value: '',
      register: 'day',
      unit: 'm3',
      serial: 'A1',
      takenAt: localTime(at),
    });
    expect(fieldsOf(null, undefined, at)).toMatchObject({ serial: '', unit: 'kWh' });
  });
});
