import { Injectable } from '@nestjs/common';
import type { Attachment } from '#libs/contracts';
import { Database, notFound } from '#libs/platform';
import { Feed } from '../feed.js';
import { type AttachmentRow, attachmentColumns, attachmentView } from './attachment.view.js';

/** How the part of a message that an attachment is has fared. */
const part = `
(select row_to_json(p) from (select status, error from message_parts p
  where p.thread_id = a.thread_id and p.seq = a.seq and p.part = a.position) p) as part`;

/** $1 attachment. */
const one = `select ${attachmentColumns('a')}, ${part} from attachments a where a.id = $1`;

/** $1 attachment, $2 degrees. An upload has no message yet, and no watchers. */
const turn = `
update attachments a set rotation = $2 where id = $1 and status = 'ready' and thumbnail_key is not null
returning ${attachmentColumns('a')}, a.thread_id::text as "threadId", a.seq, ${part}`;

type Found = AttachmentRow & {
  part: { status: AttachmentRow['delivery']; error: AttachmentRow['deliveryError'] } | null;
};
type Turned = Found & { threadId: string | null; seq: number };

const withPart = ({ part: sent, ...row }: Found) =>
  attachmentView({ ...row, delivery: sent?.status ?? null, deliveryError: sent?.error ?? null });

/** What agents do with photos that are there. */
@Injectable()
export class Photos {
  constructor(
    private readonly db: Database,
    private readonly feed: Feed,
  ) {}

  async get(id: string): Promise<Attachment> {
    const [found] = await this.db.query<Found>(one, [id]);
    if (!found) throw notFound('file');
    return withPart(found);
  }

  async turn(id: string, rotation: Attachment['rotation']): Promise<Attachment> {
    const [turned] = await this.db.query<Turned>(turn, [id, rotation]);
    if (!turned) throw notFound('photo');
    const { threadId, seq, ...found } = turned;
    if (threadId) this.feed.changed([{ threadId, seq }]);
    return withPart(found);
  }
}
