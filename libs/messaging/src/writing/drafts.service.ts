import { Injectable } from '@nestjs/common';
import type { Principal } from '#libs/access';
import type { api, Draft, DraftKind, RouteInput, WritingSettings } from '#libs/contracts';
import { Clock, Database, type Sql } from '#libs/platform';
import * as errors from '../errors.js';
import { type DraftPlace, Feed, justNow } from '../feed.js';

type Put = RouteInput<typeof api.putDraft>['body'];
type Row = Omit<Draft, 'updatedAt' | 'version'> & { version: string; updatedAt: Date };

const columns = 'thread_id as "threadId", kind, text, version, updated_at as "updatedAt"';
const view = ({ version, updatedAt, ...row }: Row): Draft => ({
  ...row,
  version: Number(version),
  updatedAt: updatedAt.toISOString(),
});

/**
 * Only where nothing newer is there than the writer has seen: of two tabs one learns of the other's words first. What has
 * ended stays as an empty text for a while, so that its version goes on.
 */
const write = `
insert into drafts as d (user_id, thread_id, kind, text) values ($1, $2, $3, $4)
on conflict (user_id, thread_id, kind) do update set text = excluded.text, version = excluded.version, updated_at = now()
  where d.version <= $5 returning ${columns}`;
/** What was sent is no draft any more; what has been typed since is. */
const sent = `
update drafts set text = '', version = default, updated_at = now()
where user_id = $1 and thread_id = $2 and kind = $3 and btrim(text, E' \\n\\r\\t') = $4 returning kind`;
const forget = `delete from drafts where user_id = $1 and text = '' and updated_at < now() - interval '7 days'`;
/** $1 people. */
const justWritten = `
select user_id as "userId", ${columns} from drafts where user_id = any($1) and updated_at > now() - ${justNow}`;
const written = `select ${columns} from drafts where user_id = $1 and thread_id = $2 order by kind desc`;

/** What colleagues are writing, each for themselves: kept here, so that every tab and device goes on with it. */
@Injectable()
export class Drafts {
  constructor(
    private readonly db: Database,
    private readonly feed: Feed,
    private readonly clock: Clock,
  ) {}

  async list(threadId: string, userId: string | null): Promise<Draft[]> {
    return (await this.rows(threadId, userId)).filter(({ text }) => text !== '');
  }

  async put(threadId: string, { text, kind, version }: Put, { userId }: Principal): Promise<Draft> {
    if (userId === null) throw errors.peopleOnly();
    const [row] = await this.db.query<Row>(write, [userId, threadId, kind, text, version]);
    if (!row) {
      const newer = await this.get(threadId, kind, userId);
      if (newer.text === text) return newer;
      throw errors.draftChanged(newer);
    }
    this.feed.draft({ userId, threadId, kind });
    if (text === '') await this.db.query(forget, [userId]);
    return view(row);
  }

  /** In the transaction that writes the message; answers what to tell after its commit. */
  async sent(
    sql: Sql,
    threadId: string,
    kind: DraftKind,
    text: string,
    { userId }: Principal,
  ): Promise<DraftPlace | null> {
    if (userId === null || text === '') return null;
    const [gone] = await sql.query(sent, [userId, threadId, kind, text]);
    return gone ? { userId, threadId, kind } : null;
  }

  /** One draft as it now is; an empty text where there is none. */
  async get(threadId: string, kind: DraftKind, userId: string): Promise<Draft> {
    const draft = (await this.rows(threadId, userId)).find((one) => one.kind === kind);
    return draft ?? { threadId, kind, text: '', version: 0, updatedAt: this.clock.now().toISOString() };
  }

  /** What these people have written a moment ago, at whichever hub. */
  async justWritten(userIds: readonly string[]): Promise<{ userId: string; draft: Draft }[]> {
    const rows = await this.db.query<Row & { userId: string }>(justWritten, [userIds]);
    return rows.map(({ userId, ...row }) => ({ userId, draft: view(row) }));
  }

  async settings({ userId }: Principal): Promise<WritingSettings> {
    const [row] = await this.db.query<WritingSettings>(
      'select undo_seconds as "undoSeconds" from writing_settings where user_id = $1',
      [userId],
    );
    return row ?? { undoSeconds: 5 };
  }

  async putSettings(settings: WritingSettings, { userId }: Principal): Promise<WritingSettings> {
    if (userId === null) throw errors.peopleOnly();
    await this.db.query(
      `insert into writing_settings (user_id, undo_seconds) values ($1, $2)
       on conflict (user_id) do update set undo_seconds = excluded.undo_seconds`,
      [userId, settings.undoSeconds],
    );
    return settings;
  }

  private async rows(threadId: string, userId: string | null): Promise<Draft[]> {
    return (await this.db.query<Row>(written, [userId, threadId])).map(view);
  }
}
