import { Injectable } from '@nestjs/common';
import type { Principal } from '#libs/access';
import type { api, Message, Reading, ReadingChange, ReadingFilter, ReadingStatus, RouteInput } from '#libs/contracts';
import { Clock, Database, notFound, type Sql } from '#libs/platform';
import { Jobs } from '#libs/queue';
import * as errors from '../errors.js';
import { Messages } from '../threads/messages.service.js';
import { eyesOf } from '../threads/visible.js';
import { readTimeCursor, timeCursor } from '../time-cursor.js';
import { type LockedThread, ReadingQuestions } from './reading-questions.service.js';
import { type By, type Matter, ReadingWriter } from './reading-writer.service.js';
import { type ReadingRow, readingView } from './reading.view.js';
import * as statements from './readings.sql.js';

type List = RouteInput<typeof api.listReadings>['query'];
type NewReading = RouteInput<typeof api.createReading>['body'];
type Patch = RouteInput<typeof api.patchReading>['body'];
type ChangeRow = Pick<ReadingChange, 'version'> & {
  at: Date;
  byKind: By['kind'];
  byId: string | null;
  byName: string;
  data: Omit<ReadingChange, 'version' | 'at' | 'by'>;
};
/** A page ends there; the next one goes on after it. */
export type ReadingPlace = Pick<ReadingRow, 'takenAt' | 'id'>;

/** Clocks of two systems never agree to the second. */
const graceMs = 60_000;
const csvPage = 500;

const filterOf = ({ threadId, contactId, serial, register, status }: ReadingFilter) => [
  threadId ?? null,
  contactId ?? null,
  serial ?? null,
  register ?? null,
  status ?? null,
];

/** Meter readings as people and other systems write and read them. */
@Injectable()
export class Readings {
  constructor(
    private readonly db: Database,
    private readonly messages: Messages,
    private readonly jobs: Jobs,
    private readonly writer: ReadingWriter,
    private readonly questions: ReadingQuestions,
    private readonly clock: Clock,
  ) {}

  async list(query: List, principal: Principal): Promise<{ items: Reading[]; nextCursor: string | null }> {
    const rows = await this.db.query<ReadingRow & Record<string, unknown>>(statements.readingPage, [
      ...filterOf(query),
      ...readTimeCursor(query.cursor),
      query.limit + 1,
      ...eyesOf(principal),
    ]);
    const page = rows.slice(0, query.limit);
    const last = page.at(-1);
    return {
      items: page.map(readingView),
      nextCursor: last && rows.length > query.limit ? timeCursor({ at: last.takenAt, id: last.id }) : null,
    };
  }

  async get(id: string): Promise<Reading & { changes: ReadingChange[] }> {
    const [row] = await this.db.query<ReadingRow & Record<string, unknown>>(statements.readingById, [id]);
    if (!row) throw notFound('reading');
    const changes = await this.db.query<ChangeRow>(statements.changesOf, [id]);
    return {
      ...readingView(row),
      changes: changes.map(({ version, at, byKind, byId, byName, data }) => ({
        ...data,
        version,
        at: at.toISOString(),
        by: { kind: byKind, id: byId, name: byName },
      })),
    };
  }

  /** All that fit, with their contacts, page by page: nobody holds a year's readings in memory. */
  async *pages(filter: ReadingFilter, principal: Principal) {
    let after: ReadingPlace | undefined;
    do {
      const rows = await this.db.query<
        ReadingRow & { contactName: string | null; contactPhone: string | null } & Record<string, unknown>
      >(statements.readingCsvPage, [
        ...filterOf(filter),
        after?.takenAt ?? null,
        after?.id ?? null,
        csvPage,
        ...eyesOf(principal),
      ]);
      yield rows;
      after = rows.length < csvPage ? undefined : rows.at(-1);
    } while (after);
  }

  async create(post: NewReading, principal: Principal): Promise<Reading> {
    return this.write(principal, async (sql, by) => {
      const thread = await lockThread(sql, post.threadId);
      if (!thread) throw notFound('thread');
      const { attachmentId = null, value, register, unit, serial = null, confirm, ask } = post;
      const photo = attachmentId ? await photoOf(sql, attachmentId, thread.contactId) : null;
      const takenAt = this.notInFuture(post.takenAt) ?? photo?.takenAt ?? this.clock.now();
      const matter: Matter = { value, register, unit, serial, takenAt };
      const judged = await this.writer.judge(sql, matter, thread.contactId);
      const fine: ReadingStatus = confirm === false ? 'proposed' : 'confirmed';
      const doubtful = judged.warnings.length > 0 && !confirm;
      const status = ask || doubtful ? 'questioned' : fine;
      const { row, line } = await this.writer.add(sql, thread, { ...matter, ...judged, attachmentId, status }, by);
      return { id: row.id, entries: ask ? [line, await this.questions.ask(sql, thread, row, principal)] : [line] };
    });
  }

  async patch(id: string, patch: Patch, principal: Principal): Promise<Reading> {
    return this.write(principal, async (sql, by) => {
      const [found] = await sql.query<{ threadId: string }>(statements.lockReading, [id]);
      const thread = found && (await lockThread(sql, found.threadId));
      if (!thread) throw notFound('reading');
      const before = await this.writer.read(sql, id);
      if (patch.version !== undefined && patch.version !== before.version) throw errors.readingChanged(before.version);
      const matter: Matter = {
        value: patch.value ?? before.value,
        register: patch.register ?? before.register,
        unit: patch.unit ?? before.unit,
        serial: patch.serial === undefined ? before.serial : patch.serial,
        takenAt: this.notInFuture(patch.takenAt) ?? before.takenAt,
      };
      const same = sameMatter(matter, before);
      if (same && !patch.ask && (patch.status ?? before.status) === before.status) return { id, entries: [] };
      const { warnings, previous } = same ? before : await this.writer.judge(sql, matter, before.contactId, id);
      const status = patch.ask ? 'questioned' : (patch.status ?? statusByCheck(before.status, warnings.length > 0));
      const readBy = matter.value === before.value ? before.readBy : 'agent';
      const changed = { ...matter, warnings, previous, status, readBy } as const;
      const { row, line } = await this.writer.change(sql, before, changed, by);
      if (!patch.ask) return { id, entries: [line] };
      // Its own question, where one was open, ends with what it was about.
      const asked = thread.askedReading === id ? { ...thread, askedReading: null } : thread;
      return { id, entries: [line, await this.questions.ask(sql, asked, row, principal)] };
    });
  }

  /** In one transaction: the reading, its line and the question, or nothing. */
  private async write(
    { userId, name }: Principal,
    work: (sql: Sql, by: By) => Promise<{ id: string; entries: Message[] }>,
  ): Promise<Reading> {
    const { row, entries } = await this.db.transaction(async (sql) => {
      const { id, entries: lines } = await work(sql, { kind: 'user', id: userId, name });
      return { row: await this.writer.read(sql, id), entries: lines };
    });
    if (entries.length > 0) {
      this.messages.committed(entries);
      this.jobs.wake();
    }
    return readingView(row);
  }

  private notInFuture(at: string | undefined): Date | undefined {
    if (at === undefined) return undefined;
    const time = new Date(at);
    if (time.getTime() > this.clock.now().getTime() + graceMs) throw errors.readingInFuture();
    return time;
  }
}

async function lockThread(sql: Sql, id: string): Promise<LockedThread | undefined> {
  const [thread] = await sql.query<LockedThread & Record<string, unknown>>(statements.lockThread, [id]);
  return thread;
}

async function photoOf(sql: Sql, id: string, contactId: string): Promise<{ takenAt: Date }> {
  const [photo] = await sql.query<{ takenAt: Date }>(statements.photoOf, [id, contactId]);
  if (!photo) throw notFound('photo');
  return photo;
}

const sameMatter = (a: Matter, b: Matter) =>
  a.value === b.value &&
  a.register === b.register &&
  a.unit === b.unit &&
  a.serial === b.serial &&
  a.takenAt.getTime() === b.takenAt.getTime();

/** What becomes of a reading that was corrected by somebody who does not say. */
function statusByCheck(before: ReadingStatus, doubtful: boolean): ReadingStatus {
  if (before === 'rejected') return before;
  if (doubtful) return 'questioned';
  return before === 'proposed' ? before : 'confirmed';
}
