import { Injectable, type OnModuleInit } from '@nestjs/common';
import { ContactTables } from '#libs/messaging';

/** Calls are a contact's too: they follow a merge, and those that came since go back by the number that rang. */
@Injectable()
export class CallTables implements OnModuleInit {
  constructor(private readonly tables: ContactTables) {}

  onModuleInit(): void {
    this.tables.follow({
      contacts: [
        { name: 'calls', since: 'r.started_at >= $4 and r.from_number = any($3)' },
        // After the calls: an episode is whose calls it is made of.
        {
          name: 'episodes',
          since: `r.started_at >= $4 and exists (select from calls c where c.episode_id = r.id and c.contact_id = $2)
            and not exists (select from calls c where c.episode_id = r.id and c.contact_id is distinct from $2)`,
        },
      ],
      // A handoff that still waits for the customer's first words finds them in the thread that goes on.
      threads: [{ name: 'handoffs', where: `status not in ('engaged', 'failed')` }],
    });
  }
}
