import type { ThreadSummary } from '#libs/contracts';
import { saidWords } from '../../text/consent-words.ts';
import { useNow } from '../../text/now.ts';
import { locale, t } from '../../text/t.ts';
import { dayAndTimeWithin } from '../../text/time.ts';
import type { ReplyState } from './reply-window.ts';

/** Why the customer can't be answered now, and what can be done. */
export function ClosedWords({ state, channel }: { state: ReplyState; channel: ThreadSummary['channel'] }) {
  const now = useNow();
  const when = (iso: string) => dayAndTimeWithin(iso, now, locale());
  if (state.kind === 'opted-out') {
    const holes = { since: when(state.consent.at), said: saidWords(state.consent) };
    return channel === 'sms'
      ? t(
          'Opted out of texts since {{since}} ({{said}}). Replies open again with START from the customer. Internal notes are still possible.',
          holes,
        )
      : t(
          'Opted out of WhatsApp since {{since}} ({{said}}). Replies open again with START from the customer. Internal notes are still possible.',
          holes,
        );
  }
  if (state.kind === 'window-closed') {
    return state.since
      ? t(
          'The 24-hour window closed {{when}}. A template can be sent now; replies are allowed again as soon as the customer writes.',
          { when: when(state.since) },
        )
      : t(
          'The customer hasn’t written on WhatsApp yet. A template can be sent now; replies open with their first message.',
        );
  }
  return t('This customer can’t be sent messages at the moment. Internal notes are still possible.');
}
