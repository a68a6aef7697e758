import type { Choice, Direction, HandsetChannel, MessageRecord, MessageStatus } from '../state/records.js';

/** A message as the handset shows it. inbound: written on the handset; outbound: sent by the company. */
export interface MessageView {
  id: string;
  channel: HandsetChannel;
  direction: Direction;
  text: string;
  photos: { id: string; mimeType: string; url: string }[];
  links: string[];
  template: string | null;
  /** Answers to tap. */
  choices: Choice[];
  status: MessageStatus;
  errorCode: number | null;
  at: string;
}

/** `prefix`: where the plugin is mounted. */
export function messageView(message: MessageRecord, prefix: string): MessageView {
  const { id, channel, direction, text, links, template, status, errorCode } = message;
  const photos = message.media.map((media) => ({
    id: media.id,
    mimeType: media.mimeType,
    url: `${prefix}/api/messages/${encodeURIComponent(id)}/photos/${media.id}`,
  }));
  const { choices = [] } = message;
  const at = new Date(message.createdAt).toISOString();
  return { id, channel, direction, text, photos, links, template, choices, status, errorCode, at };
}
