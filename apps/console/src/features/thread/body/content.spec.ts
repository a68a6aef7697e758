import { describe, expect, it } from 'vitest';
import { cardsOf, changeOf, choiceOf, orderOf, originOf, placeOf, questionOf, unsupportedOf } from './content.ts';

const interactive = (content: Record<string, unknown>) => choiceOf({ type: 'interactive', content });

describe('what a message holds beside its words', () => {
  it('is a place only with coordinates on this earth', () => {
    expect(placeOf({ content: { latitude: 51.5, longitude: '-0.12', name: 'Home' } })).toEqual({
      latitude: 51.5,
      longitude: -0.12,
      name: 'Home',
      address: undefined,
    });
    for (const content of [null, {}, { latitude: 91, longitude: 0 }, { latitude: 'x', longitude: 1 }, { latitude: 1 }])
      expect(placeOf({ content })).toBeNull();
  });

  it('is a card for each person', () => {
    const contacts = [
      { name: 'Jo', phones: [{ phone: '+447700900456', waId: null }, { phone: null }], emails: ['jo@example.org', 7] },
      'nothing',
    ];
    expect(cardsOf({ content: { contacts } })).toEqual([
      { name: 'Jo', phones: ['+447700900456'], emails: ['jo@example.org', '7'] },
      { name: undefined, phones: [], emails: [] },
    ]);
    expect(cardsOf({ content: { contacts: 'odd' } })).toEqual([]);
  });

  it('is a question with what could be tapped, in a list where they are many', () => {
    const asked = (titles: unknown[], type = 'interactive') =>
      questionOf({
        type: type as 'interactive',
        content: { kind: 'question', open: 'Choose', choices: titles.map((title) => ({ id: 'x', title })) },
      });
    expect(asked(['Yes', 'No'])).toEqual({ choices: ['Yes', 'No'], open: null });
    expect(asked(['1', '2', '3', '4'])).toEqual({ choices: ['1', '2', '3', '4'], open: 'Choose' });
    expect(asked([null])).toBeNull();
    expect(asked(['Yes'], 'text')).toBeNull();
    expect(questionOf({ type: 'interactive', content: { kind: 'question', choices: 'odd' } })).toBeNull();
    expect(questionOf({ type: 'interactive', content: { kind: 'button', title: 'Yes' } })).toBeNull();
  });

  it('is an order with a total for each currency, where every price is known', () => {
    const line = (productId: string, quantity: number, price: number | null, currency = 'GBP') => ({
      productId,
      quantity,
      price,
      currency,
    });
    const totals = (...items: object[]) => [...orderOf({ content: { items } }).totals];
    expect(totals(line('a', 2, 3.5), line('b', 1, 1))).toEqual([['GBP', 8]]);
    expect(totals(line('a', 2, 3.5), line('b', 1, 1, 'EUR'))).toEqual([
      ['GBP', 7],
      ['EUR', 1],
    ]);
    expect(totals(line('a', 2, 3.5), line('b', 1, null))).toEqual([]);
    expect(orderOf({ content: null }).lines).toEqual([]);
  });

  it('is what was tapped or filled in', () => {
    expect(interactive({ kind: 'list', id: 'r2', title: 'Tuesday', description: 'morning' })).toMatchObject({
      kind: 'list',
      title: 'Tuesday',
      description: 'morning',
    });
    const response = { value: 12345, flow_token: 'x', nested: { a: 1 } };
    expect(interactive({ kind: 'flow', response })?.answers).toEqual([
      ['value', '12345'],
      ['nested', '{"a":1}'],
    ]);
    expect(interactive({ kind: 'odd' })).toBeNull();
    expect(choiceOf({ type: 'text', content: { kind: 'button' } })).toBeNull();
  });

  it('is a change of an earlier message', () => {
    expect(changeOf({ type: 'unsupported', content: { kind: 'edit', messageId: 'x' } })).toBe('edit');
    expect(changeOf({ type: 'unsupported', content: { kind: 'revoke' } })).toBe('revoke');
    expect(changeOf({ type: 'unsupported', content: { unsupported: {} } })).toBeNull();
  });

  it('is what the provider said of what it cannot pass on, and where somebody came from', () => {
    expect(unsupportedOf({ content: { unsupported: { type: 'hologram', code: null, reason: null } } })).toEqual({
      type: 'hologram',
      reason: undefined,
    });
    expect(originOf({ content: { referral: { headline: 'New boilers', source_url: 'https://fb.me/1' } } })).toEqual({
      title: 'New boilers',
      url: 'https://fb.me/1',
    });
    expect(originOf({ content: { product: { productId: 'p1' } } })).toEqual({ title: 'p1', url: undefined });
    expect(originOf({ content: { context: {} } })).toBeNull();
  });
});
