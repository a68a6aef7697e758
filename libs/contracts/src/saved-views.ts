import { z } from 'zod';
import { anyRole, Id, idParam, route } from './route.js';
import { ThreadFilter } from './thread-lists.js';
import { ThreadSort, ThreadView } from './words.js';

export const SavedFilter = ThreadFilter.extend({
  view: ThreadView.optional(),
  hasPhoto: z.boolean().optional(),
  failed: z.boolean().optional(),
  q: z.string().trim().max(100).optional(),
});
export type SavedFilter = z.infer<typeof SavedFilter>;

const written = {
  name: z.string().trim().min(1, 'must not be empty').max(60, 'at most 60 characters'),
  filter: SavedFilter,
  sort: ThreadSort.default('latest'),
  /** For everybody, and not only for who saved it: supervisors may. */
  shared: z.boolean().default(false),
};

export const SavedView = z.object({
  ...written,
  sort: ThreadSort,
  shared: z.boolean(),
  id: Id,
  /** Whether whoever asks may change it. */
  editable: z.boolean(),
  /** How many threads it shows, up to 100; null: it is a search. */
  threads: z.number().int().nullable(),
});
export type SavedView = z.infer<typeof SavedView>;

export const savedViewRoutes = {
  listSavedViews: route({
    method: 'GET',
    path: '/saved-views',
    summary: 'Filters that somebody has saved, and those that are shared with everybody',
    access: anyRole,
    response: z.object({ items: z.array(SavedView) }),
  }),
  createSavedView: route({
    method: 'POST',
    path: '/saved-views',
    summary: 'Saves a filter under a name',
    access: anyRole,
    status: 201,
    body: z.object(written),
    response: SavedView,
    problems: ['sharing-not-allowed', 'too-many-views'],
  }),
  putSavedView: route({
    method: 'PUT',
    path: '/saved-views/:id',
    summary: 'Changes a saved view',
    access: anyRole,
    params: idParam,
    body: z.object(written),
    response: SavedView,
    problems: ['not-found', 'sharing-not-allowed'],
  }),
  deleteSavedView: route({
    method: 'DELETE',
    path: '/saved-views/:id',
    summary: 'Removes a saved view; its threads stay as they are',
    access: anyRole,
    params: idParam,
    status: 204,
    problems: ['not-found'],
  }),
};
