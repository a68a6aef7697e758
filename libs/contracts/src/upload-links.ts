import { z } from 'zod';
import { anyRole, idParam, route, Time } from './route.js';

export const UploadLink = z.object({
  /** The page where its holder sends photos into the thread, without signing in. Shown only now: we keep no copy. */
  url: z.url(),
  expiresAt: Time,
  /** A sentence with the link in the company's language, ready to be sent. */
  text: z.string(),
});
export type UploadLink = z.infer<typeof UploadLink>;

export const uploadLinkRoutes = {
  createUploadLink: route({
    method: 'POST',
    path: '/threads/:id/upload-links',
    summary: 'A link to a page for photos, good for a day and for so many files',
    access: anyRole,
    params: idParam,
    status: 201,
    body: z.object({ maxFiles: z.number().int().min(1).max(10).default(5) }),
    response: UploadLink,
    problems: ['not-found'],
  }),
};
