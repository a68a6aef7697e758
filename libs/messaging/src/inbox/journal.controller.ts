import { Controller } from '@nestjs/common';
import { api, type RouteInput, type RouteResult, type WebhookEvent } from '#libs/contracts';
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

  @Route(api.replayWebhookEvent)
  replay(@Input() { params }: RouteInput<typeof api.replayWebhookEvent>): Promise<WebhookEvent> {
    return this.journal.replay(params.id);
  }
}
