import { describe, expect, it } from 'vitest';
import { costWords, languageWords, statusTone, variableWords } from './template-words.ts';

describe('words about templates', () => {
  it('say what a send costs, and never make it up', () => {
    expect(costWords({ kind: 'set', amount: 0.0456, currency: 'EUR' }, 'en-GB')).toBe('€0.0456');
    expect(costWords({ kind: 'set', amount: 1, currency: 'GBP' }, 'en-GB')).toBe('£1.00');
    expect(costWords({ kind: 'free' })).toBe('Free in the open window');
    expect(costWords({ kind: 'not_set' })).toBe('Cost not set');
  });
  it('name variables and languages', () => {
    expect(variableWords('2')).toBe('Variable 2');
    expect(variableWords('first_name')).toBe('First name');
    expect(languageWords('en_GB', 'en-GB')).toBe('British English');
    expect(languageWords('not a language')).toBe('not a language');
  });
  it('colour a template by whether it may be sent', () => {
    expect(statusTone({ status: 'approved', notOffered: null })).toBe('good');
    expect(statusTone({ status: 'approved', notOffered: 'is of low quality' })).toBe('wait');
    expect(statusTone({ status: 'paused', notOffered: 'is paused' })).toBe('bad');
  });
});
