import { Controller, Req } from '@nestjs/common';
import type { PrincipalRequest } from '#libs/access';
import { api, type RouteInput } from '#libs/contracts';
import { Input, Route } from '#libs/platform';
import { Timeline } from './timeline.service.js';

@Controller()
export class TimelineController {
  constructor(private readonly timeline: Timeline) {}

  @Route(api.contactTimeline)
  page(@Input() { params, query }: RouteInput<typeof api.contactTimeline>, @Req() { principal }: PrincipalRequest) {
    return this.timeline.page(params.id, query.limit, query.cursor, principal!);
  }
}
