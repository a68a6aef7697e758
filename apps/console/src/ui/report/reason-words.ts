import type { ReportReason } from '#libs/contracts';
import { dispositionWords } from '../../text/disposition-words.ts';
import { notAskedWords } from '../../text/not-asked-words.ts';
import { countOf, decimalOf } from '../../text/numbers.ts';
import { t } from '../../text/t.ts';
import { duration } from '../../text/time.ts';
import { windowWords } from '../../text/window-words.ts';
import { channelWords, humanize, reasonWords } from '../../text/words.ts';
import { momentWords } from './group-words.ts';

const stageWords: Record<NonNullable<ReportReason['stage']>, string> = {
  before: t('before engaging'),
  during: t('before it was resolved'),
  assisted: t('by an assisted return'),
  after: t('after it was resolved'),
};
const whyWords: Record<NonNullable<ReportReason['why']>, string> = {
  marked: t('marked as the same issue'),
  family: t('of the same family of intents'),
  unknown: t('intent not known, so it counts'),
  marked_other: t('marked as another issue'),
  other_family: t('of another family of intents'),
};

/** Why nothing was offered, or nobody was asked. */
export const becauseWords: Readonly<Record<string, string>> = {
  ...reasonWords,
  ...notAskedWords,
  not_asked: t('Nobody asked them'),
  cut_off: t('Cut off before the choice'),
};
const channelName = (channel = '') => channelWords[channel as keyof typeof channelWords] ?? channel;
/** "3 h 5 min", and from two days on "5 d 4 h". */
function longTime(seconds: number): string {
  const hours = Math.floor(seconds / 3600);
  return hours < 48
    ? duration(Math.round(seconds))
    : t('{{days}} d {{hours}} h', { days: Math.floor(hours / 24), hours: hours % 24 });
}
const together = (...parts: (string | false | null | undefined)[]) => parts.filter(Boolean).join(', ');

/** Why an item is counted, or is not, a line each. */
export function reasonLine(reason: ReportReason, timeZone: string): string {
  const { code, at, hours = 0, window = '7d', callId = '', seconds, error, disposition } = reason;
  const time = at ? momentWords(at, timeZone) : '';
  const after = t('{{number}} h', { number: decimalOf(hours, 1) });
  const because = reason.reason ? ` – ${becauseWords[reason.reason] ?? humanize(reason.reason)}` : '';
  const long = longTime(seconds ?? 0);
  const afterLong = seconds !== undefined && t('after {{time}}', { time: long });
  const number = countOf(reason.count ?? 0);
  const coded = error && t('code {{code}}', { code: error });
  switch (code) {
    case 'offered':
      return t('Offered') + because;
    case 'not_offered':
      return t('Not offered') + because;
    case 'answered_in_menu':
      return t('Answered by the menu') + because;
    case 'control':
      return t('Held back by chance, as the control group');
    case 'undecided':
      return t('Nobody has said what became of the offer');
    case 'accepted':
      return t('Accepted {{time}}', { time });
    case 'declined':
      return t('Stayed on the line {{time}}', { time });
    case 'no_input':
      return t('Did not answer the offer {{time}}', { time });
    case 'hung_up':
      return t('Hung up at the offer {{time}}', { time });
    case 'callback':
      return t('Asked for a callback {{time}}', { time });
    case 'delivered':
      return reason.fallback
        ? t('Invite delivered by {{channel}} {{time}}, after the other channel failed', {
            time,
            channel: channelName(reason.channel),
          })
        : t('Invite delivered by {{channel}} {{time}}', { time, channel: channelName(reason.channel) });
    case 'failed':
      return t('Invite failed on every channel {{time}}', { time });
    case 'on_its_way':
      return t('The invite is still on its way');
    case 'engaged':
      return t('Engaged {{time}}', { time });
    case 'not_engaged':
      return t('Never engaged: no word by the customer');
    case 'resolved_confirmed':
      return t('Resolved {{time}}, confirmed', { time });
    case 'resolved_assumed':
      return t('Resolved {{time}}, assumed after 72 h of silence', { time });
    case 'not_resolved':
      return t('Not resolved');
    case 'agent_voice':
      return t('An agent spoke with them, so it is no digital resolution');
    case 'recontact':
      return together(
        callId
          ? t('Called again after {{after}} (call {{call}})', { after, call: callId })
          : t('Was put through again after {{after}}', { after }),
        reason.why && whyWords[reason.why],
        reason.stage && stageWords[reason.stage],
      );
    case 'possible_recontact':
      return t('Somebody who may be the same person called after {{after}} (call {{call}}): listed, not counted', {
        after,
        call: callId,
      });
    case 'no_recontact':
      return t('No call that counts within {{window}}', { window: windowWords[window] });
    case 'window_open':
      return t('Pending until {{time}}: the window of {{window}} and one hour', { time, window: windowWords[window] });
    case 'agent_contacts':
      return t('Calls answered by agents within 7 days: {{number}}', { number: reason.contacts ?? 0 });
    case 'survey_delivered':
      return t('Survey delivered {{time}}', { time });
    case 'survey_failed':
      return t('Survey not delivered {{time}}', { time });
    case 'survey_not_asked':
      return t('Not asked') + because;
    case 'survey_answered':
      return t('Answered {{score}} of 5 {{time}}', { score: reason.score ?? 0, time });
    case 'survey_unanswered':
      return t('Not answered');
    case 'sent':
      return t('Sent by {{channel}} {{time}}', { channel: channelName(reason.channel), time });
    case 'invite_refused':
      return together(t('Refused by {{channel}} {{time}}', { channel: channelName(reason.channel), time }), coded);
    case 'wait_announced':
      return t('Wait announced: {{time}}', { time: long });
    case 'callback_due':
      return t('Not called back yet: waiting for {{time}}', { time: long });
    case 'callback_called':
      return together(t('An agent spoke with them {{time}}', { time }), afterLong);
    case 'callback_resolved':
      return together(t('A thread of theirs was resolved {{time}}', { time }), afterLong);
    case 'cycle_opened':
      return t('Opened {{time}}', { time });
    case 'customer_wrote':
      return t('The customer wrote {{time}}', { time });
    case 'customer_silent':
      return t('The customer has not written, so there is nothing to answer yet');
    case 'replied':
      return together(t('First answer {{time}}', { time }), afterLong);
    case 'waiting':
      return t('Not answered yet: waiting for {{time}}', { time: long });
    case 'promise_kept':
      return t('An answer was promised by {{time}}: kept', { time });
    case 'promise_late':
      return t('An answer was promised by {{time}}: late', { time });
    case 'promise_broken':
      return t('An answer was promised, and nobody answered by then');
    case 'cycle_resolved':
      return together(
        t('Resolved {{time}}', { time }),
        disposition && dispositionWords({ id: disposition, label: null }),
        afterLong,
      );
    case 'reopened':
      return t('Opened again later');
    case 'fell_silent':
      return t('Fell silent {{time}}: nobody resolved it', { time });
    case 'survey_solved':
      return t('They said that it is solved');
    case 'survey_unsolved':
      return t('They said that it is not solved');
    case 'owned':
      return t('Theirs for {{time}}', { time: long });
    case 'messages':
      return t('Messages: {{number}}, the latest {{time}}', { number, time });
    case 'units':
      return t('Units charged: {{number}}, the latest {{time}}', { number, time });
    case 'sends_taken':
      return t('Taken by the provider: {{number}}, the latest {{time}}', { number, time });
    case 'sends_failed':
      return together(t('Failed: {{number}}, the latest {{time}}', { number, time }), coded);
  }
}
