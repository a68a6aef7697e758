import type { Attachment, MessageError, MessageStatus } from '#libs/contracts';

export interface AttachmentRow {
  id: string;
  status: Attachment['status'];
  mimeType: string;
  fileName: string | null;
  bytes: number | null;
  width: number | null;
  height: number | null;
  error: string | null;
  /** Text where it comes through JSON. */
  takenAt: Date | string | null;
  placeholder: string | null;
  rotation: Attachment['rotation'];
  hasThumbnail: boolean;
  delivery?: MessageStatus | null;
  deliveryError?: MessageError | null;
}

/** The columns of an `AttachmentRow` that is in no message yet, of `attachments` under the name given. */
export const attachmentColumns = (a: string) => `
  ${a}.id::text as id, ${a}.status, ${a}.mime_type as "mimeType", ${a}.file_name as "fileName", ${a}.bytes, ${a}.width,
  ${a}.height, ${a}.error, ${a}.taken_at as "takenAt", ${a}.placeholder, ${a}.rotation,
  ${a}.thumbnail_key is not null as "hasThumbnail"`;

export function attachmentView({ hasThumbnail, delivery, deliveryError, ...row }: AttachmentRow): Attachment {
  const url = row.status === 'ready' ? `/api/v1/attachments/${row.id}/content` : null;
  return {
    ...row,
    url,
    takenAt: row.takenAt && new Date(row.takenAt).toISOString(),
    thumbnailUrl: url && hasThumbnail ? `${url}?variant=thumbnail` : null,
    delivery: delivery ?? null,
    deliveryError: deliveryError ?? null,
  };
}
