import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Principal } from '#libs/access';
import type { ContactNote } from '#libs/contracts';
import { Database, notFound, type Sql } from '#libs/platform';
import * as errors from '../errors.js';
import { Feed } from '../feed.js';
import { addNote, changeNote, lockNote, notePage, touchThreads } from './contact-notes.sql.js';
import { ContactTables } from './contact-tables.js';

interface NoteRow extends Record<string, unknown> {
  id: string;
  contactId: string;
  text: string;
  authorId: string | null;
  authorName: string;
  createdAt: Date;
  editedAt: Date | null;
  version: number;
}

/** What colleagues note about a person. It belongs to no thread and is never sent. */
@Injectable()
export class ContactNotes implements OnModuleInit {
  constructor(
    private readonly db: Database,
    private readonly feed: Feed,
    private readonly tables: ContactTables,
  ) {}

  onModuleInit(): void {
    // What was noted while two were one is about the one who is kept.
    this.tables.follow({ contacts: [{ name: 'contact_notes', since: 'false' }] });
  }

  async list(contactId: string, q: { limit: number; cursor?: string | undefined }, principal: Principal) {
    if (q.cursor !== undefined && !/^\d{1,18}$/.test(q.cursor)) throw errors.invalidCursor();
    await this.exists(this.db, contactId);
    const rows = await this.db.query<NoteRow>(notePage, [contactId, q.cursor ?? null, q.limit + 1]);
    const items = rows.slice(0, q.limit).map((row) => view(row, principal));
    return { items, nextCursor: rows.length > q.limit ? items.at(-1)!.id : null };
  }

  add(contactId: string, text: string, principal: Principal): Promise<ContactNote> {
    return this.changing(contactId, async (sql) => {
      await this.exists(sql, contactId);
      const [row] = await sql.query<NoteRow>(addNote, [contactId, text, principal.userId, principal.name]);
      return view(row!, principal);
    });
  }

  change(
    contactId: string,
    id: string,
    { text, version }: { text: string; version: number },
    principal: Principal,
  ): Promise<ContactNote> {
    return this.changing(contactId, async (sql) => {
      const note = await this.own(sql, contactId, id, principal);
      if (note.version !== version) throw errors.noteChanged(note.version);
      const [row] = await sql.query<NoteRow>(changeNote, [id, text]);
      return view(row!, principal);
    });
  }

  async delete(contactId: string, id: string, principal: Principal): Promise<void> {
    await this.changing(contactId, async (sql) => {
      await this.own(sql, contactId, id, principal);
      await sql.query('delete from contact_notes where id = $1', [id]);
    });
  }

  private async own(sql: Sql, contactId: string, id: string, principal: Principal): Promise<NoteRow> {
    const [note] = await sql.query<NoteRow>(lockNote, [id, contactId]);
    if (!note) throw notFound('note');
    if (!mayEdit(note, principal)) throw errors.notYourNote();
    return note;
  }

  private async exists(sql: Sql, contactId: string): Promise<void> {
    const [contact] = await sql.query('select from contacts where id = $1', [contactId]);
    if (!contact) throw notFound('contact');
  }

  /** Open screens read the notes anew when a thread of theirs has changed. */
  private async changing<T>(contactId: string, work: (sql: Sql) => Promise<T>): Promise<T> {
    const { result, threads } = await this.db.transaction(async (sql) => ({
      result: await work(sql),
      threads: await sql.query<{ id: string }>(touchThreads, [contactId]),
    }));
    for (const { id } of threads) this.feed.thread(id);
    return result;
  }
}

const mayEdit = ({ authorId }: NoteRow, { role, userId }: Principal): boolean =>
  role !== 'agent' || (authorId !== null && authorId === userId);

function view(row: NoteRow, principal: Principal): ContactNote {
  const { authorId, authorName, createdAt, editedAt, ...note } = row;
  return {
    ...note,
    author: { id: authorId, name: authorName },
    createdAt: createdAt.toISOString(),
    editedAt: editedAt?.toISOString() ?? null,
    canEdit: mayEdit(row, principal),
  };
}
