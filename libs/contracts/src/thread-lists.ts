import { z } from 'zod';
import { anyRole, Id, pageOf, pageQuery, route } from './route.js';
import { Team, ThreadSummary } from './threads.js';
import { MessagingKind, Priority, ThreadSort, ThreadStatus, ThreadView } from './words.js';

/** Which threads a list shows. What is absent does not matter; tags, queues and the like are exact. */
export const ThreadFilter = z.object({
  view: ThreadView.default('all'),
  /** Open ones unless said; of threads with failed sends, and in a search, whichever. */
  status: z.enum([...ThreadStatus.options, 'any']).optional(),
  channel: MessagingKind.optional(),
  intent: z.string().min(1).max(100).optional(),
  queue: z.string().min(1).max(100).optional(),
  tag: z.string().min(1).max(40).optional(),
  priority: Priority.optional(),
  team: Id.optional(),
  /** Only those in which a photo came or went. */
  hasPhoto: z.stringbool().optional(),
  /** Only those with a send that somebody has to decide about. */
  failed: z.stringbool().optional(),
});
export type ThreadFilter = z.infer<typeof ThreadFilter>;

/** Where a search found its words, in order; what is found is marked, and nothing is markup. */
export const ThreadHit = z.object({
  seq: z.number().int(),
  parts: z.array(z.object({ text: z.string(), found: z.boolean() })),
});
export type ThreadHit = z.infer<typeof ThreadHit>;

export const ListedThread = ThreadSummary.extend({ hit: ThreadHit.nullable().optional() });
export type ListedThread = z.infer<typeof ListedThread>;

const Count = z.object({ threads: z.number().int(), unread: z.number().int() });
/** Open threads of each view; and those that rest, and those with a send to decide about. */
export const ThreadCounts = z.object({
  mine: Count,
  unassigned: Count,
  team: Count,
  all: Count,
  snoozed: Count,
  failed: z.object({ threads: z.number().int() }),
});
export type ThreadCounts = z.infer<typeof ThreadCounts>;

export const ThreadFacets = z.object({
  intents: z.array(z.string()),
  queues: z.array(z.string()),
  tags: z.array(z.string()),
  teams: z.array(Team),
  /** Those of the teams that whoever asks belongs to. */
  memberOf: z.array(Id),
});
export type ThreadFacets = z.infer<typeof ThreadFacets>;

export const threadListRoutes = {
  listThreads: route({
    method: 'GET',
    path: '/threads',
    summary: 'The inbox: threads of a view, filtered and sorted, or those that a search finds',
    access: anyRole,
    query: ThreadFilter.extend({
      ...pageQuery.shape,
      sort: ThreadSort.default('latest'),
      /** Part of a name, of a phone number in any format, or words of a message. */
      q: z.string().max(100).optional(),
    }),
    response: pageOf(ListedThread),
    problems: ['invalid-cursor'],
  }),
  countThreads: route({
    method: 'GET',
    path: '/threads/counts',
    summary: 'How many threads and unread messages each view has',
    access: anyRole,
    response: ThreadCounts,
  }),
  threadFacets: route({
    method: 'GET',
    path: '/threads/facets',
    summary: 'What threads can be filtered by: intents, queues, tags and teams of the latest ones',
    access: anyRole,
    response: ThreadFacets,
  }),
};
