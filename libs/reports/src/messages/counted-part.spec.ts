import { expect, it } from 'vitest';
import { countedPart } from './counted-part.js';

const at = (clock: string) => new Date(`2026-03-01T${clock}Z`);

it.each([
  ['all of it', '09:00', '12:00', '13:00', '12:00', ['09:00', '12:00']],
  ['up to what has been counted', '09:00', '12:00', '13:00', '10:45', ['09:00', '10:45']],
  ['whole quarters alone', '09:01', '11:59', '13:00', '12:00', ['09:15', '11:45']],
  ['up to the moment it is drawn up for', '09:00', '12:00', '10:31', '12:00', ['09:00', '10:30']],
  ['a quarter', '09:00', '09:15', '13:00', '12:00', ['09:00', '09:15']],
  ['none within one', '09:01', '09:14', '13:00', '12:00', null],
  ['none that reaches into two and has neither', '09:01', '09:29', '13:00', '12:00', null],
  ['none after what has been counted', '11:00', '12:00', '13:00', '11:00', null],
  ['none where nothing has', '09:00', '12:00', '13:00', null, null],
] as const)('%s', (_, from, to, asOf, until, part) => {
  expect(countedPart({ from: at(from), to: at(to), asOf: at(asOf) }, until && at(until))).toEqual(
    part && { from: at(part[0]), to: at(part[1]) },
  );
});
