import { ProblemError } from './client.ts';

/** What the hub says of one field of a form; of `queues` also what is wrong with `queues.1`. */
export function fieldError(error: unknown, field: string): string | undefined {
  if (!(error instanceof ProblemError)) return undefined;
  return error.problem.errors?.find(({ path }) => path === field || path.startsWith(`${field}.`))?.message;
}
