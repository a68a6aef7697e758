import { z } from 'zod';
import { anyRole, Id, idParam, pageOf, pageQuery, route, supervisors, Time } from './route.js';
import { Message, MessageError } from './threads.js';
import { MessagingKind } from './words.js';

/** failed: it will not arrive by itself. unknown: the provider never answered, so it may have arrived. */
export const SendState = z.enum(['failed', 'unknown']);
export type SendState = z.infer<typeof SendState>;

/** A message, or a part of one, that did not go as it should: a dead letter until somebody decides about it. */
export const FailedSend = z.object({
  id: Id,
  state: SendState,
  threadId: Id,
  /** The message's place in its thread. */
  seq: z.number().int(),
  contact: z.object({ id: Id, name: z.string().nullable(), phone: z.string().nullable() }),
  channel: MessagingKind,
  purpose: z.enum(['reply', 'invite', 'notice']),
  text: z.string().nullable(),
  author: z.string().nullable(),
  error: MessageError.nullable(),
  /** What a person can do about it, in words. */
  whatNext: z.string(),
  /** How often its request has left. */
  attempts: z.number().int(),
  createdAt: Time,
  /** When it was given up; null while that is open. */
  finishedAt: Time.nullable(),
});
export type FailedSend = z.infer<typeof FailedSend>;

export const SendCounts = z.object({ failed: z.number().int(), unknown: z.number().int() });
export type SendCounts = z.infer<typeof SendCounts>;

export const sendRoutes = {
  listSends: route({
    method: 'GET',
    path: '/sends',
    summary: 'Messages that failed, or of which nobody knows whether they arrived, newest first',
    access: anyRole,
    query: pageQuery.extend({ state: SendState.optional() }),
    response: pageOf(FailedSend),
    problems: ['invalid-cursor'],
  }),
  countSends: route({
    method: 'GET',
    path: '/sends/counts',
    summary: 'How many sends wait for somebody to decide',
    access: anyRole,
    response: SendCounts,
  }),
  retrySend: route({
    method: 'POST',
    path: '/sends/:id/retry',
    summary:
      'Sends the same message once more, by its own channel or by the other; what has arrived is never sent again',
    access: anyRole,
    params: idParam,
    body: z.object({
      /** Sends by this channel, and the thread goes on there. */
      channel: MessagingKind.optional(),
      /** Needed where the state is unknown: the customer may get it twice. */
      confirm: z.boolean().default(false),
    }),
    response: Message,
    problems: [
      'not-found',
      'send-settled',
      'confirm-required',
      'thread-resolved',
      'window-closed',
      'opted-out',
      'channel-unhealthy',
      'no-address',
      'text-too-long',
    ],
  }),
  dismissSend: route({
    method: 'POST',
    path: '/sends/:id/dismiss',
    summary: 'Decides that nothing more is done about a send; the message keeps its error',
    access: supervisors,
    params: idParam,
    response: Message,
    problems: ['not-found', 'send-settled'],
  }),
};
