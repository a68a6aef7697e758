import { Controller, Req } from '@nestjs/common';
import type { PrincipalRequest } from '#libs/access';
import { api, type RouteInput } from '#libs/contracts';
import { Input, Route } from '#libs/platform';
import { Costs } from './costs.service.js';

@Controller()
export class CostsController {
  constructor(private readonly costs: Costs) {}

  @Route(api.listCosts)
  list() {
    return this.costs.list();
  }

  @Route(api.putCost)
  put(@Input() { body }: RouteInput<typeof api.putCost>, @Req() { principal }: PrincipalRequest) {
    return this.costs.put(body, principal!.name);
  }

  @Route(api.deleteCost)
  remove(@Input() { params }: RouteInput<typeof api.deleteCost>) {
    return this.costs.remove(params.id);
  }
}
