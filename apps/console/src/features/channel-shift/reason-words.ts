import type { DecisionReason, ReportReason } from '#libs/contracts';
import { decimalOf } from '../../text/numbers.ts';
import { t } from '../../text/t.ts';
import { channelWords, humanize, reasonWords } from '../../text/words.ts';
import { momentWords } from '../../ui/report/group-words.ts';
import { windowWords } from './metric-words.ts';

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

export const policyReason = (reason: string): string => reasonWords[reason as DecisionReason] ?? humanize(reason);
const channelName = (channel = '') => channelWords[channel as keyof typeof channelWords] ?? channel;

/** Why an episode is counted, or is not, a line each. */
export function reasonLine(reason: ReportReason, timeZone: string): string {
  const { code, at, hours = 0, window = '7d', callId = '' } = reason;
  const time = at ? momentWords(at, timeZone) : '';
  const after = t('{{number}} h', { number: decimalOf(hours, 1) });
  const because = reason.reason ? ` – ${policyReason(reason.reason)}` : '';
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
      return [
        callId
          ? t('Called again after {{after}} (call {{call}})', { after, call: callId })
          : t('Was put through again after {{after}}', { after }),
        reason.why && whyWords[reason.why],
        reason.stage && stageWords[reason.stage],
      ]
        .filter(Boolean)
        .join(', ');
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
  }
}
