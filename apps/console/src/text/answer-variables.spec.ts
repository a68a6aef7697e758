import { describe, expect, it } from 'vitest';
import { fillIn, missingOf, variablesOf, variableValues } from './answer-variables.ts';

const values = variableValues({
  thread: {
    id: '7',
    contact: { id: '1', name: 'Ana María Ruiz', phone: '+447700900123' },
    intent: 'meter_reading',
    queue: null,
  },
  me: { name: 'Ada Okafor' },
  company: 'Riverside Water',
});

describe('a canned answer', () => {
  it.each([
    ['Hello {{contact.firstName}}', 'Hello Ana'],
    ['{{ contact.name }}, {{contact.phone}}', 'Ana María Ruiz, +447700900123'],
    ['{{agent.firstName}} ({{agent.name}}) of {{company}}', 'Ada (Ada Okafor) of Riverside Water'],
    ['about your {{call.intent}}, no. {{thread.id}}', 'about your meter reading, no. 7'],
    ['{{unknown}} stays', '{{unknown}} stays'],
    ['{{constructor}} {{__proto__}}', '{{constructor}} {{__proto__}}'],
    ['{ {company} } {{}} {{a b}}', '{ {company} } {{}} {{a b}}'],
    ['$& {{company}} $1', '$& Riverside Water $1'],
  ])('%j becomes %j', (text, filled) => {
    expect(fillIn(text, values)).toBe(filled);
  });

  it('is filled in once: a customer named like a variable stays what they are', () => {
    expect(fillIn('Hello {{contact.name}}', { ...values, 'contact.name': '{{agent.name}}' })).toBe(
      'Hello {{agent.name}}',
    );
  });

  it('says what is missing, each once', () => {
    expect(variablesOf('{{a}} {{b}} {{ a }}')).toEqual(['a', 'b']);
    expect(missingOf('{{contact.name}} {{call.queue}} {{appointment}} {{appointment}} {{toString}}', values)).toEqual([
      'call.queue',
      'appointment',
      'toString',
    ]);
  });
});
