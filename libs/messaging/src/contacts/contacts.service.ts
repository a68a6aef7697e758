import { Injectable } from '@nestjs/common';
import type { Principal } from '#libs/access';
import type { Contact, ContactSummary } from '#libs/contracts';
import { Database, notFound } from '#libs/platform';
import { invalidCursor } from '../errors.js';
import { eyesOf } from '../threads/visible.js';
import * as sqlOf from './contacts.sql.js';
import { searchWords } from './search-words.js';

type Dated<T> = { [K in keyof T]: K extends 'since' | 'at' | 'createdAt' | 'updatedAt' | 'foundAt' ? Date : T[K] };
type MergeRow = Omit<Dated<Contact['merges'][number]>, 'undoneAt'> & { undoneAt: Date | null };

/** The people the company writes with: finding them, and all that is known of one. */
@Injectable()
export class Contacts {
  constructor(private readonly db: Database) {}

  async list(q: { q?: string | undefined; limit: number; cursor?: string | undefined }, principal: Principal) {
    if (q.cursor !== undefined && !/^\d{1,18}$/.test(q.cursor)) throw invalidCursor();
    const { name, digits } = searchWords(q.q);
    const rows = await this.db.query<ContactSummary & Record<string, unknown>>(sqlOf.contactPage, [
      name,
      digits,
      q.cursor ?? null,
      q.limit + 1,
      ...eyesOf(principal),
    ]);
    const items = rows.slice(0, q.limit);
    return { items, nextCursor: rows.length > q.limit ? items.at(-1)!.id : null };
  }

  async get(id: string, principal: Principal): Promise<Contact> {
    const mine = [id, ...eyesOf(principal)];
    const [contact] = await this.db.query<
      ContactSummary & { createdAt: Date; mergedInto: string | null } & Record<string, unknown>
    >(sqlOf.contactById, [id]);
    if (!contact) throw notFound('contact');
    const [identities, threads, merges, duplicates] = await Promise.all([
      this.db.query<Dated<Contact['identities'][number]> & Record<string, unknown>>(sqlOf.identitiesOf, [id]),
      this.db.query<Dated<Contact['threads'][number]> & Record<string, unknown>>(sqlOf.threadsOf, mine),
      this.db.query<MergeRow & Record<string, unknown>>(sqlOf.mergesOf, [id]),
      this.db.query<Dated<Contact['possibleDuplicates'][number]> & Record<string, unknown>>(sqlOf.duplicatesOf, mine),
    ]);
    return {
      ...contact,
      createdAt: contact.createdAt.toISOString(),
      identities: identities.map((row) => ({ ...row, since: row.since.toISOString() })),
      threads: threads.map((row) => ({
        ...row,
        createdAt: row.createdAt.toISOString(),
        updatedAt: row.updatedAt.toISOString(),
      })),
      merges: merges.map((row) => ({
        ...row,
        at: row.at.toISOString(),
        undoneAt: row.undoneAt?.toISOString() ?? null,
      })),
      possibleDuplicates: duplicates.map((row) => ({ ...row, foundAt: row.foundAt.toISOString() })),
    };
  }
}
