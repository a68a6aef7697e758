import { describe, expect, it } from 'vitest';
import { isPositional, templateText, templateVariables } from './template-text.js';

describe('the text of a template', () => {
  it.each([
    ['no variables', []],
    ['{{2}} before {{1}}, and {{2}} again', ['1', '2']],
    ['{{10}} after {{9}}', ['9', '10']],
    ['Hello {{ first_name }}, order {{order}} for {{first_name}}', ['first_name', 'order']],
    ['{single} {{}} {{a b}} {{ü}}', []],
  ])('%s has the variables %j', (text, variables) => expect(templateVariables(text)).toEqual(variables));

  it('knows positions from names', () => {
    expect(isPositional(['1', '2'])).toBe(true);
    expect(isPositional(['1', 'name'])).toBe(false);
  });

  it('is filled in one pass', () => {
    expect(templateText('{{2}} {{1}} {{1}}', ['{{2}}', 'b'])).toBe('b {{2}} {{2}}');
    expect(templateText('Hello {{name}}, {{when}}', ['Ana', 'today'])).toBe('Hello Ana, today');
  });
});
