import { type Problem, problemType, type RouteDef, type RouteResult } from '#libs/contracts';
import type { z } from 'zod';
import { inWords } from '../text/problem-words.ts';
import { t } from '../text/t.ts';

/** Whatever went wrong with a request, in words for people; `code` is the stable end of the problem's type. */
export class ProblemError extends Error {
  readonly problem: Problem;
  readonly code: string;

  constructor(problem: Problem) {
    super(problem.detail ?? problem.title);
    this.name = 'ProblemError';
    this.problem = problem;
    this.code = problem.type.split('/').at(-1) ?? 'unknown';
  }

  /** False where the hub has surely not done it; true where nobody knows, so that only the same request may follow. */
  get outcomeUnknown(): boolean {
    return this.problem.status === 0 || this.problem.status >= 500;
  }
}

/** As the reader understands it; nobody reads a 401 to whom the sign-in page is shown. */
export const refusalOf = async (problem: Problem): Promise<ProblemError> =>
  new ProblemError(problem.status === 401 ? problem : await inWords(problem).catch(() => problem));

export const unreachable = () =>
  new ProblemError({
    type: problemType('unreachable'),
    title: t('The hub can’t be reached'),
    detail: t('The hub can’t be reached. Check your connection and try again.'),
    status: 0,
  });

type Sent<T> = { [K in keyof T]?: T[K] | undefined };
/** Zod's empty object is a record of nothing: such a part may be left out, like one whose fields all may. */
type Part<Name extends string, T> = string extends keyof T
  ? { [K in Name]?: never }
  : object extends T
    ? { [K in Name]?: T }
    : { [K in Name]: T };
/** Params and body as the route's schemas take them; a query may leave out anything. */
export type CallInput<D extends RouteDef> = Part<'params', z.input<D['params']>> &
  Part<'query', Sent<z.output<D['query']>>> &
  Part<'body', z.input<D['body']>>;
type Arguments<D extends RouteDef> =
  object extends CallInput<D>
    ? [input?: CallInput<D>, signal?: AbortSignal]
    : [input: CallInput<D>, signal?: AbortSignal];

interface AnyInput {
  params?: Record<string, unknown>;
  query?: Record<string, unknown>;
  body?: unknown;
}

/** The address of one operation, its parameters filled in. */
export function urlOf(path: string, { params = {}, query = {} }: AnyInput): string {
  const filled = path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(String(params[name])));
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query))
    if (value !== undefined) search.set(name, `${value as string | number | boolean}`);
  return `/api/v1${filled}${search.size ? `?${search}` : ''}`;
}

async function problemOf(response: Response): Promise<ProblemError> {
  const body = (await response.json().catch(() => null)) as Partial<Problem> | null;
  return refusalOf({
    type: problemType(response.status === 401 ? 'unauthorized' : 'unexpected'),
    title: t('The hub answered {{status}}. Try again in a moment.', { status: response.status }),
    status: response.status,
    ...body,
  });
}

/** A connection that died silently answers nothing: after so many ms a request goes again, over another. */
const patience = { read: 10_000, write: 30_000, report: 30_000 };

/** One request by the route table: paths, inputs and answers are typed by the contract and nowhere else. */
export async function call<D extends RouteDef>(route: D, ...[input, signal]: Arguments<D>): Promise<RouteResult<D>> {
  const given = (input ?? {}) as AnyInput;
  const writes = route.method !== 'GET';
  const gaveUp = (error: unknown): never => {
    throw signal?.aborted ? error : unreachable();
  };
  let response: Response;
  try {
    response = await fetch(urlOf(route.path, given), {
      method: route.method,
      credentials: 'same-origin',
      headers: writes
        ? { accept: 'application/json', 'content-type': 'application/json' }
        : { accept: 'application/json' },
      ...(writes && { body: JSON.stringify(given.body ?? {}) }),
      signal: AbortSignal.any([
        AbortSignal.timeout(patience[writes ? 'write' : route.path.startsWith('/reports/') ? 'report' : 'read']),
        ...(signal ? [signal] : []),
      ]),
    });
  } catch (error) {
    return gaveUp(error);
  }
  if (!response.ok) throw await problemOf(response);
  if (response.status === 204) return null as RouteResult<D>;
  return (await response.json().catch(gaveUp)) as RouteResult<D>;
}

/** For a page that is about to end: goes on without it, and nobody hears the answer. */
export function sendOnLeaving<D extends RouteDef>(route: D, input: CallInput<D>): void {
  const given = input as AnyInput;
  const headers = { accept: 'application/json', 'content-type': 'application/json' };
  const body = JSON.stringify(given.body ?? {});
  const { method } = route;
  fetch(urlOf(route.path, given), { method, credentials: 'same-origin', headers, body, keepalive: true }).catch(
    () => undefined,
  );
}

/** What to show a person for any error. */
export const wordsOf = (error: unknown): string =>
  error instanceof ProblemError ? error.message : t('Something went wrong in the console. Try again.');
