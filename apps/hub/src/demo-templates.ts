import { createHash } from 'node:crypto';
import type { CarrierTemplate } from '#apps/sandbox';

const sid = (name: string, language: string) => `HX${createHash('md5').update(`${name} ${language}`).digest('hex')}`;
const template = ({
  language = 'en_GB',
  ...more
}: Omit<CarrierTemplate, 'contentSid' | 'language'> & { language?: string }): CarrierTemplate => ({
  language,
  contentSid: sid(more.name, language),
  ...more,
});

/** The invite as both WhatsApp providers have approved it: {{1}} company, {{2}} reason, {{3}} number of a person. */
export const inviteTemplate = template({
  name: 'call_to_chat_invite',
  text: 'Hello, this is {{1}}. You asked on the phone to go on here about {{2}}. Write your question or send a photo in this chat and we will answer. To talk to a person call {{3}}. Reply STOP to opt out.',
  quality: 'GREEN',
});

const confirmOrMove = [
  { type: 'QUICK_REPLY', text: 'Confirm' },
  { type: 'QUICK_REPLY', text: 'Another day' },
] as const;

/** What the demo company has at its WhatsApp providers: some of it may be sent, some may not. */
export const demoTemplates: readonly CarrierTemplate[] = [
  inviteTemplate,
  template({
    name: 'answer_waiting',
    text: 'Hello {{first_name}}, we have an answer to your question about {{topic}}. Reply here and we will go on where we stopped.',
    footer: 'Riverside Water',
    quality: 'GREEN',
  }),
  template({
    name: 'visit_reminder',
    text: 'Hello {{1}}, our engineer visits you on {{2}}. Does that still suit you?',
    buttons: confirmOrMove,
    quality: 'GREEN',
  }),
  template({
    name: 'visit_reminder',
    language: 'de',
    text: 'Guten Tag {{1}}, unser Techniker besucht Sie am {{2}}. Passt Ihnen das noch?',
    buttons: [
      { type: 'QUICK_REPLY', text: 'Ja, das passt' },
      { type: 'QUICK_REPLY', text: 'Anderer Tag' },
    ],
  }),
  template({
    name: 'water_saver_offer',
    text: 'Save water and money, {{1}}: our garden kit is half price until {{2}}.',
    category: 'MARKETING',
    quality: 'YELLOW',
  }),
  template({
    name: 'bill_ready',
    text: 'Your bill of {{1}} is ready.',
    header: { format: 'DOCUMENT' },
  }),
  template({ name: 'outage_update', text: 'Water is off at {{1}} until about {{2}}.', status: 'PENDING' }),
  template({
    name: 'rate_our_service',
    text: 'How did we do, {{1}}?',
    category: 'MARKETING',
    status: 'PAUSED',
    quality: 'RED',
  }),
  template({
    name: 'prize_draw',
    text: 'You have won a prize, {{1}}!',
    category: 'MARKETING',
    status: 'REJECTED',
    reason: 'TAG_CONTENT_MISMATCH',
  }),
];
