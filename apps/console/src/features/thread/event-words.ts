import type { Message } from '#libs/contracts';
import { dispositionWords } from '../../text/disposition-words.ts';
import { t } from '../../text/t.ts';
import { dayAndTime } from '../../text/time.ts';
import { contactTellers } from './contact-events.ts';
import { type Teller, word } from './event-data.ts';
import { readingTellers } from './reading-events.ts';

export const tellers: Readonly<Record<string, Teller>> = {
  ...contactTellers,
  ...readingTellers,
  'thread.assigned': (data, who) => {
    const [user, team, from] = [word(data.userName), word(data.teamName), word(data.fromName)];
    if (!who) return user && t('Assigned to {{user}} automatically', { user });
    if (user && team) return t('{{who}} assigned it to {{user}} ({{team}})', { who, user, team });
    if (user)
      return data.userId === data.by
        ? t('{{who}} took it', { who })
        : t('{{who}} assigned it to {{user}}', { who, user });
    if (team) return t('{{who}} passed it to {{team}}', { who, team });
    return from ? t('{{who}} put it back', { who }) : t('{{who}} took it out of its team', { who });
  },
  'thread.offered_again': (data) => {
    const from = word(data.fromName);
    return from && t('Offered again: {{from}} is offline', { from });
  },
  'thread.resolved': ({ disposition, label }, who) => {
    const id = word(disposition);
    if (!who) return null;
    return id
      ? t('{{who}} resolved it: {{how}}', { who, how: dispositionWords({ id, label: word(label) }) })
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
