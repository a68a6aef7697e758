import type { Attachment, Message } from '#libs/contracts';

/** A photo of a thread, with what its message says about it. */
export interface ThreadPhoto {
  photo: Attachment;
  sentAt: string;
  inbound: boolean;
}

/** Every photo that is there, in the order of the messages given. */
export const photosOf = (messages: readonly Message[]): ThreadPhoto[] =>
  messages.flatMap(({ attachments, sentAt, direction }) =>
    attachments
      .filter(({ mimeType, status, url }) => mimeType.startsWith('image/') && status === 'ready' && url)
      .map((photo) => ({ photo, sentAt, inbound: direction === 'inbound' })),
  );

/** Taken, as far as anybody knows; a photo without a time of its own counts by its message. */
export const timeOf = ({ photo, sentAt }: ThreadPhoto): string => photo.takenAt ?? sentAt;
