import { z } from 'zod';
import { anyRole, Id, route, Time } from './route.js';
import { ThreadSummary } from './threads.js';
import { Tag } from './work-settings.js';
import { Priority } from './words.js';

/** What is done to several threads at once. */
export const BulkAction = z.discriminatedUnion('kind', [
  /** Null: back to nobody. Whoever has them now loses them. */
  z.object({ kind: z.literal('assign'), userId: Id.nullable() }),
  z.object({ kind: z.literal('resolve'), disposition: z.string().min(1).max(100) }),
  /** Null: until the customer writes. */
  z.object({ kind: z.literal('snooze'), until: Time.nullable() }),
  z.object({ kind: z.literal('tag'), add: z.array(Tag).max(20).default([]), remove: z.array(Tag).max(20).default([]) }),
  z.object({ kind: z.literal('priority'), priority: Priority }),
  z.object({ kind: z.literal('read') }),
  /** The customer's last message counts as unread again. */
  z.object({ kind: z.literal('unread') }),
]);
export type BulkAction = z.infer<typeof BulkAction>;

const BulkResult = z.object({
  id: Id,
  /** As it is now; null where nothing was done. */
  thread: ThreadSummary.nullable(),
  /** Why nothing was done; null where it was. */
  problem: z.object({ type: z.string(), title: z.string(), detail: z.string().optional() }).nullable(),
});
export type BulkResult = z.infer<typeof BulkResult>;

export const bulkRoutes = {
  changeThreads: route({
    method: 'POST',
    path: '/threads/bulk',
    summary: 'Does the same to several threads; answers for each whether it was done, and how to take it back',
    access: anyRole,
    body: z.object({
      ids: z.array(Id).min(1, 'names no thread').max(200, 'at most 200 threads at once'),
      action: BulkAction,
    }),
    response: z.object({
      items: z.array(BulkResult),
      /** Null: nothing was done. */
      undo: z.object({ token: z.string(), until: Time }).nullable(),
    }),
  }),
  undoBulk: route({
    method: 'POST',
    path: '/threads/bulk/undo',
    summary: 'Takes back what was done to several threads; what has changed since is left as it is, and said',
    access: anyRole,
    body: z.object({ token: z.string().min(1).max(100) }),
    response: z.object({ items: z.array(BulkResult) }),
    problems: ['undo-over'],
  }),
};
