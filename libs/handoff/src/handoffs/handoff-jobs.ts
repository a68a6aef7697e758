import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '#libs/platform';
import { Jobs } from '#libs/queue';
import { Invites } from './invites.service.js';

/** What messaging tells of afterwards: news of an invite's send, and a customer's first words. */
@Injectable()
export class HandoffJobs implements OnModuleInit {
  constructor(
    private readonly jobs: Jobs,
    private readonly invites: Invites,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.jobs.handle<{ outboxId: string }>('handoff.invite', {
      run: ({ payload }) => this.invites.follow(payload.outboxId),
    });
    this.jobs.handle<{ threadId: string; at?: string }>('customer.first_message', {
      run: ({ payload: { threadId, at } }) => this.invites.engaged(threadId, at ? new Date(at) : this.clock.now()),
    });
  }
}
