import { ProblemError } from '#libs/platform';

export const wrongCredentials = () =>
  new ProblemError('wrong-credentials', 401, 'Wrong e-mail address or password', 'Check both and try again.');
export const switchedOff = () =>
  new ProblemError('switched-off', 403, 'The sign-in is switched off', 'Ask an administrator to switch it on again.');
export const tooManyAttempts = () =>
  new ProblemError('too-many-attempts', 429, 'Too many attempts', 'Wait a minute and try again.');
export const unauthorized = () =>
  new ProblemError('unauthorized', 401, 'Not signed in', 'Sign in, or send a valid API key as a bearer token.');
export const forbidden = (detail = 'Your role may not do this.') =>
  new ProblemError('forbidden', 403, 'Not allowed', detail);
export const atNotAllowed = () =>
  new ProblemError(
    'at-not-allowed',
    400,
    '`at` is not allowed here',
    'Only API keys may report the past, never the future.',
  );
export const timeInFuture = () =>
  new ProblemError('time-in-future', 400, 'The time lies in the future', '`at` says when something happened.');
