import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Principal } from '#libs/access';
import type { Contact } from '#libs/contracts';
import { Database } from '#libs/platform';
import { Jobs } from '#libs/queue';
import { sameContact } from '../errors.js';
import { Feed } from '../feed.js';
import { ContactTables } from './contact-tables.js';
import { Contacts } from './contacts.service.js';
import { type Changed, joinContacts } from './join-contacts.js';
import { partContacts, settleJob, settleParted } from './part-contacts.js';

const byOf = ({ userId, name }: Principal) => ({ id: userId, name });

/** Two contacts become one, and two again. Each in one transaction; consoles hear of it after the commit. */
@Injectable()
export class Merges implements OnModuleInit {
  constructor(
    private readonly db: Database,
    private readonly contacts: Contacts,
    private readonly tables: ContactTables,
    private readonly feed: Feed,
    private readonly jobs: Jobs,
  ) {}

  onModuleInit(): void {
    this.jobs.handle<{ mergeId: string }>(settleJob, {
      run: async ({ payload }) => {
        const settled = await this.db.transaction((sql) => settleParted(sql, this.tables, payload.mergeId));
        if (!settled) return;
        this.tell(settled);
        this.feed.changed(settled.emptied);
      },
    });
  }

  async merge(keptId: string, mergedId: string, reason: string | undefined, principal: Principal): Promise<Contact> {
    if (BigInt(keptId) === BigInt(mergedId)) throw sameContact();
    const merge = { keptId, mergedId, reason: reason || null, by: byOf(principal) };
    this.tell(await this.db.transaction((sql) => joinContacts(sql, this.tables, merge)));
    return this.contacts.get(keptId, principal);
  }

  async undo(id: string, principal: Principal): Promise<{ kept: Contact; merged: Contact }> {
    const parted = await this.db.transaction((sql) => partContacts(sql, this.tables, id, byOf(principal)));
    this.tell(parted);
    this.feed.changed(parted.emptied);
    return {
      kept: await this.contacts.get(parted.keptId, principal),
      merged: await this.contacts.get(parted.mergedId, principal),
    };
  }

  private tell({ entries, threadIds }: Changed): void {
    for (const entry of entries) this.feed.created(entry);
    for (const id of threadIds) this.feed.thread(id);
  }
}
