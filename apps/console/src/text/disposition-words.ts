import type { Disposition } from '#libs/contracts';
import { t } from './t.ts';

/** Those we ship, as long as the company has not renamed them: its own words are shown as they are. */
const shipped: Record<string, { label: string; words: string }> = {
  solved: { label: 'Solved', words: t('Solved') },
  solved_by_phone: { label: 'Solved by phone', words: t('Solved by phone') },
  answered: { label: 'Question answered', words: t('Question answered') },
  no_answer_needed: { label: 'No answer needed', words: t('No answer needed') },
  spam: { label: 'Spam', words: t('Spam') },
  wrong_number: { label: 'Wrong number', words: t('Wrong number') },
  other: { label: 'Other', words: t('Other') },
};

export const dispositionWords = ({ id, label }: Pick<Disposition, 'id' | 'label'>): string =>
  shipped[id]?.label === label ? shipped[id].words : label;
