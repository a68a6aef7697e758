import type { Draft, HeldConsent } from '#libs/contracts';
import type { RefusedFile } from '#libs/media';
import { ProblemError } from '#libs/platform';
import { saidWords } from './consent/said-words.js';

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
    'The customer last wrote more than 24 hours ago, or not yet. Send an approved template instead: /threads/:id/templates lists them.',
  );
export const optedOut = (consent: HeldConsent) =>
  new ProblemError(
    'opted-out',
    409,
    'The customer has opted out',
    `${saidWords(consent)} They get no more messages from this sender until they write START or ask an agent.`,
    { consent },
  );
export const consentUnclear = () =>
  new ProblemError(
    'consent-unclear',
    409,
    'The customer may have opted out',
    'A message of theirs reads like an opt-out. Say whether it is one, then send news and marketing.',
  );
export const flagDecided = () =>
  new ProblemError('flag-decided', 409, 'It has been decided already', 'Reload the thread to see by whom.');
export const unknownChannel = () =>
  new ProblemError(
    'unknown-channel',
    400,
    'No such sender',
    'Name a channel of `GET /channels` that carries messages.',
  );
export const templateUnavailable = (name: string, reason: string) =>
  new ProblemError(
    'template-unavailable',
    409,
    'The template cannot be sent',
    `${name} ${reason.replace(/\.$/, '')}. Choose another one: /threads/:id/templates lists those that can.`,
  );
export const templateParameters = (faults: readonly { path: string; message: string }[]) =>
  new ProblemError(
    'template-parameters',
    400,
    'The parameters do not fit the template',
    faults.map(({ path, message }) => `${path} ${message}`).join('; '),
    { errors: faults.map(({ path, message }) => ({ path: `template.parameters.${path}`, message })) },
  );
export const noTemplates = (channel: string) =>
  new ProblemError('no-templates', 409, 'The channel has no templates', `${channel} sends without any.`);
export const channelUnhealthy = (reason: string | null) =>
  new ProblemError(
    'channel-unhealthy',
    409,
    'The channel cannot send',
    reason ?? 'An administrator has to look at it.',
  );
export const textTooLong = (most: number) =>
  new ProblemError('text-too-long', 400, 'The text is too long', `This channel carries at most ${most} characters.`, {
    most,
  });
export const alreadyAssigned = (assignee: { id: string; name: string }) =>
  new ProblemError('already-assigned', 409, `${assignee.name} has taken it`, undefined, { assignee });
export const nameTaken = (name: string) =>
  new ProblemError('name-taken', 409, 'The name is taken', `There is another ${name} already.`, {
    errors: [{ path: 'name', message: `There is another ${name} already.` }],
  });
export const queueTaken = (place: number, queue: string, team: string) =>
  new ProblemError(
    'queue-taken',
    409,
    'A queue is another team’s',
    `${queue} belongs to ${team}. Take it away there first.`,
    {
      errors: [{ path: `queues.${place}`, message: `${queue} belongs to ${team}. Take it away there first.` }],
    },
  );
export const shortcutTaken = (shortcut: string) =>
  new ProblemError('shortcut-taken', 409, 'The shortcut is taken', `Another answer is /${shortcut} already.`, {
    errors: [{ path: 'shortcut', message: `another answer is /${shortcut} already` }],
  });
export const unknownTeam = (path = 'teamId') =>
  new ProblemError('unknown-team', 400, 'No such team', 'Name a team of `GET /teams`, or none.', {
    errors: [{ path, message: 'there is no such team' }],
  });
export const draftChanged = (draft: Draft) =>
  new ProblemError(
    'draft-changed',
    409,
    'It was written in another tab',
    'Go on from `draft`, or put this text again with its version.',
    { draft },
  );
export const peopleOnly = () =>
  new ProblemError('people-only', 409, 'An API key is nobody', 'Sign in as a colleague: it is kept for each of them.');
export const emailTaken = () =>
  new ProblemError('email-taken', 409, 'The address is taken', 'Somebody signs in with this address already.', {
    errors: [{ path: 'email', message: 'somebody signs in with it already' }],
  });
export const lastAdministrator = () =>
  new ProblemError(
    'last-administrator',
    409,
    'They are the last administrator',
    'Somebody must be able to administer. Make somebody else an administrator first.',
  );
export const unknownColleague = (path = 'mentions') =>
  new ProblemError('unknown-colleague', 400, 'No such colleague', 'Name colleagues of `GET /users`.', {
    errors: [{ path, message: 'there is no such colleague' }],
  });
export const mentionUnseen = (names: readonly string[]) =>
  new ProblemError(
    'mention-unseen',
    409,
    'Who is mentioned may not see the thread',
    `${names.join(', ')} would not be told: this thread is another team's. Assign it to them, or leave the mention out.`,
    { names: names.join(', '), errors: [{ path: 'mentions', message: `${names.join(', ')} may not see this thread` }] },
  );
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
export const noFile = () =>
  new ProblemError('no-file', 400, 'There is no file', 'Send multipart/form-data with one or several files in `file`.');
export const tooManyFiles = (most: number) =>
  new ProblemError('too-many-files', 400, 'Too many files', `Send at most ${most} at a time.`, { most });
export const fileTooLarge = (name: string | null) =>
  new ProblemError(
    'file-too-large',
    413,
    'The file is too large',
    `${name ?? 'A file'} is larger than 16 MB. Make it smaller.`,
  );
export const uploadTooLarge = () =>
  new ProblemError('too-large', 413, 'The request is too large', 'Send files of more than 64 MB together one by one.');
const named = (name: string | null) => (name === null ? '' : `${name}: `);
export const fileType = (name: string | null, why: string) =>
  new ProblemError(
    'file-type',
    400,
    'This kind of file cannot be sent',
    `${named(name)}${why} Send photos as JPEG, PNG or WebP, documents as PDF, sound as MP3, M4A, AAC, AMR or OGG, videos as MP4.`,
  );
export const fileDamaged = (name: string | null, why: string) =>
  new ProblemError(
    'file-damaged',
    400,
    'The photo cannot be opened',
    `${named(name)}${why} Save it anew, then send it again.`,
  );
/** What whoever uploads a file is told that is not kept. */
export const refusedFile = (name: string | null, { refusal, message }: RefusedFile): ProblemError => {
  if (refusal === 'too-large') return fileTooLarge(name);
  if (refusal === 'damaged' || refusal === 'too-many-pixels') return fileDamaged(name, message);
  return fileType(name, message);
};
/** A moment of the whole installation, not of the file. */
export const noRoom = () =>
  new ProblemError(
    'no-room',
    503,
    'There is no room to keep files',
    'The disk is full. Nothing was kept; send it again in a few minutes, or tell an administrator.',
  );
export const attachmentUnusable = () =>
  new ProblemError(
    'attachment-unusable',
    409,
    'A file cannot be attached',
    'It is unknown, somebody else uploaded it, or it has been sent or removed. Upload it again.',
  );
export const attachmentNotCarried = (why: string) =>
  new ProblemError('attachment-not-carried', 400, 'The channel cannot carry a file', why);
export const partStaysOnChannel = () =>
  new ProblemError(
    'part-stays-on-channel',
    409,
    'One part of a message stays on its channel',
    'Send it again by the same channel, or write a new reply by the other one.',
  );
export const linkOver = () =>
  new ProblemError('link-over', 410, 'The link has been used or has expired', 'Ask for a new one in the conversation.');
export const linkFull = (most: number) =>
  new ProblemError('link-full', 410, 'The link has been used', `It was good for ${most} files. Ask for a new one.`);
export const fileEmpty = (name: string | null) =>
  new ProblemError('file-empty', 400, 'The file is empty', `${name ?? 'The file'} has no bytes. Choose it again.`);
export const notAPhoto = (name: string | null) =>
  new ProblemError(
    'not-a-photo',
    400,
    'The file is no photo',
    `${name ?? 'The file'} is not a photo that can be opened. Send JPEG, PNG or WebP.`,
  );
export const heicPhoto = (name: string | null) =>
  new ProblemError(
    'heic-photo',
    400,
    'HEIC photos cannot be opened',
    `${name ?? 'The photo'} is a HEIC file. On the phone choose Settings, Camera, Formats, Most Compatible, or send JPEG.`,
  );
export const uploadOffset = (offset: number) =>
  new ProblemError('upload-offset', 409, 'The file goes on at another place', `Go on at byte ${offset}.`, { offset });
export const uploadChanged = () =>
  new ProblemError('upload-changed', 409, 'The file has changed on its way', 'Send it again from byte 0.', {
    offset: 0,
  });
export const tooManyRequests = () =>
  new ProblemError('too-many-requests', 429, 'Too many requests', 'Wait a minute, then try again.');
export const readingInFuture = () =>
  new ProblemError('time-in-future', 400, 'The time lies in the future', '`takenAt` says when the meter was read.');
export const readingChanged = (version: number) =>
  new ProblemError(
    'reading-changed',
    409,
    'The reading has changed since',
    'Load it again, look at what it says now, then decide with its new version.',
    { version },
  );
export const questionOpen = (readingId: string) =>
  new ProblemError(
    'question-open',
    409,
    'The customer is being asked about another reading',
    'Their answer would be taken for both. Wait for it, or confirm or reject the other one.',
    { readingId },
  );
export const photoUnreadable = () =>
  new ProblemError('photo-unreadable', 409, 'It is no photo that can be read', 'Choose a photo that has arrived.');
export const readerBusy = () =>
  new ProblemError(
    'reader-busy',
    429,
    'Other photos are being read',
    'Try again in a few seconds, or type the digits.',
  );
export const unknownDisposition = (known: readonly string[]) =>
  new ProblemError('unknown-disposition', 400, 'There is no such disposition', `Choose one of ${known.join(', ')}.`, {
    errors: [{ path: 'disposition', message: `must be one of ${known.join(', ')}` }],
  });
export const snoozeTime = (why: string) =>
  new ProblemError('snooze-time', 400, 'It cannot be snoozed until then', `The time ${why}.`, {
    errors: [{ path: 'until', message: why }],
  });
export const notSnoozed = () =>
  new ProblemError(
    'not-snoozed',
    409,
    'The thread is not snoozed',
    'It is open or resolved: there is nothing to wake.',
  );
export const notYourNote = () =>
  new ProblemError(
    'not-your-note',
    403,
    'The note is a colleague’s',
    'Only who wrote it, or a supervisor, may change or delete it.',
  );
export const noteChanged = (version: number) =>
  new ProblemError(
    'note-changed',
    409,
    'The note has been changed meanwhile',
    'Read it as it is now, then change that.',
    { version },
  );
export const noSurvey = () =>
  new ProblemError(
    'no-survey',
    409,
    'There is nothing to ask about yet',
    'No cycle of the thread has ended: resolve it first.',
  );
export const surveyAnswered = () =>
  new ProblemError(
    'survey-answered',
    409,
    'The survey has been answered',
    'What the customer said themselves stays, and after a day so does every answer.',
  );
export const undoOver = () =>
  new ProblemError('undo-over', 410, 'It cannot be taken back any more', 'A minute has passed, or it was taken back.');
export const sharingNotAllowed = () =>
  new ProblemError('sharing-not-allowed', 403, 'Only supervisors share views', 'Save it for yourself: shared: false.');
export const machineViewsAreShared = () =>
  new ProblemError('validation', 400, 'An API key has no views of its own', 'Share it with everybody: shared: true.', {
    errors: [{ path: 'shared', message: 'must be true for an API key' }],
  });
export const tooManyViews = (most: number) =>
  new ProblemError('too-many-views', 409, 'There are too many saved views', `Remove one: ${most} are the most.`, {
    most,
  });
