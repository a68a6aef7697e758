import { z } from 'zod';
import { anyRole, Id, idParam, route, Seq, Time } from './route.js';
import { ConsentAction, ConsentPurpose, ConsentSource, MessagingKind, SendPurpose } from './words.js';

/** One entry of the ledger: what somebody said about being written to by one sender. Never changed, never deleted. */
export const Consent = z.object({
  id: Id,
  contactId: Id,
  /** The sender it is about. */
  channel: z.object({ id: Id, kind: MessagingKind, name: z.string(), address: z.string() }),
  purpose: ConsentPurpose,
  action: ConsentAction,
  source: ConsentSource,
  /** The message that said it; null where none did. */
  threadId: Id.nullable(),
  seq: z.number().int().nullable(),
  /** The call in which it was said. */
  callId: Id.nullable(),
  /** Who recorded it; null for the customer's own keyword and for the provider. */
  by: z.string().nullable(),
  /** The word itself, or what was noted. */
  note: z.string().nullable(),
  /** Who tells the customer that it was understood; null: nobody, it was not written by them. */
  confirmedBy: z.enum(['hub', 'provider']).nullable(),
  /** When it was said, by the provider's clock where it has one: the newest entry holds. */
  at: Time,
  recordedAt: Time,
});
export type Consent = z.infer<typeof Consent>;

/** The part of an entry that explains why a message may or may not be sent. */
export const HeldConsent = Consent.pick({ id: true, action: true, purpose: true, source: true, note: true, at: true });
export type HeldConsent = z.infer<typeof HeldConsent>;

/** What made the hub send a message. */
export const SendCause = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('reply'), by: z.string(), userId: Id.nullable() }),
  z.object({
    kind: z.literal('invite'),
    callId: Id,
    offerId: Id,
    acceptedAt: Time,
    /** The way chosen, where it could not be reached by that. */
    fallbackFrom: MessagingKind.nullable(),
  }),
  /** What an entry of the ledger or a HELP is answered with. */
  z.object({
    kind: z.literal('confirmation'),
    of: z.enum(['opt_out', 'opt_in', 'help']),
    consentId: Id.nullable(),
    seq: z.number().int().nullable(),
  }),
  /** A resolution cycle ended, and the customer is asked how it went. */
  z.object({ kind: z.literal('survey'), surveyId: Id, cycle: z.number().int() }),
  /** Written before causes were kept. */
  z.object({ kind: z.literal('unrecorded') }),
]);
export type SendCause = z.infer<typeof SendCause>;

export const SendAttempt = z.object({
  attempt: z.number().int(),
  at: Time,
  /** null: still under way, or its process died and nobody knows. */
  outcome: z.enum(['accepted', 'rejected', 'retry', 'unknown']).nullable(),
  endedAt: Time.nullable(),
  error: z.object({ code: z.string(), providerCode: z.string().nullable(), message: z.string() }).nullable(),
});

/** "Why was this sent?": facts kept when it was written and when it was sent. */
export const Why = z.object({
  purpose: SendPurpose,
  cause: SendCause,
  /** The newest entry that concerned the purpose; null: nobody had said anything. */
  consent: z.object({ whenWritten: HeldConsent.nullable(), whenSent: HeldConsent.nullable() }),
  /** The customer service window when it was written; null where the channel has none. */
  window: z.object({ open: z.boolean(), expiresAt: Time.nullable() }).nullable(),
  /** Who it went out from, and to. */
  sender: z.object({ channelId: Id, name: z.string(), address: z.string() }).nullable(),
  to: z.string().nullable(),
  attempts: z.array(SendAttempt),
});
export type Why = z.infer<typeof Why>;

const threadMessage = idParam.extend({ seq: z.coerce.number().pipe(Seq) });

export const consentRoutes = {
  listConsents: route({
    method: 'GET',
    path: '/contacts/:id/consents',
    summary: 'Everything a person has said about being written to, newest first',
    access: anyRole,
    params: idParam,
    response: z.object({ items: z.array(Consent) }),
    problems: ['not-found'],
  }),
  addConsent: route({
    method: 'POST',
    path: '/contacts/:id/consents',
    summary: 'Adds an entry to the ledger: what somebody said on the phone, on a page, or to an agent',
    access: anyRole,
    params: idParam,
    status: 201,
    body: z
      .object({
        /** The sender it is about: by its id, or every sender of a kind. */
        channelId: Id.optional(),
        channel: MessagingKind.optional(),
        purpose: ConsentPurpose.default('all'),
        action: ConsentAction,
        source: z.enum(['spoken', 'agent', 'page', 'api']).default('agent'),
        callId: Id.optional(),
        note: z.string().trim().max(500).optional(),
        /** When it was said; only for API keys, and not in the future. */
        at: Time.optional(),
      })
      .refine((body) => (body.channelId === undefined) !== (body.channel === undefined), {
        path: ['channel'],
        message: 'name the sender: either channelId or channel',
      }),
    response: z.object({ items: z.array(Consent) }),
    problems: ['not-found', 'unknown-channel', 'at-not-allowed'],
  }),
  decideConsentFlag: route({
    method: 'POST',
    path: '/threads/:id/messages/:seq/consent-flag',
    summary: 'Says whether a message that reads like an opt-out is one; the first answer holds',
    access: anyRole,
    params: threadMessage,
    body: z.object({ decision: z.enum(['opt_out', 'not_opt_out']) }),
    problems: ['not-found', 'flag-decided'],
  }),
  whySent: route({
    method: 'GET',
    path: '/threads/:id/messages/:seq/why',
    summary: 'Why an outbound message was sent: its cause, the consent that held, and every attempt',
    access: anyRole,
    params: threadMessage,
    response: Why,
    problems: ['not-found'],
  }),
};
