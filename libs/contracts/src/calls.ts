import { z } from 'zod';
import { anyRole, at, Id, idParam, pageOf, pageQuery, Phone, route, Time } from './route.js';
import { DecisionKind, DecisionReason, HandoffStatus, MessagingKind, OfferOutcome } from './words.js';

export const Decision = z.object({
  decision: DecisionKind,
  reason: DecisionReason,
  policyVersion: z.number().int().nullable(),
  channels: z.array(MessagingKind),
  decidedAt: Time,
});
export type Decision = z.infer<typeof Decision>;

export const Offer = z.object({
  id: Id,
  outcome: OfferOutcome.nullable(),
  channel: MessagingKind.nullable(),
  offeredAt: Time,
  outcomeAt: Time.nullable(),
});

export const Handoff = z.object({
  status: HandoffStatus,
  channel: MessagingKind,
  /** The channel first tried, where its provider refused and the invite went out by the other one. */
  fallbackFrom: MessagingKind.nullable(),
  error: z.string().nullable(),
});
export type Handoff = z.infer<typeof Handoff>;

export const Call = z.object({
  id: Id,
  episodeId: Id,
  providerCallId: z.string(),
  from: z.string().nullable(),
  to: z.string(),
  queue: z.string().nullable(),
  intent: z.string().nullable(),
  speech: z.string().nullable(),
  waitSeconds: z.number().int().nullable(),
  startedAt: Time,
  endedAt: Time.nullable(),
  answeredByAgent: z.boolean().nullable(),
  decision: Decision.nullable(),
  offer: Offer.nullable(),
  handoff: Handoff.nullable(),
  threadId: Id.nullable(),
  /** What happened, oldest first: rang, decided, accepted, invite sent, delivered, engaged, … */
  timeline: z.array(z.object({ at: Time, kind: z.string(), data: z.record(z.string(), z.unknown()) })),
});
export type Call = z.infer<typeof Call>;

const outcome = <B extends z.ZodRawShape = Record<never, never>>(name: string, summary: string, more?: B) =>
  route({
    method: 'POST',
    path: `/offers/:id/${name}`,
    summary,
    access: ['admin'],
    params: idParam,
    body: z.object({ at, ...(more as B) }),
    response: z.object({ outcome: OfferOutcome }),
    problems: ['not-found', 'offer-closed', 'time-in-future'],
  });

export const callRoutes = {
  createCall: route({
    method: 'POST',
    path: '/calls',
    summary: 'A phone system announces a call; the same providerCallId again answers the same call',
    access: ['admin'],
    status: 201,
    body: z.object({
      providerCallId: z.string().min(1).max(200),
      /** E.164, or absent, empty, `anonymous`, … where the caller withholds it. */
      from: z.string().max(64).nullish(),
      to: Phone,
      queue: z.string().max(100).optional(),
      intent: z.string().max(100).optional(),
      speech: z.string().max(4000).optional(),
      waitSeconds: z.number().int().min(0).max(86_400).optional(),
      startedAt: Time.optional(),
      at,
    }),
    response: Call,
    problems: ['invalid-phone', 'time-in-future'],
  }),
  listCalls: route({
    method: 'GET',
    path: '/calls',
    summary: 'Calls, newest first',
    access: anyRole,
    query: pageQuery.extend({
      /** Only of this person. */
      contactId: Id.optional(),
    }),
    response: pageOf(Call),
  }),
  getCall: route({
    method: 'GET',
    path: '/calls/:id',
    summary: 'One call with its decision, offer, handoff and thread',
    access: anyRole,
    params: idParam,
    response: Call,
    problems: ['not-found'],
  }),
  offerCall: route({
    method: 'POST',
    path: '/calls/:id/offer',
    summary: 'Decides whether this caller is offered the choice; asked again, answers the same',
    access: ['admin'],
    params: idParam,
    body: z.object({ at }),
    response: z.object({
      decision: DecisionKind,
      reason: DecisionReason,
      policyVersion: z.number().int().nullable(),
      channels: z.array(MessagingKind),
      /** What to say to the caller, in the workspace's language; null when nothing is offered. */
      prompt: z.string().nullable(),
      offerId: Id.nullable(),
    }),
    problems: ['not-found', 'call-ended', 'time-in-future'],
  }),
  endCall: route({
    method: 'POST',
    path: '/calls/:id/end',
    summary: 'The leg is over',
    access: ['admin'],
    params: idParam,
    body: z.object({
      endedAt: Time.optional(),
      answeredByAgent: z.boolean().optional(),
      dispositionSameIssue: z.boolean().optional(),
      at,
    }),
    response: Call,
    problems: ['not-found', 'time-in-future'],
  }),
  acceptOffer: route({
    method: 'POST',
    path: '/offers/:id/accept',
    summary: 'The caller goes on by message: opens the thread and sends the invite',
    access: ['admin'],
    params: idParam,
    body: z.object({ channel: MessagingKind, phone: Phone.optional(), at }),
    response: z.object({
      threadId: Id,
      /** As it stands when the provider has answered, or after 5 s. `failed`: keep the caller in the queue. */
      handoff: z.object({ status: HandoffStatus, channel: MessagingKind }),
    }),
    problems: [
      'not-found',
      'offer-already-accepted',
      'offer-closed',
      'call-ended',
      'channel-not-offered',
      'phone-needed',
      'invalid-phone',
      'opted-out',
      'time-in-future',
    ],
  }),
  declineOffer: outcome('decline', 'The caller stays on the line'),
  noInputOffer: outcome('no-input', 'The caller said nothing and stays on the line'),
  hangUpOffer: outcome('hang-up', 'The caller hung up at the choice', {
    /** False: before the choice had been spoken. */
    heard: z.boolean().default(true),
  }),
  callbackOffer: outcome('callback', 'The caller asked to be rung back'),
};
