import { describe, expect, it } from 'vitest';
import { decodeEnvelope } from './envelope.decode.js';

const receivedAt = new Date('2026-03-01T09:00:00Z');
const decode = (field: string, value: object, metadata: object | undefined = { phone_number_id: '100200' }) => {
  const change = { field, value: { ...value, metadata } };
  const body = { object: 'whatsapp_business_account', entry: [{ id: '900', changes: [change] }] };
  return decodeEnvelope({ body: Buffer.from(JSON.stringify(body)), receivedAt });
};
const system = (from: object, what: object) =>
  decode('messages', { messages: [{ id: 'wamid.1', timestamp: '1772355600', type: 'system', system: what, ...from }] });
const update = (item: object) => decode('user_id_update', { user_id_update: [item] });
const names = (identities: readonly { kind: string; value: string }[]) => identities.map((i) => `${i.kind} ${i.value}`);
const number = (digits: string) => [`wa_id ${digits}`, `phone +${digits}`];

describe('a changed address', () => {
  it.each([
    [
      'number',
      system({ from: '16505551234' }, { type: 'user_changed_number', wa_id: '12195555358' }),
      number('16505551234'),
      number('12195555358'),
    ],
    [
      'number, as it was before 2024',
      system({ from: '16505551234' }, { type: 'customer_changed_number', new_wa_id: '12195555358' }),
      number('16505551234'),
      number('12195555358'),
    ],
    [
      'number, with the new id',
      system(
        { from: '16505551234', from_user_id: 'US.1' },
        { type: 'user_changed_number', wa_id: '12195555358', user_id: 'US.2' },
      ),
      ['bsuid US.1', ...number('16505551234')],
      ['bsuid US.2', ...number('12195555358')],
    ],
    [
      'id',
      system({}, { type: 'user_changed_user_id', previous_user_id: 'US.1', user_id: 'US.2' }),
      ['bsuid US.1'],
      ['bsuid US.2'],
    ],
    [
      'id, told by the new one',
      system({ from_user_id: 'US.2' }, { type: 'user_changed_user_id', previous_user_id: 'US.1', user_id: 'US.2' }),
      ['bsuid US.1'],
      ['bsuid US.2'],
    ],
    [
      'id, only in words',
      system({}, { type: 'user_changed_user_id', body: 'User A changed from US.1 to US.2' }),
      ['bsuid US.1'],
      ['bsuid US.2'],
    ],
    ['update', update({ user_id: { previous: 'US.1', current: 'US.2' } }), ['bsuid US.1'], ['bsuid US.2']],
    [
      'update beside a number',
      update({ wa_id: '12195555358', user_id: { previous: 'US.1', current: 'US.2' } }),
      ['bsuid US.1'],
      ['bsuid US.2', ...number('12195555358')],
    ],
    ['update, spelled flat', update({ previous_user_id: 'US.1', user_id: 'US.2' }), ['bsuid US.1'], ['bsuid US.2']],
  ] as const)('%s', (_, [item], old, current) => {
    if (item?.kind !== 'relink') throw new Error(`a ${item?.kind}`);
    expect([names(item.old), names(item.identities)]).toEqual([old, current]);
    expect(item.routeKey).toBe('100200');
  });

  it('has the provider’s time and key, and one of its own where the provider gives none', () => {
    const [message] = system({ from: '16505551234' }, { type: 'user_changed_number', wa_id: '12195555358' });
    expect(message).toMatchObject({ key: 'wamid.1', at: new Date(1772355600_000) });
    const one = { user_id: { previous: 'US.1', current: 'US.2' }, timestamp: '1772355600' };
    expect(update(one)[0]!.key).toBe(update(one)[0]!.key);
    expect(update(one)[0]!.key).not.toBe(update({ ...one, timestamp: '1772355601' })[0]!.key);
  });

  it.each([
    ['only the new one', system({}, { type: 'user_changed_user_id', user_id: 'US.2' })],
    ['only the old one', system({ from: '16505551234' }, { type: 'user_changed_number' })],
    ['something else', system({ from: '16505551234' }, { type: 'customer_identity_changed', wa_id: '12195555358' })],
    [
      'no channel',
      decode('user_id_update', { user_id_update: [{ user_id: { previous: 'US.1', current: 'US.2' } }] }, {}),
    ],
    ['nothing', update({})],
  ])('that names %s ties nobody to anybody', (_, items) => expect(items.map((i) => i.kind)).toEqual(['notice']));
});
