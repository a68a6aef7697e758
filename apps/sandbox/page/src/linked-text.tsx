import { Fragment } from 'react';

interface Props {
  text: string;
  onWhatsApp: (number: string, text: string) => void;
}

const LINK = /(https?:\/\/[^\s<>"]*[^\s<>".,;:!?)\]])/;

/** Text whose addresses can be opened. A wa.me address opens the chat on this phone, as on a real one. */
export function LinkedText({ text, onWhatsApp }: Props) {
  return text.split(LINK).map((part, index) => {
    if (index % 2 === 0) return <Fragment key={index}>{part}</Fragment>;
    const chat = whatsAppLink(part);
    return (
      <a
        key={index}
        href={part}
        target="_blank"
        rel="noreferrer"
        onClick={(event) => {
          if (!chat) return;
          event.preventDefault();
          onWhatsApp(chat.number, chat.text);
        }}
      >
        {part}
      </a>
    );
  });
}

function whatsAppLink(address: string): { number: string; text: string } | null {
  const url = URL.parse(address);
  if (url?.hostname !== 'wa.me') return null;
  return { number: `+${url.pathname.replace(/\D/g, '')}`, text: url.searchParams.get('text') ?? '' };
}
