import type { Message } from '#libs/contracts';
import { IconExternalLink, IconMapPin } from '@tabler/icons-react';
import { locale, t } from '../../../text/t.ts';
import { placeOf } from './content.ts';
import css from './message-body.module.css';

const degrees = (value: number) =>
  value.toLocaleString(locale(), { minimumFractionDigits: 4, maximumFractionDigits: 6 });

/** A place, with the way to a map. Nothing of it is loaded here: a map would tell somebody else where the customer is. */
export function LocationCard({ message }: { message: Message }) {
  const place = placeOf(message);
  if (!place) return <p className={css.text}>{message.text ?? t('A location without coordinates')}</p>;
  const { latitude, longitude, name, address } = place;
  const at = `mlat=${latitude}&mlon=${longitude}#map=17/${latitude}/${longitude}`;
  return (
    <a className={css.card} href={`https://www.openstreetmap.org/?${at}`} target="_blank" rel="noreferrer noopener">
      <IconMapPin size={22} aria-hidden />
      <span className={css.cardText}>
        <strong dir="auto">{name ?? address ?? t('Location')}</strong>
        {name && address && <span dir="auto">{address}</span>}
        <small className="tabular">
          {degrees(latitude)}, {degrees(longitude)}
        </small>
      </span>
      <IconExternalLink size={16} aria-label={t('opens the map in a new tab')} />
    </a>
  );
}
