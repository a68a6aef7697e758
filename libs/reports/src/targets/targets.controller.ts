import { Controller, Req } from '@nestjs/common';
import type { PrincipalRequest } from '#libs/access';
import { api, type RouteInput } from '#libs/contracts';
import { Input, Route } from '#libs/platform';
import { Targets } from './targets.service.js';

@Controller()
export class TargetsController {
  constructor(private readonly targets: Targets) {}

  @Route(api.listTargets)
  list() {
    return this.targets.list();
  }

  @Route(api.putTarget)
  put(@Input() { body }: RouteInput<typeof api.putTarget>, @Req() { principal }: PrincipalRequest) {
    return this.targets.put(body, principal!.name);
  }

  @Route(api.deleteTarget)
  remove(@Input() { params }: RouteInput<typeof api.deleteTarget>) {
    return this.targets.remove(params.id);
  }

  @Route(api.listTargetAlerts)
  async alerts() {
    return { items: await this.targets.alerts() };
  }
}
