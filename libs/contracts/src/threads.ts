import { z } from 'zod';
import { Call } from './calls.js';
import { HeldConsent } from './consents.js';
import { admins, anyRole, at, atProblems, Id, idParam, route, Seq, Time } from './route.js';
import { TemplateToSend } from './templates.js';
import {
  AttachmentStatus,
  Direction,
  HandoffStatus,
  MessageStatus,
  MessageType,
  MessagingKind,
  Priority,
  SendPurpose,
  SlaClock,
  ThreadStatus,
} from './words.js';

export const MessageError = z.object({
  /** Our stable code, such as `recipient_unreachable`. */
  code: z.string(),
  /** The provider's own code, as it came. */
  providerCode: z.string().nullable(),
  message: z.string(),
});
export type MessageError = z.infer<typeof MessageError>;

export const Rotation = z.literal([0, 90, 180, 270]);
export type Rotation = z.infer<typeof Rotation>;

export const Attachment = z.object({
  id: Id,
  mimeType: z.string(),
  fileName: z.string().nullable(),
  bytes: z.number().int().nullable(),
  width: z.number().int().nullable(),
  height: z.number().int().nullable(),
  status: AttachmentStatus,
  /** Where to read it from, for who is signed in; null until it is ready. */
  url: z.string().nullable(),
  thumbnailUrl: z.string().nullable(),
  /** When a photo was taken, as its camera wrote; null where it did not. */
  takenAt: Time.nullable(),
  /** A photo tiny and blurred, as a `data:` address: what to show until the thumbnail is there. */
  placeholder: z.string().nullable(),
  /** Degrees clockwise by which somebody has turned it; the file itself stays as it is. */
  rotation: Rotation,
  error: z.string().nullable(),
  /** How far it has come to the customer, where it was sent by us; it may differ from the other parts of its message. */
  delivery: MessageStatus.nullable(),
  deliveryError: MessageError.nullable(),
});
export type Attachment = z.infer<typeof Attachment>;

/** The message that another one answers or reacts to, as far as a quotation of it needs. */
export const QuotedMessage = z.object({
  threadId: Id,
  seq: z.number().int(),
  direction: Direction,
  type: MessageType,
  /** Its beginning. */
  text: z.string().nullable(),
  author: z.string().nullable(),
});
export type QuotedMessage = z.infer<typeof QuotedMessage>;

export const Message = z.object({
  id: z.string(),
  threadId: Id,
  /** 1, 2, 3 … without gaps within the thread. */
  seq: z.number().int(),
  direction: Direction,
  type: MessageType,
  text: z.string().nullable(),
  /** Structured part of a location, contact card, reaction, interactive reply, order, …; null for plain words. */
  content: z.record(z.string(), z.unknown()).nullable(),
  /** What this one answers, reacts to or takes back; null where it names none, or one that nobody knows. */
  quoted: QuotedMessage.nullable(),
  author: z.object({ kind: z.enum(['contact', 'user', 'system']), id: Id.nullable(), name: z.string().nullable() }),
  channel: MessagingKind.nullable(),
  /** What an outbound message is for; null for the others. */
  purpose: SendPurpose.nullable(),
  status: MessageStatus,
  error: MessageError.nullable(),
  attachments: z.array(Attachment),
  providerMessageId: z.string().nullable(),
  clientId: z.string().nullable(),
  /** The send somebody has to decide about, see `/sends`; null where all is well. */
  failedSend: Id.nullable(),
  /** The provider's time for inbound messages, the time of writing for the others. */
  sentAt: Time,
  createdAt: Time,
});
export type Message = z.infer<typeof Message>;

export const Assignee = z.object({ id: Id, name: z.string() });

/** A clock that runs: it ends with a colleague's answer, or with the cycle. */
export const ThreadClock = z.object({ clock: SlaClock, startedAt: Time, dueAt: Time, breached: z.boolean() });
export type ThreadClock = z.infer<typeof ThreadClock>;

export const Team = z.object({ id: Id, name: z.string() });
export type Team = z.infer<typeof Team>;

export const ThreadSummary = z.object({
  id: Id,
  status: ThreadStatus,
  channel: MessagingKind,
  contact: z.object({ id: Id, name: z.string().nullable(), phone: z.string().nullable() }),
  assignee: Assignee.nullable(),
  team: Team.nullable(),
  priority: Priority,
  tags: z.array(z.string()),
  /** Of the call that led to it. */
  queue: z.string().nullable(),
  intent: z.string().nullable(),
  /** Whether a photo came or went in it. */
  hasPhoto: z.boolean(),
  /** While it is snoozed: until when; a word from the customer wakes it earlier. */
  snoozedUntil: Time.nullable(),
  /** Since when the customer waits for a colleague's answer; null: they do not. */
  waitingSince: Time.nullable(),
  /** 1, 2, 3 …: a resolution cycle begins with opening or reopening. */
  cycle: z.number().int(),
  /** How the last cycle ended; null while it is open. */
  disposition: z.string().nullable(),
  /** The clock that is due next; null: none runs. */
  sla: ThreadClock.nullable(),
  /** Every clock that runs, the next one due first. */
  clocks: z.array(ThreadClock),
  unreadCount: z.number().int(),
  lastSeq: z.number().int(),
  /** Everything up to here has been seen. */
  readSeq: z.number().int(),
  lastMessage: z.object({ text: z.string().nullable(), type: MessageType, direction: Direction, at: Time }).nullable(),
  /** The handoff that opened it, where a call did. */
  handoff: z.object({ callId: Id, status: HandoffStatus, intent: z.string().nullable() }).nullable(),
  /** Until when a free-form reply is allowed; null where the channel has no window or the customer has not written. */
  windowExpiresAt: Time.nullable(),
  /** Whether a free-form reply can be sent now. */
  canReply: z.boolean(),
  /** The opt-out that holds back replies by the thread's channel, and since when; null: none does. */
  optedOut: HeldConsent.nullable(),
  /** The earliest message that reads like an opt-out and that nobody has judged yet. */
  flaggedSeq: z.number().int().nullable(),
  /** The longest reply the thread's channel carries, in characters. */
  maxTextLength: z.number().int(),
  /** Rises with every change of the thread: of two summaries the higher one is newer. */
  version: z.number().int(),
  createdAt: Time,
  updatedAt: Time,
});
export type ThreadSummary = z.infer<typeof ThreadSummary>;

export const Thread = ThreadSummary.extend({ call: Call.nullable() });
export type Thread = z.infer<typeof Thread>;

const seqQuery = z.coerce.number().pipe(Seq);

export const threadRoutes = {
  getThread: route({
    method: 'GET',
    path: '/threads/:id',
    summary: 'One thread with its call',
    access: anyRole,
    params: idParam,
    response: Thread,
    problems: ['not-found'],
  }),
  listMessages: route({
    method: 'GET',
    path: '/threads/:id/messages',
    summary: 'Messages in sequence order: the latest, those after a sequence number, or those before one',
    access: anyRole,
    params: idParam,
    query: z.object({
      after: seqQuery.optional(),
      before: seqQuery.optional(),
      limit: z.coerce.number().int().min(1).max(200).default(100),
    }),
    response: z.object({ items: z.array(Message), hasMore: z.boolean() }),
    problems: ['not-found'],
  }),
  postMessage: route({
    method: 'POST',
    path: '/threads/:id/messages',
    summary: 'A reply or an internal note; the same clientId answers the same message',
    access: anyRole,
    params: idParam,
    status: 201,
    body: z
      .object({
        clientId: z.string().min(1).max(100),
        text: z.string().trim().min(1, 'must not be empty').max(4096).optional(),
        /** Files of a reply, in order, from `POST /attachments`: each goes as a part with a status of its own. */
        attachmentIds: z.array(Id).min(1).max(10, 'at most 10 files').optional(),
        /** Instead of a text: what may be sent while the reply window is closed. */
        template: TemplateToSend.optional(),
        kind: z.enum(['reply', 'note']).default('reply'),
        /** Colleagues whom a note names: they are told. */
        mentions: z.array(Id).max(20, 'at most 20 colleagues').optional(),
        /** Sends by this channel and goes on there; absent: by the one the thread is on. */
        channel: MessagingKind.optional(),
        /** What a reply is for: news or marketing that nobody asked for must say so. */
        purpose: SendPurpose.exclude(['confirmation']).default('service'),
        at,
        /** The last sequence number the writer had seen; a reply past unseen messages from the customer is refused. */
        lastSeenSeq: Seq.optional(),
      })
      .refine(
        ({ text, attachmentIds, template, kind }) =>
          (text === undefined && attachmentIds === undefined) !== (template === undefined) &&
          ((!template && !attachmentIds) || kind === 'reply'),
        {
          path: ['text'],
          error: 'a text, in a reply also files, or instead a template',
        },
      )
      .refine(({ mentions, kind }) => !mentions || kind === 'note', {
        path: ['mentions'],
        error: 'only a note can mention colleagues: a reply goes to the customer',
      }),
    response: Message,
    problems: [
      ...atProblems,
      'not-found',
      'stale-reply',
      'thread-resolved',
      'window-closed',
      'template-unavailable',
      'template-parameters',
      'opted-out',
      'consent-unclear',
      'channel-unhealthy',
      'no-address',
      'text-too-long',
      'attachment-unusable',
      'attachment-not-carried',
      'unknown-colleague',
      'mention-unseen',
    ],
  }),
  uploadAttachments: route({
    method: 'POST',
    path: '/attachments',
    summary: 'Files for a reply, up to 16 MB each; photos lose everything but the picture. Unused for a day, they go',
    access: anyRole,
    upload: true,
    status: 201,
    response: z.object({ items: z.array(Attachment) }),
    problems: ['no-file', 'too-many-files', 'file-too-large', 'too-large', 'file-type', 'file-damaged', 'no-room'],
  }),
  attachmentContent: route({
    method: 'GET',
    path: '/attachments/:id/content',
    summary: 'The file itself; photos as clean JPEG, everything else as a download. Takes Range',
    access: anyRole,
    params: idParam,
    query: z.object({ variant: z.enum(['thumbnail']).optional() }),
    response: z.unknown(),
    problems: ['not-found'],
  }),
  attachmentOriginal: route({
    method: 'GET',
    path: '/attachments/:id/original',
    summary: 'A photo as a customer sent it, with all that is in it, where the workspace keeps originals. A download',
    access: admins,
    params: idParam,
    response: z.unknown(),
    problems: ['not-found'],
  }),
  getAttachment: route({
    method: 'GET',
    path: '/attachments/:id',
    summary: 'What is known of a file',
    access: anyRole,
    params: idParam,
    response: Attachment,
    problems: ['not-found'],
  }),
  turnAttachment: route({
    method: 'POST',
    path: '/attachments/:id/rotation',
    summary: 'Turns a photo for everybody who looks at it; the file stays as it is',
    access: anyRole,
    params: idParam,
    body: z.object({ rotation: Rotation }),
    response: Attachment,
    problems: ['not-found'],
  }),
  assignThread: route({
    method: 'POST',
    path: '/threads/:id/assign',
    summary:
      'Take a thread, pass it to a colleague or a team, or put it back (userId null); what another has taken is 409',
    access: anyRole,
    params: idParam,
    body: z
      .object({
        /** Absent with a team: nobody in it has it yet. */
        userId: Id.nullable().optional(),
        /** Absent: it stays with the team it has. */
        teamId: Id.nullable().optional(),
        /** Who the writer believes has it now; lets a thread be moved on knowingly. Absent: it must be unassigned. */
        from: Id.nullable().optional(),
        /** What whoever gets it should know: a note in the thread, written together with it. */
        note: z.string().trim().min(1, 'must not be empty').max(4096).optional(),
        at,
      })
      .refine(({ userId, teamId }) => userId !== undefined || teamId !== undefined, {
        path: ['userId'],
        error: 'names a colleague or a team',
      }),
    response: ThreadSummary,
    problems: ['not-found', 'already-assigned', ...atProblems],
  }),
  resolveThread: route({
    method: 'POST',
    path: '/threads/:id/resolve',
    summary: 'Ends the resolution cycle, by one of the active dispositions of `GET /work-settings`',
    access: anyRole,
    params: idParam,
    body: z.object({
      disposition: z.string('must say how it ended').min(1, 'must say how it ended').max(100),
      /** The customer has said so. */
      confirmed: z.boolean().optional(),
      at,
    }),
    response: ThreadSummary,
    problems: ['not-found', 'thread-resolved', 'unknown-disposition', ...atProblems],
  }),
  reopenThread: route({
    method: 'POST',
    path: '/threads/:id/reopen',
    summary: 'Opens a resolved thread again; 409 where the contact has a newer open one',
    access: anyRole,
    params: idParam,
    body: z.object({ at }),
    response: ThreadSummary,
    problems: ['not-found', 'thread-open', 'newer-thread-open', ...atProblems],
  }),
  readThread: route({
    method: 'POST',
    path: '/threads/:id/read',
    summary: 'Everything up to this sequence number has been seen',
    access: anyRole,
    params: idParam,
    body: z.object({ seq: Seq }),
    response: ThreadSummary,
    problems: ['not-found'],
  }),
};
