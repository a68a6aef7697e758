import type { Call, DecisionReason } from '#libs/contracts';
import { t } from '../../text/t.ts';
import { duration } from '../../text/time.ts';
import { channelWords, humanize } from '../../text/words.ts';

const reasons: Record<DecisionReason, string> = {
  no_policy: t('no policy is published'),
  not_textable: t('the number can’t receive messages'),
  opted_out: t('the caller has opted out of messages'),
  answered_in_menu: t('the menu knew the answer'),
  dispute: t('a dispute is a person’s'),
  no_healthy_channel: t('no channel was well'),
  out_of_hours: t('the call came out of hours'),
  wait_over_threshold: t('the wait was long'),
  wait_under_threshold: t('the wait was short'),
  holdout: t('left out for comparison'),
};

function decided({ decision }: Call): string | null {
  if (!decision) return null;
  const reason = reasons[decision.reason];
  switch (decision.decision) {
    case 'offered':
      return t('The caller was offered to go on by message: {{reason}}.', { reason });
    case 'not_offered':
      return t('The caller was not offered to go on by message: {{reason}}.', { reason });
    case 'answered':
      return t('The phone menu answered what the caller wanted.');
    case 'control':
      return t('Left out of the offer at random, for comparison.');
  }
}

function chosen({ offer }: Call): string | null {
  switch (offer?.outcome) {
    case undefined:
      return null;
    case null:
      return t('They have not answered yet.');
    case 'accepted':
      return offer.channel
        ? t('They chose {{channel}}.', { channel: channelWords[offer.channel] })
        : t('They accepted.');
    case 'declined':
      return t('They stayed on the line.');
    case 'no_input':
      return t('They did not answer the offer.');
    case 'hung_up':
      return t('They hung up at the offer.');
    case 'callback':
      return t('They asked to be rung back.');
  }
}

/** When something last happened to a call; its timeline spells handoffs `handoff.delivered`. */
const when = ({ timeline }: Call, kind: string) => timeline.findLast((entry) => entry.kind === kind)?.at;

/** How long after the choice, in words; nothing where one of both is not known. */
function after(call: Call, kind: string): string | null {
  const [from, to] = [call.offer?.outcomeAt, when(call, kind)];
  const seconds = from && to ? (Date.parse(to) - Date.parse(from)) / 1000 : NaN;
  return seconds >= 0 ? duration(Math.max(1, Math.round(seconds))) : null;
}

function invited(call: Call): string[] {
  const { handoff } = call;
  if (!handoff) return [];
  const channel = channelWords[handoff.channel];
  const fellBack = handoff.fallbackFrom
    ? [t('{{channel}} could not be delivered.', { channel: channelWords[handoff.fallbackFrom] })]
    : [];
  const delivered = after(call, 'handoff.delivered');
  const engaged = after(call, 'handoff.engaged');
  const arrived = delivered
    ? t('The invite by {{channel}} arrived after {{time}}.', { channel, time: delivered })
    : t('The invite by {{channel}} arrived.', { channel });
  switch (handoff.status) {
    case 'sending':
    case 'sent':
      return [...fellBack, t('The invite by {{channel}} is on its way.', { channel })];
    case 'failed': {
      const reason = handoff.error ? humanize(handoff.error) : null;
      return [
        ...fellBack,
        reason
          ? t('The invite by {{channel}} failed: {{reason}}.', { channel, reason })
          : t('The invite by {{channel}} failed.', { channel }),
      ];
    }
    case 'delivered':
      return [...fellBack, arrived];
    case 'engaged':
      return [
        ...fellBack,
        ...(delivered ? [arrived] : []),
        engaged ? t('They wrote after {{time}}.', { time: engaged }) : t('They wrote.'),
      ];
  }
}

function ended({ endedAt, answeredByAgent, startedAt }: Call): string | null {
  if (answeredByAgent) return t('A colleague spoke with the caller.');
  const seconds = endedAt ? Math.round((Date.parse(endedAt) - Date.parse(startedAt)) / 1000) : -1;
  return seconds > 0 ? t('The call lasted {{time}}.', { time: duration(seconds) }) : null;
}

/** What became of a call, in sentences: why it was offered what, what the caller chose, how the handoff went. */
export const callStory = (call: Call): string[] =>
  [decided(call), chosen(call), ...invited(call), ended(call)].filter((sentence) => sentence !== null);
