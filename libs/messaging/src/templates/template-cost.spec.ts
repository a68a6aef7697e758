import { describe, expect, it } from 'vitest';
import type { TemplateCategory, TemplateCost } from '#libs/contracts';
import { templateCost } from './template-cost.js';

const cost = (category: TemplateCategory, from: string, amount: number) => ({
  category,
  from,
  amount,
  currency: 'EUR',
});
const costs = [
  cost('marketing', '2026-01-01', 0.11),
  cost('marketing', '2026-04-01', 0.12),
  cost('utility', '2026-01-01', 0.04),
];
const set = (amount: number): TemplateCost => ({ kind: 'set', amount, currency: 'EUR' });

describe('the cost of a template', () => {
  it.each<[string, TemplateCategory | null, boolean, string, TemplateCost]>([
    ['is what holds that day', 'marketing', false, '2026-03-31T23:59:59Z', set(0.11)],
    ['changes with the first moment of a day', 'marketing', false, '2026-04-01T00:00:00Z', set(0.12)],
    ['is not set before the first day', 'marketing', false, '2025-12-31T23:59:59Z', { kind: 'not_set' }],
    ['is not set for another category', 'authentication', false, '2026-03-01T00:00:00Z', { kind: 'not_set' }],
    ['is not set for an unknown category', null, true, '2026-03-01T00:00:00Z', { kind: 'not_set' }],
    ['of utility is charged while the window is closed', 'utility', false, '2026-03-01T00:00:00Z', set(0.04)],
    ['of utility is free while it is open', 'utility', true, '2026-03-01T00:00:00Z', { kind: 'free' }],
    ['of marketing is charged then too', 'marketing', true, '2026-03-01T00:00:00Z', set(0.11)],
  ])('%s', (_, category, open, at, expected) =>
    expect(templateCost(category, open, costs, new Date(at))).toEqual(expected),
  );
});
