import type { Survey } from '#libs/contracts';
import { describe, expect, it } from 'vitest';
import { askedLine } from './survey-words.ts';

const asked = {
  notAsked: null,
  askedAt: '2026-11-23T09:00:00Z',
  way: 'number',
  delivery: 'delivered',
  answeredVia: null,
  by: null,
} as Survey;

describe('what became of asking', () => {
  it.each([
    [asked, 'Asked for a number in the thread, no answer yet'],
    [{ ...asked, delivery: 'failed' }, 'Asked for a number in the thread, but it could not be delivered'],
    [{ ...asked, answeredVia: 'thread' }, 'Answered in the thread'],
    [{ ...asked, answeredVia: 'told', by: 'Ada' }, 'Written down by Ada'],
    [{ ...asked, askedAt: null, way: null, notAsked: 'opted_out' }, 'Not asked: they have opted out'],
    [{ ...asked, askedAt: null, way: null }, 'About to be asked'],
  ] as [Survey, string][])('%#', (survey, line) => expect(askedLine(survey)).toBe(line));
});
