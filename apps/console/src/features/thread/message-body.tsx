import type { Message } from '#libs/contracts';
import { IconExternalLink, IconMapPin, IconQuestionMark } from '@tabler/icons-react';
import { Attachments } from './attachments.tsx';
import css from './message-body.module.css';

/** Structured parts come from providers as they are: nothing about them is certain. */
const read = (content: Message['content'], key: string): string | undefined => {
  const value = content?.[key];
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
};

function Location({ message: { content, text } }: { message: Message }) {
  const [lat, lon] = [
    read(content, 'latitude') ?? read(content, 'lat'),
    read(content, 'longitude') ?? read(content, 'lon'),
  ];
  const name = read(content, 'name') ?? read(content, 'address') ?? text;
  const place = Number.isFinite(Number(lat)) && Number.isFinite(Number(lon)) && lat && lon;
  if (!place) return <p className={css.text}>{name ?? 'A location without coordinates'}</p>;
  const href = `https://www.openstreetmap.org/?mlat=${Number(lat)}&mlon=${Number(lon)}#map=17/${Number(lat)}/${Number(lon)}`;
  return (
    <a className={css.place} href={href} target="_blank" rel="noreferrer noopener">
      <IconMapPin size={18} aria-hidden />
      <span>{name ?? `${lat}, ${lon}`}</span>
      <IconExternalLink size={14} aria-label="opens the map in a new tab" />
    </a>
  );
}

function Odd({ what }: { what: string }) {
  return (
    <p className={css.odd}>
      <IconQuestionMark size={16} aria-hidden />
      {what}
    </p>
  );
}

/** The inside of a bubble; always as text, whatever the customer typed. */
export function MessageBody({ message }: { message: Message }) {
  const { type, text, attachments, content } = message;
  const bare = !text && attachments.length === 0;
  const album = attachments.length > 1 && attachments.every(({ mimeType }) => mimeType.startsWith('image/'));
  if (type === 'location') return <Location message={message} />;
  if (type === 'reaction')
    return <p className={css.text}>Reacted {read(content, 'emoji') ?? text ?? 'to a message'}</p>;
  if (type === 'unsupported' && bare)
    return <Odd what="This kind of message can’t be shown here. The original is kept." />;
  if (bare)
    return <Odd what={type === 'contacts' ? 'A contact card was sent.' : `A message without text (${type}).`} />;
  return (
    <>
      <Attachments attachments={attachments} album={album} />
      {text && (
        <p className={css.text} dir="auto">
          {text}
        </p>
      )}
    </>
  );
}
