import { Injectable } from '@nestjs/common';

/** A table with `id` and `contact_id` whose rows follow a contact that is merged. */
export interface ContactTable {
  name: string;
  /**
   * Which rows `r` of the kept contact have come since by the merged one's addresses, as SQL: $2 the merged contact, $3 its
   * addresses, $4 when they were merged.
   */
  since: string;
}

/** A table with `id` and `thread_id` whose rows follow a thread that goes on in another. */
export interface ThreadTable {
  name: string;
  /** Which of them, as SQL. */
  where: string;
}

/**
 * What belongs to a contact, as data. Libraries above add their tables when they start, so that a merge moves their rows in
 * its own transaction and its undoing moves them back.
 */
@Injectable()
export class ContactTables {
  readonly ofContacts: ContactTable[] = [
    {
      name: 'consents',
      since: `r.recorded_at >= $4 and exists (select from messages m
        where m.thread_id = r.thread_id and m.seq = r.seq and m.address = any($3))`,
    },
  ];
  readonly ofThreads: ThreadTable[] = [];

  /** In the order in which their rows are moved. */
  follow({ contacts = [], threads = [] }: { contacts?: ContactTable[]; threads?: ThreadTable[] }): void {
    this.ofContacts.push(...contacts);
    this.ofThreads.push(...threads);
  }
}
