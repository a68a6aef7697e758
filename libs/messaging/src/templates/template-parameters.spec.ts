import { describe, expect, it } from 'vitest';
import { readParameters } from './template-parameters.js';

const read = (variables: string[], given: string[] | Record<string, string>) => readParameters(variables, given, 20);
const fault = (value: string) => read(['1'], [value]).faults[0]?.message;

describe('the parameters of a template', () => {
  it('come in order or by name', () => {
    expect(read(['1', '2'], ['Ana', 'Tuesday'])).toEqual({ parameters: ['Ana', 'Tuesday'], faults: [] });
    expect(read(['name', 'when'], { when: ' Tuesday ', name: 'Ana' }).parameters).toEqual(['Ana', 'Tuesday']);
    expect(read([], [])).toEqual({ parameters: [], faults: [] });
  });

  it.each([
    ['', 'must be given'],
    ['   ', 'must be given'],
    ['one\ntwo', 'must be one line, without tabs'],
    ['one\r\ntwo', 'must be one line, without tabs'],
    ['one\ttwo', 'must be one line, without tabs'],
    ['one\u2028two', 'must be one line, without tabs'],
    ['four    spaces', undefined],
    ['five     spaces', 'must not have more than four spaces in a row'],
    ['{{2}}', undefined],
  ])('%j: %s', (value, message) => expect(fault(value)).toBe(message));

  it('must all be there, and no other', () => {
    expect(read(['1', '2'], ['Ana']).faults).toEqual([{ path: '2', message: 'must be given' }]);
    expect(read(['1'], ['Ana', 'Tuesday']).faults.map(({ path }) => path)).toEqual(['2']);
    expect(read(['name'], { nmae: 'Ana' }).faults.map(({ path }) => path)).toEqual(['nmae', 'name']);
    expect(read(['name'], { name: 'Ana', toString: 'x' }).faults.map(({ path }) => path)).toEqual(['toString']);
  });

  it('may not make the text too long', () => {
    expect(read(['1'], ['a'.repeat(1004)]).faults).toEqual([]);
    expect(read(['1'], ['a'.repeat(1005)]).faults.map(({ path }) => path)).toEqual(['text']);
  });
});
