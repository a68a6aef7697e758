import { z } from 'zod';

/** The words of the product as closed sets: the same in the database, the REST API, the socket and the screens. */

export const Role = z.enum(['agent', 'supervisor', 'admin']);
export type Role = z.infer<typeof Role>;

/** Whether somebody takes work: as they chose themselves. */
export const Availability = z.enum(['online', 'away', 'offline']);
export type Availability = z.infer<typeof Availability>;

/** Which threads an agent may see: all, or only what is theirs, their teams' or nobody's. Supervisors see all. */
export const Sees = z.enum(['all', 'teams']);
export type Sees = z.infer<typeof Sees>;

export const Priority = z.enum(['normal', 'high', 'urgent']);
export type Priority = z.infer<typeof Priority>;

/**
 * first: until the customer's first word of a cycle is answered; next: until any later one is; resolution: until the cycle
 * ends; promised: until the answer that was promised at the offer.
 */
export const SlaClock = z.enum(['first', 'next', 'resolution', 'promised']);
export type SlaClock = z.infer<typeof SlaClock>;

/** Channels a conversation can go on over. A voice line is a channel too, but never carries messages. */
export const MessagingKind = z.enum(['whatsapp', 'sms']);
export type MessagingKind = z.infer<typeof MessagingKind>;

export const ChannelKind = z.enum(['whatsapp', 'sms', 'voice']);
export type ChannelKind = z.infer<typeof ChannelKind>;

/** How someone is known: a number, a WhatsApp id (a number without its plus), Meta's business-scoped user id. */
export const IdentityKind = z.enum(['phone', 'wa_id', 'bsuid']);
export type IdentityKind = z.infer<typeof IdentityKind>;

export const DecisionKind = z.enum(['offered', 'not_offered', 'answered', 'control']);
export type DecisionKind = z.infer<typeof DecisionKind>;

/** Why a call was or was not offered the choice; the first rule that matches names its reason. */
export const DecisionReason = z.enum([
  'no_policy',
  'not_textable',
  'opted_out',
  'answered_in_menu',
  'dispute',
  'no_healthy_channel',
  'out_of_hours',
  'wait_over_threshold',
  'wait_under_threshold',
  'holdout',
]);
export type DecisionReason = z.infer<typeof DecisionReason>;

export const OfferOutcome = z.enum(['accepted', 'declined', 'no_input', 'hung_up', 'callback']);
export type OfferOutcome = z.infer<typeof OfferOutcome>;

/** sending: the invite is on its way to the provider; sent: the provider has accepted it; engaged: the customer wrote. */
export const HandoffStatus = z.enum(['sending', 'sent', 'delivered', 'engaged', 'failed']);
export type HandoffStatus = z.infer<typeof HandoffStatus>;

export const ThreadStatus = z.enum(['open', 'snoozed', 'resolved']);
export type ThreadStatus = z.infer<typeof ThreadStatus>;

export const Direction = z.enum(['inbound', 'outbound', 'internal']);
export type Direction = z.infer<typeof Direction>;

/**
 * Delivery states from weakest to strongest evidence: a message's status only ever rises along this list.
 * A receipt is evidence and beats a failure. Inbound and internal entries are `received`.
 */
export const statusLattice = ['queued', 'accepted', 'sending', 'sent', 'failed', 'delivered', 'read'] as const;
export const MessageStatus = z.enum([...statusLattice, 'received']);
export type MessageStatus = z.infer<typeof MessageStatus>;

export const MessageType = z.enum([
  'text',
  'image',
  'document',
  'audio',
  'video',
  'sticker',
  'location',
  'contacts',
  'reaction',
  'interactive',
  'order',
  'template',
  'unsupported',
  'call',
  'note',
  'event',
]);
export type MessageType = z.infer<typeof MessageType>;

export const AttachmentStatus = z.enum(['pending', 'ready', 'failed']);
export type AttachmentStatus = z.infer<typeof AttachmentStatus>;

/** Whose threads: mine, nobody's, those of my teams, or everybody's. */
export const ThreadView = z.enum(['mine', 'unassigned', 'team', 'all']);
export type ThreadView = z.infer<typeof ThreadView>;

/** latest: latest activity first. waiting: who has waited longest first. window: the reply window that closes first. */
export const ThreadSort = z.enum(['latest', 'waiting', 'window']);
export type ThreadSort = z.infer<typeof ThreadSort>;

/**
 * What a message is for. service: replies in a conversation, and invites that a caller asked for. notice: news nobody
 * asked for. confirmation: the one answer to STOP, START or HELP, which no opt-out holds back.
 */
export const SendPurpose = z.enum(['service', 'notice', 'marketing', 'confirmation']);
export type SendPurpose = z.infer<typeof SendPurpose>;

/** What an entry of the ledger is about; `all` is what a bare STOP means. */
export const ConsentPurpose = z.enum(['service', 'notice', 'marketing', 'all']);
export type ConsentPurpose = z.infer<typeof ConsentPurpose>;

export const ConsentAction = z.enum(['opt_in', 'opt_out']);
export type ConsentAction = z.infer<typeof ConsentAction>;

/** How it was said: by a keyword, through the provider, on the phone, to an agent, on a page, by another system. */
export const ConsentSource = z.enum(['keyword', 'provider', 'spoken', 'agent', 'page', 'api']);
export type ConsentSource = z.infer<typeof ConsentSource>;

/** buttons and number: in the thread; template: outside its reply window; link: to a page, by text. */
export const SurveyWay = z.enum(['buttons', 'number', 'template', 'link']);
export type SurveyWay = z.infer<typeof SurveyWay>;

/** Why a customer was not asked how it went; the first rule that matches names its reason. */
export const SurveySuppressed = z.enum([
  'off',
  'answered_already',
  'reopened',
  'disposition',
  'no_customer_words',
  'asked_recently',
  'opted_out',
  'channel_unwell',
  'no_way',
]);
export type SurveySuppressed = z.infer<typeof SurveySuppressed>;

/** withdrawn: gone at the provider, or refused when it was last sent. */
export const TemplateStatus = z.enum(['approved', 'pending', 'rejected', 'paused', 'disabled', 'flagged', 'withdrawn']);
export type TemplateStatus = z.infer<typeof TemplateStatus>;

export const TemplateCategory = z.enum(['marketing', 'utility', 'authentication']);
export type TemplateCategory = z.infer<typeof TemplateCategory>;

/** How customers take a template, in the provider's eyes; red ones are about to be paused. */
export const TemplateQuality = z.enum(['green', 'yellow', 'red', 'unknown']);
export type TemplateQuality = z.infer<typeof TemplateQuality>;
