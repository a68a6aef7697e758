import { IconChecks } from '@tabler/icons-react';
import type { MessageView } from './api.ts';
import { LinkedText } from './linked-text.tsx';

interface Props {
  message: MessageView;
  onWhatsApp: (number: string, text: string) => void;
  /** One of the answers below it. */
  onTap: (choice: string) => void;
}

/** One message as the person with the phone sees it: inbound for the company is mine. */
export function Bubble({ message, onWhatsApp, onTap }: Props) {
  const { direction, text, photos, links, choices, status, at } = message;
  const mine = direction === 'inbound';
  return (
    <div className={mine ? 'bubble mine' : 'bubble'}>
      <span className="visually-hidden">{mine ? 'You wrote: ' : 'They wrote: '}</span>
      {photos.map((photo) => (
        <img key={photo.id} src={photo.url} alt={mine ? 'Photo you sent' : 'Photo from the company'} />
      ))}
      {links.map((link) => (
        <a key={link} href={link} target="_blank" rel="noreferrer">
          Attachment
        </a>
      ))}
      {text && (
        <p>
          <LinkedText text={text} onWhatsApp={onWhatsApp} />
        </p>
      )}
      {choices.length > 0 && (
        <div className="choices">
          {choices.map(({ id, title }) => (
            <button key={id} type="button" onClick={() => onTap(id)}>
              {title}
            </button>
          ))}
        </div>
      )}
      <span className="meta">
        <time dateTime={at}>{new Date(at).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' })}</time>
        {mine && <Ticks read={status === 'read'} />}
      </span>
    </div>
  );
}

function Ticks({ read }: { read: boolean }) {
  return (
    <span className={read ? 'ticks read' : 'ticks'} role="img" aria-label={read ? 'Read' : 'Delivered'}>
      <IconChecks size={15} aria-hidden="true" />
    </span>
  );
}
