import type { Message } from '#libs/contracts';
import { IconMail, IconPhone } from '@tabler/icons-react';
import { t } from '../../../text/t.ts';
import { PersonAvatar } from '../../../ui/person.tsx';
import { cardsOf } from './content.ts';
import css from './message-body.module.css';

const dialable = (phone: string) => phone.replace(/[^\d+*#]/g, '');

/** People whom the customer has passed on: to ring or to write to. */
export function ContactCards({ message }: { message: Message }) {
  const cards = cardsOf(message);
  if (cards.length === 0) return null;
  return (
    <ul className={css.cards}>
      {cards.map(({ name, phones, emails }, at) => (
        <li key={at} className={css.card}>
          <PersonAvatar name={name ?? ''} size={34} />
          <span className={css.cardText}>
            <strong dir="auto">{name ?? t('Without a name')}</strong>
            {phones.map((phone) => (
              <a key={phone} href={`tel:${dialable(phone)}`} className="tabular">
                <IconPhone size={14} aria-hidden /> {phone}
              </a>
            ))}
            {emails.map((email) => (
              <a key={email} href={`mailto:${encodeURIComponent(email)}`}>
                <IconMail size={14} aria-hidden /> {email}
              </a>
            ))}
            {phones.length + emails.length === 0 && <small>{t('No number and no address')}</small>}
          </span>
        </li>
      ))}
    </ul>
  );
}
