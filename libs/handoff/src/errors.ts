import { ProblemError } from '#libs/platform';

export const callEnded = () =>
  new ProblemError('call-ended', 409, 'The call is over', 'Nothing can be offered any more.');
export const offerClosed = (outcome: string) =>
  new ProblemError('offer-closed', 409, 'The offer has another outcome', `It was recorded as ${outcome}.`, { outcome });
export const offerAlreadyAccepted = (answer: object) =>
  new ProblemError('offer-already-accepted', 409, 'The offer was accepted before', 'One invite was sent.', {
    ...answer,
  });
export const channelNotOffered = (channel: string) =>
  new ProblemError('channel-not-offered', 409, 'The channel was not offered', `${channel} is not among the choices.`);
export const noHealthyChannel = () =>
  new ProblemError('no-healthy-channel', 409, 'No channel can send now', 'Keep the caller in the queue.');
export const phoneNeeded = () =>
  new ProblemError('phone-needed', 400, 'A phone number is needed', 'The caller withholds theirs: pass `phone`.');
export const invalidPhone = (why: string) => new ProblemError('invalid-phone', 400, 'Not a usable phone number', why);
