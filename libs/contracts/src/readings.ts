import { z } from 'zod';
import { admins, anyRole, Id, idParam, pageOf, pageQuery, route, Time } from './route.js';

/**
 * proposed: noted, and nobody has said yes. questioned: it looks wrong, or the customer is being asked. confirmed: it holds,
 * and the company's own system is told. rejected: it was wrong.
 */
export const ReadingStatus = z.enum(['proposed', 'questioned', 'confirmed', 'rejected']);
export type ReadingStatus = z.infer<typeof ReadingStatus>;

/**
 * Why a reading looks wrong. too-low: the counter would have run back. too-high: more than a home uses in that time. digits:
 * one too many or too few. register-swap: it fits another register of the same meter. unchanged: for weeks. unit: another
 * one than before.
 */
export const ReadingWarningCode = z.enum(['digits', 'too-low', 'too-high', 'register-swap', 'unchanged', 'unit']);
export type ReadingWarningCode = z.infer<typeof ReadingWarningCode>;

export const ReadingWarning = z.object({
  code: ReadingWarningCode,
  /** What is odd about it, in words for an agent. */
  text: z.string(),
});
export type ReadingWarning = z.infer<typeof ReadingWarning>;

/** What a meter shows: digits as they stand there, leading zeros too, with a point before fractions. */
export const ReadingValue = z
  .string()
  .trim()
  .regex(/^\d{1,10}(\.\d{1,4})?$/, 'must be the digits of the meter, with a point before fractions, such as 48213.5');

export const Reading = z.object({
  id: Id,
  threadId: Id,
  contactId: Id,
  /** The photo that shows it. */
  attachmentId: Id.nullable(),
  value: z.string(),
  /** Which of the meter's registers, such as `day` and `night`; empty where it has one. */
  register: z.string(),
  unit: z.string(),
  serial: z.string().nullable(),
  takenAt: Time,
  /** Who vouches for the value. */
  readBy: z.enum(['agent', 'customer']),
  status: ReadingStatus,
  warnings: z.array(ReadingWarning),
  /** The last confirmed reading of the same meter and register before it: what it was compared with. */
  previous: z.object({ id: Id, value: z.string(), takenAt: Time }).nullable(),
  /** When the customer was asked and has not answered yet; null: there is no open question. */
  askedAt: Time.nullable(),
  /** `id` null: another system, by an API key. */
  createdBy: z.object({ id: Id.nullable(), name: z.string() }).nullable(),
  createdAt: Time,
  confirmedAt: Time.nullable(),
  /** Rises with every change. */
  version: z.number().int(),
});
export type Reading = z.infer<typeof Reading>;

/** One change of a reading: who, when, and what it was from then on. Never changed, never deleted. */
export const ReadingChange = Reading.pick({
  value: true,
  register: true,
  unit: true,
  serial: true,
  takenAt: true,
  status: true,
  version: true,
}).extend({
  at: Time,
  /** The customer, a colleague, or another system. */
  by: z.object({ kind: z.enum(['contact', 'user']), id: Id.nullable(), name: z.string() }),
});
export type ReadingChange = z.infer<typeof ReadingChange>;

const ReadingFilter = z.object({
  threadId: Id.optional(),
  contactId: Id.optional(),
  /** The meter's number; case, spaces and dashes do not matter. */
  serial: z.string().trim().min(1).max(40).optional(),
  register: z.string().trim().max(40).optional(),
  status: ReadingStatus.optional(),
});
export type ReadingFilter = z.infer<typeof ReadingFilter>;

const Register = z.string().trim().max(40);
const Unit = z
  .string()
  .trim()
  .min(1)
  .max(12)
  .regex(/^[\p{L}\d³²/·]+$/u, 'must be a unit, such as kWh or m3');
const Serial = z.string().trim().min(1).max(40);

/** Where confirmed readings are sent. */
export const ReadingsWebhook = z.object({
  /** Null: nowhere. */
  url: z.string().nullable(),
  /** The signing secret, in the one answer after it was made here; null in every other. */
  secret: z.string().nullable(),
  /** Events that have not arrived yet, and those that were given up after three days. */
  waiting: z.number().int(),
  givenUp: z.number().int(),
  lastDeliveredAt: Time.nullable(),
  /** What went wrong with the latest event that waits or was given up. */
  lastError: z.string().nullable(),
});
export type ReadingsWebhook = z.infer<typeof ReadingsWebhook>;

/** The body of what is sent; signed as `Shiftline-Signature: v1=hex(HMAC-SHA256(secret, timestamp + "." + body))`. */
export const ReadingEvent = z.object({
  /** The same however often it is sent: what has been seen is skipped by it. */
  id: z.uuid(),
  /** changed: a confirmed reading was corrected. withdrawn: it does not hold any more. */
  type: z.enum(['reading.confirmed', 'reading.changed', 'reading.withdrawn']),
  createdAt: Time,
  reading: Reading,
  contact: z.object({ id: Id, name: z.string().nullable(), phone: z.string().nullable() }),
});
export type ReadingEvent = z.infer<typeof ReadingEvent>;

/** What asking the customer can be refused with. */
const askProblems = [
  'thread-resolved',
  'window-closed',
  'opted-out',
  'channel-unhealthy',
  'text-too-long',
  'question-open',
] as const;

export const readingRoutes = {
  listReadings: route({
    method: 'GET',
    path: '/readings',
    summary: 'Meter readings of a thread, a contact or a meter, the latest taken first',
    access: anyRole,
    query: pageQuery.extend(ReadingFilter.shape),
    response: pageOf(Reading),
    problems: ['invalid-cursor'],
  }),
  readingsCsv: route({
    method: 'GET',
    path: '/readings.csv',
    summary: 'The same as CSV, all of them; what a spreadsheet would take for a formula has an apostrophe before it',
    access: anyRole,
    query: ReadingFilter,
    response: z.unknown(),
  }),
  getReading: route({
    method: 'GET',
    path: '/readings/:id',
    summary: 'One reading with all its changes, oldest first',
    access: anyRole,
    params: idParam,
    response: Reading.extend({ changes: z.array(ReadingChange) }),
    problems: ['not-found'],
  }),
  createReading: route({
    method: 'POST',
    path: '/readings',
    summary:
      'Notes what a meter shows: confirmed where nothing looks wrong, else questioned with the reasons; it may ask the customer at once',
    access: anyRole,
    status: 201,
    body: z
      .object({
        threadId: Id,
        /** The photo that shows it, of a message of the same contact. */
        attachmentId: Id.optional(),
        value: ReadingValue,
        register: Register.default(''),
        unit: Unit,
        serial: Serial.optional(),
        /** When it was read; absent: when the photo was taken or came, else now. */
        takenAt: Time.optional(),
        /** true: it holds, whatever looks wrong. false: it is only a proposal. Absent: it holds where nothing looks wrong. */
        confirm: z.boolean().optional(),
        /** Sends the customer the question whether it is right, in the same request. Their YES or their number decides. */
        ask: z.boolean().default(false),
      })
      .refine(({ confirm, ask }) => !(confirm && ask), { path: ['ask'], error: 'confirm it or ask, not both' }),
    response: Reading,
    problems: ['not-found', 'time-in-future', ...askProblems],
  }),
  patchReading: route({
    method: 'PATCH',
    path: '/readings/:id',
    summary: 'Corrects, confirms or rejects a reading, or asks the customer; what is changed is checked again',
    access: anyRole,
    params: idParam,
    body: z
      .object({
        value: ReadingValue.optional(),
        register: Register.optional(),
        unit: Unit.optional(),
        /** Null: not known after all. */
        serial: Serial.nullable().optional(),
        takenAt: Time.optional(),
        /** `confirmed` holds whatever looks wrong. Absent: it goes by the check, and a rejected one stays rejected. */
        status: ReadingStatus.optional(),
        ask: z.boolean().default(false),
        /** The version that the writer has seen; another by now is 409. */
        version: z.number().int().min(1).max(2_147_483_647).optional(),
      })
      .refine(({ status, ask }) => !(ask && (status === 'confirmed' || status === 'rejected')), {
        path: ['ask'],
        error: 'decide it or ask, not both',
      }),
    response: Reading,
    problems: ['not-found', 'time-in-future', 'reading-changed', ...askProblems],
  }),
  proposeDigits: route({
    method: 'POST',
    path: '/attachments/:id/digits',
    summary: 'What digits a photo may show, read on this machine, the surest first. Nothing is kept: a person decides',
    access: anyRole,
    params: idParam,
    response: z.object({
      proposals: z
        .array(
          z.object({
            text: z.string(),
            /** 0 to 1, as sure as the reader is. */
            confidence: z.number(),
          }),
        )
        .max(5),
    }),
    problems: ['not-found', 'not-a-photo', 'reader-busy'],
  }),
  getReadingsWebhook: route({
    method: 'GET',
    path: '/readings/webhook',
    summary: 'Where confirmed readings are sent, and whether they arrive',
    access: admins,
    response: ReadingsWebhook,
  }),
  putReadingsWebhook: route({
    method: 'PUT',
    path: '/readings/webhook',
    summary: 'Sends confirmed readings to an address of the company, signed; url null ends it',
    access: admins,
    body: z.object({
      url: z
        .url({ protocol: /^https?$/, error: 'must be an http or https address' })
        .max(2000)
        .nullable(),
      /** Absent: the one there is, else a new one is made and answered once. */
      secret: z.string().min(24, 'must be at least 24 characters').max(200).optional(),
    }),
    response: ReadingsWebhook,
  }),
};
