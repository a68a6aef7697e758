import { Controller, Req } from '@nestjs/common';
import type { PrincipalRequest } from '#libs/access';
import { api, type RouteInput } from '#libs/contracts';
import { Input, Route } from '#libs/platform';
import { Lifecycle } from './lifecycle.service.js';

type In<K extends keyof typeof api> = RouteInput<(typeof api)[K]>;

@Controller()
export class LifecycleController {
  constructor(private readonly lifecycle: Lifecycle) {}

  @Route(api.snoozeThread)
  snooze(@Input() { params, body }: In<'snoozeThread'>, @Req() { principal }: PrincipalRequest) {
    return this.lifecycle.snooze(params.id, body, principal!);
  }

  @Route(api.unsnoozeThread)
  unsnooze(@Input() { params }: In<'unsnoozeThread'>, @Req() { principal }: PrincipalRequest) {
    return this.lifecycle.unsnooze(params.id, principal!);
  }

  @Route(api.tagThread)
  tag(@Input() { params, body }: In<'tagThread'>, @Req() { principal }: PrincipalRequest) {
    return this.lifecycle.tag(params.id, body.tags, principal!);
  }

  @Route(api.prioritiseThread)
  prioritise(@Input() { params, body }: In<'prioritiseThread'>, @Req() { principal }: PrincipalRequest) {
    return this.lifecycle.prioritise(params.id, body.priority, principal!);
  }
}
