import { z } from 'zod';
import { anyRole, Id, idParam, route, Time } from './route.js';

/** A reply goes to the customer, a note stays in the house. Each has a draft of its own: one never becomes the other. */
export const DraftKind = z.enum(['reply', 'note']);
export type DraftKind = z.infer<typeof DraftKind>;

/** What a colleague is writing in a thread; theirs alone, on every device. */
export const Draft = z.object({
  threadId: Id,
  kind: DraftKind,
  /** Empty: there is none any more. */
  text: z.string(),
  /** Rises with every change: of two the higher one is newer. */
  version: z.number().int(),
  updatedAt: Time,
});
export type Draft = z.infer<typeof Draft>;

/** How somebody writes: for so long a reply can be taken back after it was sent; 0: not at all. */
export const WritingSettings = z.object({ undoSeconds: z.literal([0, 5, 10]) });
export type WritingSettings = z.infer<typeof WritingSettings>;

export const draftRoutes = {
  listDrafts: route({
    method: 'GET',
    path: '/threads/:id/drafts',
    summary: 'What one is writing in a thread: a reply, a note, both or neither',
    access: anyRole,
    params: idParam,
    response: z.object({ items: z.array(Draft) }),
    problems: ['not-found'],
  }),
  putDraft: route({
    method: 'PUT',
    path: '/threads/:id/draft',
    summary: 'Keeps what is being written; an empty text ends it. 409 where another tab has written something newer',
    access: anyRole,
    params: idParam,
    body: z.object({
      text: z.string().max(20_000, 'at most 20,000 characters'),
      kind: DraftKind,
      /** Of the draft that was changed; 0: of none. */
      version: z.number().int().min(0).max(Number.MAX_SAFE_INTEGER),
    }),
    response: Draft,
    problems: ['not-found', 'draft-changed'],
  }),
  getWritingSettings: route({
    method: 'GET',
    path: '/me/writing',
    summary: 'How one likes to write',
    access: anyRole,
    response: WritingSettings,
  }),
  putWritingSettings: route({
    method: 'PUT',
    path: '/me/writing',
    summary: 'Changes how one likes to write',
    access: anyRole,
    body: WritingSettings,
    response: WritingSettings,
    problems: ['people-only'],
  }),
};
