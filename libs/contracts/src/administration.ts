import { z } from 'zod';
import { ChannelHealth, ChannelHealthEvent } from './channel-health.js';
import { admins, anyRole, Id, idParam, pageOf, pageQuery, Phone, route, supervisors, Time } from './route.js';
import { ChannelKind, MessagingKind } from './words.js';

/** What `Intl` knows: an unknown zone would fail every decision made by it. */
export const TimeZone = z.string().max(100).refine(isTimeZone, 'must be a time zone, such as Europe/London');

function isTimeZone(timeZone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en-GB', { timeZone }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

export const Clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time of day, such as 09:00');

/**
 * When the choice is offered, as data. With none published nothing is offered. Every offer the hub speaks ends with the
 * way to a person, so `personReachable` cannot be switched off: a policy that tries is refused when saved.
 */
export const PolicyRules = z.object({
  /** Offered when the announced wait is at least this many seconds. */
  minWaitSeconds: z.number().int().min(0).max(86_400),
  /** Which ways to go on may be offered, in the order spoken. */
  channels: z.array(MessagingKind).min(1).max(2),
  /** Local opening hours by weekday (0 Sunday … 6 Saturday); a missing day is closed, no hours at all is always open. */
  openingHours: z
    .object({ timeZone: TimeZone, days: z.record(z.string().regex(/^[0-6]$/), z.object({ from: Clock, to: Clock })) })
    .optional(),
  /** While closed: offer whatever the wait, offer nothing, or decide as when open. */
  outOfHours: z.enum(['offer', 'not_offered', 'as_open']).default('offer'),
  /** Billing disputes and complaints are a person's: callers with these intents are not offered to go on by message. */
  disputeIntents: z.array(z.string().min(1).max(100)).max(100).default([]),
  /** What the phone menu answers by itself, such as a known outage; how to reach a person is said after it. */
  menuAnswers: z
    .array(z.object({ intent: z.string().min(1).max(100), text: z.string().trim().min(1).max(1000) }))
    .max(100)
    .default([]),
  /** The share of episodes that are not offered although they would be, for comparison. */
  holdout: z.number().min(0).max(1).default(0),
  /** The caller can always get a person: must be true. */
  personReachable: z.literal(true, 'a policy must leave a way to a person').default(true),
});
export type PolicyRules = z.infer<typeof PolicyRules>;

export const Policy = z.object({
  id: Id,
  version: z.number().int(),
  rules: PolicyRules,
  createdAt: Time,
  publishedAt: Time.nullable(),
  /** The published policy with the highest publication time is the one in force. */
  inForce: z.boolean(),
});
export type Policy = z.infer<typeof Policy>;

export const Channel = z.object({
  id: Id,
  kind: ChannelKind,
  provider: z.string(),
  name: z.string(),
  address: z.string(),
  ...ChannelHealth.shape,
  /** Why callers are not offered it: it is unwell, or its invite template may not be sent now; null where they are. */
  notOffered: z.string().nullable(),
  /** slowed: the provider wants fewer for a while; paused: it does not answer, and sends wait until it does. */
  sending: z.enum(['normal', 'slowed', 'paused']),
});
export type Channel = z.infer<typeof Channel>;

export const NewChannel = z.object({
  kind: ChannelKind,
  /** The provider's name, as in `GET /channels`. */
  provider: z.string().min(1).max(40),
  name: z.string().min(1).max(100),
  address: Phone,
  /**
   * The provider's public ids: accountSid; or wabaId and phoneNumberId. `optOutReplies`, `provider` or `hub`, says who
   * answers STOP, START and HELP where that is not as the provider does it by default.
   */
  settings: z.record(z.string().max(40), z.string().max(200)),
  /** Tokens and keys; stored encrypted and never answered again. */
  secrets: z.record(z.string().max(40), z.string().max(1000)),
  /**
   * Which template is the `invite`: a WhatsApp channel without one is not offered to callers. Which asks the `survey`
   * where the reply window is closed. Counts as approved until the provider's own list has been read.
   */
  templates: z
    .array(
      z.object({
        purpose: z.enum(['invite', 'survey']),
        name: z.string().min(1).max(512),
        language: z.string().min(2).max(15),
        /**
         * Of an invite: {{1}} the company, {{2}} the reason, {{3}} the number of a person. Of a survey: {{1}} the company, {{2}}
         * the address of its page; two quick replies mean yes and no, five the score from 1 to 5.
         */
        text: z.string().min(1).max(1024),
        providerId: z.string().max(64).nullable().default(null),
      }),
    )
    .max(20)
    .default([]),
});

/** The company as callers hear and read it. */
export const Workspace = z.object({
  company: z.string().min(1).max(100),
  /** BCP 47: how the phone menu speaks. */
  language: z.string().min(2).max(35),
  defaultQueue: z.string().min(1).max(100),
  /** What a caller is counted with where the phone system announces no wait; null: unknown. */
  queues: z
    .array(z.object({ name: z.string().min(1).max(100), waitSeconds: z.number().int().min(0).max(86_400).nullable() }))
    .max(100),
  /** Keeps each photo that customers send also as it came, with place and camera in it; for administrators alone. */
  keepOriginals: z.boolean().default(false),
  /** Calls with one of these intents get a link to the page for photos in their invite by text. */
  photoIntents: z.array(z.string().min(1).max(100)).max(50).default([]),
});
export type Workspace = z.infer<typeof Workspace>;

export const WebhookEvent = z.object({
  id: Id,
  provider: z.string(),
  path: z.string(),
  status: z.enum(['applied', 'quarantined', 'discarded']),
  /** Why it was set aside. */
  reason: z.string().nullable(),
  /** Who decided that it will never be applied, and why. */
  discarded: z.object({ at: Time, by: z.string(), reason: z.string().nullable() }).nullable(),
  receivedAt: Time,
  /** The raw body as text, for administrators to read. */
  body: z.string(),
});
export type WebhookEvent = z.infer<typeof WebhookEvent>;

const Count = z.number().int();

/** Every item that providers have sent: `received = applied + duplicate + quarantined`. */
export const InboxCounts = z.object({
  received: Count,
  applied: Count,
  /** Had come before; nothing changed. */
  duplicate: Count,
  /** Set aside and not applied since, the discarded ones included. */
  quarantined: Count,
  /** How many of the quarantined are discarded. */
  discarded: Count,
  /** Whether the sum holds. */
  balanced: z.boolean(),
  /** The first day counted, in UTC; null before the first item. */
  since: z.iso.date().nullable(),
});
export type InboxCounts = z.infer<typeof InboxCounts>;

export const administrationRoutes = {
  listPolicies: route({
    method: 'GET',
    path: '/policies',
    summary: 'Policy versions, newest first',
    access: supervisors,
    response: z.object({ items: z.array(Policy) }),
  }),
  createPolicy: route({
    method: 'POST',
    path: '/policies',
    summary: 'Saves a draft version',
    access: admins,
    status: 201,
    body: z.object({ rules: PolicyRules }),
    response: Policy,
  }),
  publishPolicy: route({
    method: 'POST',
    path: '/policies/:id/publish',
    summary: 'Puts a version in force',
    access: admins,
    params: idParam,
    response: Policy,
    problems: ['not-found'],
  }),
  listChannels: route({
    method: 'GET',
    path: '/channels',
    summary: 'Configured senders and how they are',
    access: anyRole,
    response: z.object({ items: z.array(Channel) }),
  }),
  putChannel: route({
    method: 'PUT',
    path: '/channels',
    summary: 'Makes a channel, or changes the one with the same provider and sender',
    access: admins,
    body: NewChannel,
    response: Channel,
    problems: ['unknown-provider'],
  }),
  checkChannel: route({
    method: 'POST',
    path: '/channels/:id/check',
    summary: 'Asks the provider now whether the channel works; if so, what it refused before is forgotten',
    access: admins,
    params: idParam,
    response: Channel,
    problems: ['not-found'],
  }),
  listChannelHealthEvents: route({
    method: 'GET',
    path: '/channels/:id/health-events',
    summary: 'How a channel has been: every change of its health, newest first',
    access: anyRole,
    params: idParam,
    query: pageQuery,
    response: pageOf(ChannelHealthEvent),
    problems: ['not-found', 'invalid-cursor'],
  }),
  getWorkspace: route({
    method: 'GET',
    path: '/workspace',
    summary: 'The company, its language and its queues',
    access: anyRole,
    response: Workspace,
  }),
  putWorkspace: route({
    method: 'PUT',
    path: '/workspace',
    summary: 'Changes the company, its language and its queues',
    access: admins,
    body: Workspace,
    response: Workspace,
  }),
  listWebhookEvents: route({
    method: 'GET',
    path: '/webhook-events',
    summary: 'The journal of what providers sent, newest first',
    access: admins,
    query: pageQuery.extend({ status: WebhookEvent.shape.status.optional() }),
    response: pageOf(WebhookEvent),
    problems: ['invalid-cursor'],
  }),
  countWebhookEvents: route({
    method: 'GET',
    path: '/webhook-events/counts',
    summary: 'What providers sent and what became of it: received = applied + duplicate + quarantined',
    access: admins,
    response: InboxCounts,
  }),
  replayWebhookEvent: route({
    method: 'POST',
    path: '/webhook-events/:id/replay',
    summary: 'Decodes a quarantined event again, after a fix',
    access: admins,
    params: idParam,
    response: WebhookEvent,
    problems: ['not-found', 'not-quarantined'],
  }),
  discardWebhookEvent: route({
    method: 'POST',
    path: '/webhook-events/:id/discard',
    summary: 'Decides that a quarantined event will never be applied; it stays in the journal',
    access: admins,
    params: idParam,
    body: z.object({ reason: z.string().trim().max(500).optional() }),
    response: WebhookEvent,
    problems: ['not-found', 'not-quarantined'],
  }),
};
