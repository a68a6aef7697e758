import { t } from '../../text/t.ts';
import css from './message-bubble.module.css';
import type { Reaction } from './reactions.ts';

/** What stands on a message, at its lower edge. */
export function ReactionChips({ reactions }: { reactions: readonly Reaction[] | undefined }) {
  if (!reactions?.length) return null;
  return (
    <p className={css.reactions}>
      {reactions.map(({ emoji, by }, at) => (
        <span key={at} role="img" aria-label={t('{{by}} reacted with {{emoji}}', { by, emoji })} title={by}>
          {emoji}
        </span>
      ))}
    </p>
  );
}
