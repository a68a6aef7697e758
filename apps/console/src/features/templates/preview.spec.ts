import { describe, expect, it } from 'vitest';
import { previewParts } from './preview.ts';

const read = (text: string, values: Record<string, string> = {}) =>
  previewParts(text, values)
    .map((part) => (part.variable ? `[${part.text}${part.variable.filled ? '' : '?'}]` : part.text))
    .join('');

describe('the preview of a template', () => {
  it.each([
    ['No variables', {}, 'No variables'],
    ['{{1}}, {{2}}', { 1: 'Ana' }, '[Ana], [{{2}}?]'],
    ['Hello {{ first_name }}!', { first_name: ' Ana ' }, 'Hello [Ana]!'],
    ['{{1}}', { 1: '{{2}}' }, '[{{2}}]'],
    ['{{1}}', { 1: '  ' }, '[{{1}}?]'],
    ['{{toString}}', {}, '[{{toString}}?]'],
  ])('%s with %j: %s', (text, values, expected) => expect(read(text, values)).toBe(expected));
});
