import { Injectable } from '@nestjs/common';
import type { Principal } from '#libs/access';
import { Database } from '#libs/platform';
import { contactVisibleTo, eyesOf, visibleTo } from './visible.js';

/** What leads to a thread, as its routes are called. */
export type Subject = 'threads' | 'contacts' | 'contact-merges' | 'attachments' | 'readings' | 'sends' | 'calls';

const thread = (t: string) => visibleTo(t, '$2', '$3');
const contact = (c: string) => contactVisibleTo(c, '$2', '$3');

/** Which of the ids in $1 somebody sees; $2 and $3 are `eyesOf` them, $4 who they are. */
const statements: Partial<Record<Subject, string>> = {
  threads: `select t.id from threads t where t.id = any($1) and ${thread('t')}`,
  contacts: `select c.id from contacts c where c.id = any($1) and ${contact('coalesce(c.merged_into, c.id)')}`,
  'contact-merges': `select m.id from contact_merges m
    where m.id = any($1) and ${contact('m.kept_id')} and ${contact('m.merged_id')}`,
  // What is in no thread yet is its uploader's.
  attachments: `select a.id from attachments a left join threads t on t.id = a.thread_id
    where a.id = any($1) and case when t.id is null then a.uploaded_by = $4 else ${thread('t')} end`,
  readings: `select r.id from readings r join threads t on t.id = r.thread_id where r.id = any($1) and ${thread('t')}`,
  sends: `select o.id from outbox o join threads t on t.id = o.thread_id where o.id = any($1) and ${thread('t')}`,
};

/** Who sees what: one rule for threads, and for everything that leads to one. */
@Injectable()
export class Visibility {
  private readonly statements = new Map<Subject, string>(Object.entries(statements) as [Subject, string][]);

  constructor(private readonly db: Database) {}

  /** Libraries above say which of theirs somebody sees: $1 ids, $2 and $3 `eyesOf` them. */
  add(subject: Subject, statement: string): void {
    this.statements.set(subject, statement);
  }

  /** Those of these ids that they see. */
  async seen(subject: Subject, ids: readonly string[], principal: Principal): Promise<Set<string>> {
    if (principal.teams === null) return new Set(ids);
    const statement = this.statements.get(subject);
    if (statement === undefined) throw new Error(`nobody says who sees ${subject}`);
    const values: unknown[] = [ids, ...eyesOf(principal)];
    if (statement.includes('$4')) values.push(principal.id);
    const rows = await this.db.query<{ id: string }>(statement, values);
    return new Set(rows.map(({ id }) => id));
  }
}
