/**
 * Something a caller can understand and act on, answered as RFC 9457 problem+json. Libraries declare theirs as subclasses
 * or calls with a stable code in their `errors.ts`; everything else that is thrown is a 500 without detail.
 */
export class ProblemError extends Error {
  override name = 'ProblemError';
  constructor(
    readonly code: string,
    readonly status: number,
    readonly title: string,
    /** What happened here and what to do about it. */
    readonly detail?: string,
    /** Further members of the answer, such as `errors` by field. */
    readonly extra: Readonly<Record<string, unknown>> = {},
  ) {
    super(detail ?? title);
  }
}

export const notFound = (what: string) =>
  new ProblemError('not-found', 404, 'Not found', `There is no such ${what}, or it is not yours to see.`);
