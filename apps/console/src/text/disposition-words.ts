import { t } from './t.ts';
import { humanize } from './words.ts';

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

/** `label`: what the company calls it; null where nobody can say. */
export function dispositionWords({ id, label }: { id: string; label: string | null }): string {
  const ours = Object.hasOwn(shipped, id) ? shipped[id] : undefined;
  if (label === null) return ours?.words ?? humanize(id);
  return ours?.label === label ? ours.words : label;
}
