import { ProblemError } from '#libs/platform';

export const invalidPeriod = (why: string) => new ProblemError('invalid-period', 400, 'Not a period to report on', why);
export const unknownQueue = (queue: string, known: readonly string[]) =>
  new ProblemError('unknown-queue', 400, 'There is no such queue', `${queue} is none of: ${known.join(', ')}.`);
export const invalidCursor = () =>
  new ProblemError('invalid-cursor', 400, 'The cursor is not valid', 'Pass nextCursor of the page before, unchanged.');
export const unknownCount = (column: string, table: string, known: readonly string[]) =>
  new ProblemError(
    'unknown-count',
    400,
    'There is no such number',
    known.length === 0
      ? `Nothing of ${table} is counted, so nothing opens.`
      : `${column} is no count of ${table}; those are: ${known.join(', ')}.`,
  );
export const reportTooLong = () =>
  new ProblemError(
    'report-too-long',
    503,
    'The report takes too long',
    'It was stopped, so that everything else stays quick. Ask for a shorter period, or for fewer groups and filters.',
  );
export const otherCurrency = (currency: string, known: string) =>
  new ProblemError(
    'other-currency',
    409,
    'There are prices in another currency',
    `All prices are in one currency, and the others are in ${known}: enter this one in ${known} too, or remove those first.`,
    { currency, known, errors: [{ path: 'currency', message: `must be ${known}, as the other prices are` }] },
  );
export const scheduleNameTaken = (name: string) =>
  new ProblemError('schedule-name-taken', 409, 'There is a report of that name', `Another one is called ${name}.`, {
    name,
    errors: [{ path: 'name', message: 'is the name of another report' }],
  });
export const privateAddress = () =>
  new ProblemError('private-address', 400, 'The address is not public', 'Reports are sent to public addresses alone.', {
    errors: [{ path: 'to.url', message: 'must be a public address' }],
  });
export const noSmtp = () =>
  new ProblemError('no-smtp', 409, 'No mail server is known', 'An administrator enters it under Scheduled reports.');
export const mailNotSent = (reason: string) =>
  new ProblemError('mail-not-sent', 502, 'The mail was not sent', reason, { reason });
