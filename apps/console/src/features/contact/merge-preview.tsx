import type { Contact } from '#libs/contracts';
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
        {contact.threads.length} {contact.threads.length === 1 ? 'thread' : 'threads'}, {open} open
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
        <Side title="Is kept" contact={kept} />
        <Side title="Becomes part of it" contact={other} />
      </div>
      <p className={css.none}>
        {both && 'The thread the customer wrote in last goes on, the other is closed and stays readable. '}
        An opt-out of either holds. You can undo this.
      </p>
    </div>
  );
}
