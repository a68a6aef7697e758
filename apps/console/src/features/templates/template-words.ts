import type { ChannelTemplate, TemplateCategory, TemplateCost, TemplateStatus } from '#libs/contracts';
import { locale as ownLocale, t } from '../../text/t.ts';
import { humanize } from '../../text/words.ts';
import type { Tone } from '../../ui/chip.tsx';

const categories: Record<TemplateCategory, string> = {
  marketing: t('Marketing'),
  utility: t('Utility'),
  authentication: t('Authentication'),
};
export const statusWords: Record<TemplateStatus, string> = {
  approved: t('Approved'),
  pending: t('Pending'),
  rejected: t('Rejected'),
  paused: t('Paused'),
  disabled: t('Disabled'),
  flagged: t('Flagged'),
  withdrawn: t('Withdrawn'),
};
export const qualityWords: Record<ChannelTemplate['quality'], string> = {
  unknown: t('no quality rating yet'),
  green: t('high quality'),
  yellow: t('medium quality'),
  red: t('low quality'),
};
export const categoryWords = (category: TemplateCategory | null): string =>
  category ? categories[category] : t('No category');

export function costWords(cost: TemplateCost, locale = ownLocale()): string {
  if (cost.kind === 'free') return t('Free in the open window');
  if (cost.kind === 'not_set') return t('Cost not set');
  // Prices of messages have more decimals than a currency's coins.
  const money = { style: 'currency', currency: cost.currency, maximumFractionDigits: 6 } as const;
  return cost.amount.toLocaleString(locale, money);
}

/** {{1}} has no name: it is told by its place. */
export const variableWords = (name: string): string =>
  /^\d+$/.test(name) ? t('Variable {{name}}', { name }) : humanize(name);

export const languageWords = (language: string, locale = ownLocale()): string => {
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
