import { Injectable } from '@nestjs/common';
import type { Attachment } from '#libs/contracts';
import { Database, notFound } from '#libs/platform';
import { Feed } from '../feed.js';
import { type AttachmentRow, attachmentColumns, attachmentView } from './attachment.view.js';

/** $1 attachment, $2 degrees. An upload has no message yet, and no watchers. */
const turn = `
update attachments a set rotation = $2 where id = $1 and status = 'ready' and thumbnail_key is not null
returning ${attachmentColumns('a')}, a.thread_id::text as "threadId", a.seq,
  (select row_to_json(p) from (select status, error from message_parts p
    where p.thread_id = a.thread_id and p.seq = a.seq and p.part = a.position) p) as part`;

type Turned = AttachmentRow & { threadId: string | null; seq: number } & {
  part: { status: AttachmentRow['delivery']; error: AttachmentRow['deliveryError'] } | null;
};

/** What agents do with photos that are there. */
@Injectable()
export class Photos {
  constructor(
    private readonly db: Database,
    private readonly feed: Feed,
  ) {}

  async turn(id: string, rotation: Attachment['rotation']): Promise<Attachment> {
    const [turned] = await this.db.query<Turned>(turn, [id, rotation]);
    if (!turned) throw notFound('photo');
    const { threadId, seq, part, ...row } = turned;
    if (threadId) this.feed.changed([{ threadId, seq }]);
    return attachmentView({ ...row, delivery: part?.status ?? null, deliveryError: part?.error ?? null });
  }
}
