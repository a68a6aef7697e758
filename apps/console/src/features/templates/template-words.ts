import type { ChannelTemplate, TemplateCategory, TemplateCost } from '#libs/contracts';
import { humanize } from '../../text/words.ts';
import type { Tone } from '../../ui/chip.tsx';

export const categoryWords = (category: TemplateCategory | null): string =>
  category ? humanize(category) : 'No category';

export function costWords(cost: TemplateCost, locale?: string): string {
  if (cost.kind === 'free') return 'Free in the open window';
  if (cost.kind === 'not_set') return 'Cost not set';
  // Prices of messages have more decimals than a currency's coins.
  const money = { style: 'currency', currency: cost.currency, maximumFractionDigits: 6 } as const;
  return cost.amount.toLocaleString(locale, money);
}

/** {{1}} has no name: it is told by its place. */
export const variableWords = (name: string): string => (/^\d+$/.test(name) ? `Variable ${name}` : humanize(name));

export const languageWords = (language: string, locale?: string): string => {
  try {
    return new Intl.DisplayNames(locale, { type: 'language' }).of(language.replaceAll('_', '-')) ?? language;
  } catch {
    return language;
  }
};

export function statusTone({ status, notOffered }: Pick<ChannelTemplate, 'status' | 'notOffered'>): Tone {
  if (notOffered === null) return 'good';
  return status === 'pending' || status === 'approved' ? 'wait' : 'bad';
}
