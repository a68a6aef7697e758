import type { Contact } from '#libs/contracts';
import { t } from '../../text/t.ts';
import { personOf } from '../../text/words.ts';
import css from './contact-history.module.css';

function Side({ title, contact }: { title: string; contact: Contact }) {
  const open = contact.threads.filter((thread) => thread.status !== 'resolved').length;
  return (
    <section aria-label={title} className={css.side}>
      <h3>{title}</h3>
      <strong>{personOf(contact)}</strong>
      <ul>
        {contact.identities.map(({ kind, value }) => (
          <li key={`${kind} ${value}`}>{value}</li>
        ))}
      </ul>
      <span>
        {t('{{count}} threads', { count: contact.threads.length })}, {t('{{number}} open', { number: open })}
      </span>
    </section>
  );
}

/** Both, side by side, and what will happen in one sentence. */
export function MergePreview({ kept, other }: { kept: Contact; other: Contact }) {
  const both = [kept, other].every((contact) => contact.threads.some((thread) => thread.status !== 'resolved'));
  return (
    <div>
      <div className={css.sides}>
        <Side title={t('Is kept')} contact={kept} />
        <Side title={t('Becomes part of it')} contact={other} />
      </div>
      <p className={css.none}>
        {both && `${t('The thread the customer wrote in last goes on, the other is closed and stays readable.')} `}
        {t('An opt-out of either holds. You can undo this.')}
      </p>
    </div>
  );
}
