import type { Message } from '#libs/contracts';
import { t } from '../../text/t.ts';
import { Attachments } from './attachments.tsx';
import { authorOf } from './author.ts';
import { MessageText } from './body/message-text.tsx';
import { BubbleFoot } from './message-bubble.tsx';
import css from './message-bubble.module.css';
import { ReactionChips } from './reaction-chips.tsx';
import type { Reaction } from './reactions.ts';

interface Props {
  messages: Message[];
  joined: boolean;
  late: boolean;
  customer: string;
  showChannel: boolean;
  reactions: readonly Reaction[] | undefined;
}

/** Photos sent in one go: one bubble, each part with a state of its own. */
export function Album({ messages, joined, late, customer, showChannel, reactions }: Props) {
  const last = messages.at(-1)!;
  const author = authorOf(last, customer);
  const caption = messages.find((m) => m.text)?.text;
  const photos = messages.flatMap((m) => m.attachments);
  return (
    <li
      className={css.entry}
      data-side="inbound"
      data-joined={joined || undefined}
      data-at={messages.map((m) => m.id).join(' ')}
    >
      <article className={css.bubble} aria-label={t('{{author}}: {{count}} photos', { author, count: photos.length })}>
        {!joined && <header className={css.author}>{author}</header>}
        <Attachments attachments={photos} album />
        {caption && <MessageText text={caption} />}
        <BubbleFoot message={last} late={late} showChannel={showChannel} />
      </article>
      <ReactionChips reactions={reactions} />
    </li>
  );
}
