import { ProblemError } from './client.ts';

/** What the hub says of one field of a form; of `queues` also what is wrong with `queues.1`. */
export function fieldError(error: unknown, field: string): string | undefined {
  if (!(error instanceof ProblemError)) return undefined;
  return error.problem.errors?.find(({ path }) => path === field || path.startsWith(`${field}.`))?.message;
}

/** Whether the hub has named a field, so that nothing has to be said of the form as a whole. */
export const namesField = (error: unknown, fields: readonly string[]): boolean =>
  fields.some((field) => fieldError(error, field) !== undefined);
