import { describe, expect, it } from 'vitest';
import { questionText } from './question-texts.js';

const asked = { company: 'Riverside', value: '48213 kWh', register: '', previous: null };

describe('the question to the customer', () => {
  it.each([
    ['en-GB', 'Reply YES'],
    ['de', 'JA'],
    ['fr-CA', 'OUI'],
    ['es', 'SI'],
    ['it', 'SI'],
    ['pt-BR', 'SIM'],
    ['nl', 'JA'],
    ['pl', 'TAK'],
    ['xx', 'Reply YES'],
    ['constructor', 'Reply YES'],
  ])('is put in %s and says how to answer', (language, word) => {
    const text = questionText(language, asked);
    expect(text).toContain('48213 kWh');
    expect(text).toContain(word);
  });
  it('names the register, and what it was the last time', () => {
    const previous = { value: '48950', takenAt: new Date('2026-03-01T09:00:00Z') };
    expect(questionText('de', { ...asked, register: 'HT', previous })).toBe(
      'Riverside: Wir lesen 48213 kWh auf Ihrem Zähler (Zählwerk HT). Das letzte Mal, am 1. März 2026, waren es 48950. Stimmt das? Antworten Sie JA, oder schicken Sie die richtige Zahl.',
    );
  });
});
