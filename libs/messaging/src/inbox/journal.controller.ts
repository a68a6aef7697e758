import { Controller, Req } from '@nestjs/common';
import type { PrincipalRequest } from '#libs/access';
import { api, type InboxCounts, type RouteInput, type RouteResult, type WebhookEvent } from '#libs/contracts';
import { Input, Route } from '#libs/platform';
import { Journal } from './journal.service.js';

@Controller()
export class JournalController {
  constructor(private readonly journal: Journal) {}

  @Route(api.listWebhookEvents)
  list(
    @Input() { query }: RouteInput<typeof api.listWebhookEvents>,
  ): Promise<RouteResult<typeof api.listWebhookEvents>> {
    return this.journal.list(query);
  }

  @Route(api.countWebhookEvents)
  counts(): Promise<InboxCounts> {
    return this.journal.counts();
  }

  @Route(api.replayWebhookEvent)
  replay(@Input() { params }: RouteInput<typeof api.replayWebhookEvent>): Promise<WebhookEvent> {
    return this.journal.replay(params.id);
  }

  @Route(api.discardWebhookEvent)
  discard(
    @Input() { params, body }: RouteInput<typeof api.discardWebhookEvent>,
    @Req() { principal }: PrincipalRequest,
  ): Promise<WebhookEvent> {
    return this.journal.discard(params.id, body.reason, principal!);
  }
}
