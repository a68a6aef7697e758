import type { Message } from '#libs/contracts';
import { t } from '../../text/t.ts';
import { dayAndTime } from '../../text/time.ts';
import { humanize } from '../../text/words.ts';

type Data = Readonly<Record<string, unknown>>;
/** What happened, told by whom; null: the words it was written down with say it better. */
type Teller = (data: Data, who: string | null) => string | null;

const word = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);

const dispositions: Readonly<Record<string, string>> = {
  solved: t('solved'),
  answered: t('answered'),
  solved_by_phone: t('solved by phone'),
  no_answer_needed: t('no answer needed'),
  spam: t('spam'),
  wrong_number: t('wrong number'),
  other: t('other'),
};
export const dispositionWords = (id: string): string =>
  Object.hasOwn(dispositions, id) ? dispositions[id]! : humanize(id);

const tellers: Readonly<Record<string, Teller>> = {
  'thread.assigned': (data, who) => {
    const [user, team, from] = [word(data.userName), word(data.teamName), word(data.fromName)];
    if (!who) return user && t('Assigned to {{user}} automatically', { user });
    if (user && team) return t('{{who}} assigned it to {{user}} ({{team}})', { who, user, team });
    if (user)
      return data.userId === data.by
        ? t('{{who}} took it', { who })
        : t('{{who}} assigned it to {{user}}', { who, user });
    if (team) return t('{{who}} passed it to {{team}}', { who, team });
    return from ? t('{{who}} put it back', { who }) : null;
  },
  'thread.offered_again': (data) => {
    const from = word(data.fromName);
    return from && t('Offered again: {{from}} is offline', { from });
  },
  'thread.resolved': ({ disposition }, who) => {
    const how = word(disposition);
    if (!who) return null;
    return how
      ? t('{{who}} resolved it: {{how}}', { who, how: dispositionWords(how) })
      : t('{{who}} resolved it', { who });
  },
  'thread.reopened': ({ by }, who) => {
    if (by === 'customer') return t('Open again: the customer wrote');
    return who && t('{{who}} reopened it', { who });
  },
  'thread.snoozed': ({ until }, who) => {
    if (!who) return null;
    const time = word(until);
    return time
      ? t('{{who}} snoozed it until {{time}}', { who, time: dayAndTime(time, Date.now()) })
      : t('{{who}} snoozed it until the customer writes', { who });
  },
  'thread.returned_to_voice': ({ by }, who) => {
    if (by === 'customer') return t('The customer asked to be rung: put through by phone');
    return who ? t('{{who}} put the customer through by phone', { who }) : t('Put through by phone');
  },
  'thread.woken': (_, who) => (who ? t('{{who}} woke it', { who }) : t('The time is up: open again')),
  'survey.answered': ({ solved, score, comment }) => {
    const said = [
      typeof score === 'number' && score >= 1 && score <= 5
        ? `${'★'.repeat(Math.round(score))}${'☆'.repeat(5 - Math.round(score))}`
        : null,
      solved === true ? t('solved') : solved === false ? t('not solved') : null,
      word(comment) && `“${word(comment)}”`,
    ].filter(Boolean);
    return said.length > 0 ? t('The customer’s answer to the survey: {{said}}', { said: said.join(' · ') }) : null;
  },
};

/** An event in the reader's language, where it says what it is; else as it was written down. */
export function eventWords({ text, content, author }: Pick<Message, 'content' | 'text' | 'author'>): string {
  const kind = word(content?.event);
  const teller = kind !== null && Object.hasOwn(tellers, kind) ? tellers[kind] : undefined;
  const who = author.kind === 'user' ? author.name : null;
  return teller?.(content!, who) ?? text ?? t('Something changed');
}
