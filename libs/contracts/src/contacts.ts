import { z } from 'zod';
import { anyRole, Id, idParam, pageOf, pageQuery, route, Time } from './route.js';
import { IdentityKind, MessagingKind, ThreadStatus } from './words.js';

export const ContactSummary = z.object({ id: Id, name: z.string().nullable(), phone: z.string().nullable() });
export type ContactSummary = z.infer<typeof ContactSummary>;

export const ContactIdentity = z.object({
  kind: IdentityKind,
  value: z.string(),
  /** The business portfolio in which it means this person; null for numbers, which mean the same everywhere. */
  portfolio: z.string().nullable(),
  since: Time,
  /** The address that followed it: the customer changed their number. */
  replacedBy: z.string().nullable(),
});
export type ContactIdentity = z.infer<typeof ContactIdentity>;

export const ContactThread = z.object({
  id: Id,
  status: ThreadStatus,
  channel: MessagingKind,
  lastText: z.string().nullable(),
  createdAt: Time,
  updatedAt: Time,
  /** `merged`: closed because it went on in another thread of the same person. */
  disposition: z.string().nullable(),
});
export type ContactThread = z.infer<typeof ContactThread>;

export const ContactMerge = z.object({
  id: Id,
  /** Who goes on, and who was merged into them. */
  kept: ContactSummary,
  merged: ContactSummary,
  reason: z.string().nullable(),
  by: z.string(),
  at: Time,
  undoneAt: Time.nullable(),
  undoneBy: z.string().nullable(),
  /** Merges are undone in the reverse order: only the latest of both contacts can be. */
  canUndo: z.boolean(),
});
export type ContactMerge = z.infer<typeof ContactMerge>;

export const Contact = ContactSummary.extend({
  createdAt: Time,
  /** The contact that has everything of this one now. */
  mergedInto: Id.nullable(),
  identities: z.array(ContactIdentity),
  /** The latest first, at most fifty. */
  threads: z.array(ContactThread),
  merges: z.array(ContactMerge),
  /** Contacts who may be the same person, where nothing proves it. */
  possibleDuplicates: z.array(z.object({ contact: ContactSummary, reason: z.string(), foundAt: Time })),
});
export type Contact = z.infer<typeof Contact>;

export const ContactNote = z.object({
  id: Id,
  contactId: Id,
  text: z.string(),
  author: z.object({ id: Id.nullable(), name: z.string() }),
  createdAt: Time,
  editedAt: Time.nullable(),
  /** Rises with every change. */
  version: z.number().int(),
  /** Whether who asks may change or delete it: their own, and supervisors every one. */
  canEdit: z.boolean(),
});
export type ContactNote = z.infer<typeof ContactNote>;

const NoteText = z.string().trim().min(1, 'must not be empty').max(4000, 'must be at most 4000 characters');
const noteParams = idParam.extend({ noteId: Id });

export const contactRoutes = {
  listContacts: route({
    method: 'GET',
    path: '/contacts',
    summary: 'Contacts by part of a name or of a phone number in any format, the newest first',
    access: anyRole,
    query: pageQuery.extend({ q: z.string().trim().max(100).optional() }),
    response: pageOf(ContactSummary),
    problems: ['invalid-cursor'],
  }),
  getContact: route({
    method: 'GET',
    path: '/contacts/:id',
    summary: 'One contact: addresses, threads, merges, possible duplicates',
    access: anyRole,
    params: idParam,
    response: Contact,
    problems: ['not-found'],
  }),
  // Agents too: who talks with a person is who sees that they are known twice, and it can be undone.
  mergeContacts: route({
    method: 'POST',
    path: '/contacts/:id/merge',
    summary: 'Two contacts are one person: this one gets everything of the other, from now on too',
    access: anyRole,
    params: idParam,
    body: z.object({ otherId: Id, reason: z.string().trim().max(500).optional() }),
    response: Contact,
    problems: ['not-found', 'same-contact', 'contact-merged'],
  }),
  undoMerge: route({
    method: 'POST',
    path: '/contact-merges/:id/undo',
    summary: 'Two persons after all: each gets back what was theirs, and what has come since by their addresses',
    access: anyRole,
    params: idParam,
    response: z.object({ kept: Contact, merged: Contact }),
    problems: ['not-found', 'merge-undone', 'merge-superseded'],
  }),
  listContactNotes: route({
    method: 'GET',
    path: '/contacts/:id/notes',
    summary: 'What colleagues have noted about a person, the newest first',
    access: anyRole,
    params: idParam,
    query: pageQuery,
    response: pageOf(ContactNote),
    problems: ['not-found', 'invalid-cursor'],
  }),
  addContactNote: route({
    method: 'POST',
    path: '/contacts/:id/notes',
    summary: 'Notes something about a person; no customer ever reads it',
    access: anyRole,
    params: idParam,
    status: 201,
    body: z.object({ text: NoteText }),
    response: ContactNote,
    problems: ['not-found'],
  }),
  changeContactNote: route({
    method: 'PATCH',
    path: '/contacts/:id/notes/:noteId',
    summary: 'Changes a note: who wrote it, or a supervisor',
    access: anyRole,
    params: noteParams,
    body: z.object({
      text: NoteText,
      /** The version that was read; a newer one is 409 `note-changed`. */
      version: z.number().int().min(1).max(2_147_483_647),
    }),
    response: ContactNote,
    problems: ['not-found', 'not-your-note', 'note-changed'],
  }),
  deleteContactNote: route({
    method: 'DELETE',
    path: '/contacts/:id/notes/:noteId',
    summary: 'Deletes a note: who wrote it, or a supervisor',
    access: anyRole,
    params: noteParams,
    status: 204,
    problems: ['not-found', 'not-your-note'],
  }),
};
