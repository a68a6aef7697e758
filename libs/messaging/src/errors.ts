import { ProblemError } from '#libs/platform';

export const staleReply = (lastSeq: number) =>
  new ProblemError(
    'stale-reply',
    409,
    'The customer has written since',
    'Read the new messages, then send again with the new lastSeenSeq.',
    { lastSeq },
  );
export const threadResolved = () =>
  new ProblemError('thread-resolved', 409, 'The thread is resolved', 'Reopen it to write.');
export const threadOpen = () => new ProblemError('thread-open', 409, 'The thread is open already');
export const newerThreadOpen = () =>
  new ProblemError('newer-thread-open', 409, 'The contact has a newer open thread', 'Go on in that one.');
export const windowClosed = () =>
  new ProblemError(
    'window-closed',
    409,
    'The reply window is closed',
    'The customer last wrote more than 24 hours ago, or not yet: only an approved template may be sent.',
  );
export const optedOut = () =>
  new ProblemError('opted-out', 409, 'The customer has opted out', 'They asked for no more messages from this sender.');
export const channelUnhealthy = (reason: string | null) =>
  new ProblemError(
    'channel-unhealthy',
    409,
    'The channel cannot send',
    reason ?? 'An administrator has to look at it.',
  );
export const textTooLong = (most: number) =>
  new ProblemError('text-too-long', 400, 'The text is too long', `This channel carries at most ${most} characters.`);
export const alreadyAssigned = (assignee: { id: string; name: string }) =>
  new ProblemError('already-assigned', 409, `${assignee.name} has taken it`, undefined, { assignee });
export const invalidCursor = () =>
  new ProblemError('invalid-cursor', 400, 'The cursor is not valid', 'Pass nextCursor of the page before, unchanged.');
export const notQuarantined = () =>
  new ProblemError(
    'not-quarantined',
    409,
    'The event is not in quarantine',
    'Only quarantined events can be replayed or discarded.',
  );
export const sameContact = () =>
  new ProblemError('same-contact', 400, 'A contact cannot be merged with itself', 'Pass the id of another contact.');
export const contactMerged = (id: string, into: string) =>
  new ProblemError('contact-merged', 409, 'The contact has been merged', `Go on with contact ${into} in its place.`, {
    contactId: id,
    mergedInto: into,
  });
export const mergeUndone = () =>
  new ProblemError('merge-undone', 409, 'The merge was undone before', 'The two contacts are apart already.');
export const mergeSuperseded = (laterId: string) =>
  new ProblemError('merge-superseded', 409, 'A later merge builds on this one', 'Undo the later merge first.', {
    laterId,
  });
export const unknownProvider = (name: string, known: string[]) =>
  new ProblemError('unknown-provider', 400, 'Unknown provider', `${name} is not one of ${known.join(', ')}.`);
export const noAddress = (channel: string) =>
  new ProblemError('no-address', 409, 'No number is known', `The customer cannot be reached by ${channel}.`);
export const sendSettled = () =>
  new ProblemError(
    'send-settled',
    409,
    'There is nothing to decide any more',
    'It has arrived after all, or somebody has sent it again or dismissed it.',
  );
export const confirmRequired = () =>
  new ProblemError(
    'confirm-required',
    409,
    'It may have arrived already',
    'The provider never answered. Ask the customer, then send again with confirm: true.',
  );
