import { z } from 'zod';
import type { Role } from './words.js';

/** Who may call a route: everyone, anyone signed in, or the roles named. There is no default. */
export type Access = 'public' | readonly Role[];
export const anyRole = ['agent', 'supervisor', 'admin'] as const satisfies readonly Role[];
export const supervisors = ['supervisor', 'admin'] as const satisfies readonly Role[];
export const admins = ['admin'] as const satisfies readonly Role[];

/**
 * One REST operation as data. The hub routes, checks access and validates by it, `openapi.json` is written from it,
 * and the console's client is typed by it: there is no second description to keep in step.
 */
export interface RouteDef<
  P extends z.ZodType = z.ZodType,
  Q extends z.ZodType = z.ZodType,
  B extends z.ZodType = z.ZodType,
  R extends z.ZodType = z.ZodType,
> {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Below `/api/v1`, parameters as `:name`. */
  path: string;
  summary: string;
  access: Access;
  params: P;
  query: Q;
  body: B;
  /** Takes `multipart/form-data` with one or several files in the field `file`, instead of JSON. */
  upload: boolean;
  response: R;
  /** HTTP status of success; 200 unless named. */
  status: number;
  /** Stable problem types this operation can answer with, beside `validation`, `unauthorized` and `forbidden`. */
  problems: readonly string[];
}

const nothing = z.object({});
type Nothing = typeof nothing;

export function route<
  P extends z.ZodType = Nothing,
  Q extends z.ZodType = Nothing,
  B extends z.ZodType = Nothing,
  R extends z.ZodType = z.ZodNull,
>(d: {
  method: RouteDef['method'];
  path: string;
  summary: string;
  access: Access;
  params?: P;
  query?: Q;
  body?: B;
  upload?: boolean;
  response?: R;
  status?: number;
  problems?: readonly string[];
}): RouteDef<P, Q, B, R> {
  return {
    status: 200,
    problems: [],
    upload: false,
    ...d,
    params: (d.params ?? nothing) as P,
    query: (d.query ?? nothing) as Q,
    body: (d.body ?? nothing) as B,
    response: (d.response ?? z.null()) as R,
  };
}

/** What a handler receives: path, query and body, each parsed by its schema. */
export interface RouteInput<D extends RouteDef> {
  params: z.output<D['params']>;
  query: z.output<D['query']>;
  body: z.output<D['body']>;
}
export type RouteResult<D extends RouteDef> = z.input<D['response']>;

/** Opaque to clients; a database identity inside. Anything else cannot exist, so it is a 404 and never a query. */
export const Id = z.string().regex(/^\d{1,18}$/, 'is not an id');
export const idParam = z.object({ id: Id });
export const Phone = z.string().regex(/^\+[1-9]\d{5,14}$/, 'must be a phone number in E.164, such as +447700900123');
/** A place in a thread; the database counts to here. */
export const Seq = z.number().int().min(0).max(2_147_483_647);
export const Time = z.iso.datetime({ offset: true, error: 'must be an ISO 8601 time, such as 2026-03-01T09:00:00Z' });

/** When a late or imported fact happened; never in the future. Only an API key may say so. */
export const at = Time.optional();
export const atProblems = ['at-not-allowed', 'time-in-future'] as const;

export const pageQuery = z.object({
  limit: z.coerce.number().int().min(1).max(100).default(25),
  cursor: z.string().max(200).optional(),
});
export const pageOf = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), nextCursor: z.string().nullable() });

/** What is wrong with one field: in English, and as a kind of fault with what it says, for other languages. */
export const FieldFault = z.object({
  path: z.string(),
  message: z.string(),
  code: z.string().optional(),
  /** The least or the most allowed, and of what: characters (`string`), entries (`array`) or a number. */
  limit: z.number().optional(),
  of: z.string().optional(),
});

/** RFC 9457. `type` is stable and ends in the problem's name: programs switch on it, people read `title` and `detail`. */
export const Problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  detail: z.string().optional(),
  errors: z.array(FieldFault).optional(),
});
export type Problem = z.infer<typeof Problem>;
export const problemType = (code: string) => `https://shiftline.dev/problems/${code}`;
