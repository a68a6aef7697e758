import type { Message } from '#libs/contracts';
import { Attachments } from './attachments.tsx';
import body from './message-body.module.css';
import { authorOf, BubbleFoot } from './message-bubble.tsx';
import css from './message-bubble.module.css';

interface Props {
  messages: Message[];
  joined: boolean;
  late: boolean;
  customer: string;
  showChannel: boolean;
}

/** Photos sent in one go: one bubble, each part with a state of its own. */
export function Album({ messages, joined, late, customer, showChannel }: Props) {
  const last = messages.at(-1)!;
  const author = authorOf(last, customer);
  const caption = messages.find((m) => m.text)?.text;
  const photos = messages.flatMap((m) => m.attachments);
  return (
    <li
      className={css.entry}
      data-side="inbound"
      data-joined={joined || undefined}
      data-seq={messages.map((m) => m.seq).join(' ')}
    >
      <article className={css.bubble} aria-label={`${author}: ${photos.length} photos`}>
        {!joined && <header className={css.author}>{author}</header>}
        <Attachments attachments={photos} album />
        {caption && (
          <p className={body.text} dir="auto">
            {caption}
          </p>
        )}
        <BubbleFoot message={last} late={late} showChannel={showChannel} />
      </article>
    </li>
  );
}
