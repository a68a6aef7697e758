import type { ChannelTemplateCost, TemplateCategory, TemplateCost } from '#libs/contracts';

/**
 * What a send costs on a day, as administrators have entered it; never assumed. Utility templates within an open
 * customer service window are free since 1 July 2025 (Meta, per-message pricing, "Effective July 1, 2025").
 */
export function templateCost(
  category: TemplateCategory | null,
  windowOpen: boolean,
  costs: readonly ChannelTemplateCost[],
  now: Date,
): TemplateCost {
  if (category === 'utility' && windowOpen) return { kind: 'free' };
  const today = now.toISOString().slice(0, 10);
  const [holds] = costs
    .filter((cost) => cost.category === category && cost.from <= today)
    .sort((a, b) => b.from.localeCompare(a.from));
  return holds ? { kind: 'set', amount: holds.amount, currency: holds.currency } : { kind: 'not_set' };
}
