import { ProblemError } from '#libs/platform';

/** A moment of the store, not of a file: worth trying again. */
export const storeAway = (why: string) =>
  new ProblemError(
    'store-away',
    503,
    'Files cannot be read or kept now',
    `The store behind photos and files does not work: ${why}. Try again in a few minutes, or tell an administrator.`,
  );
