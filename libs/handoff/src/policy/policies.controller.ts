import { Controller } from '@nestjs/common';
import { api, type RouteInput } from '#libs/contracts';
import { Input, Route } from '#libs/platform';
import { Policies } from './policies.service.js';

@Controller()
export class PoliciesController {
  constructor(private readonly policies: Policies) {}

  @Route(api.listPolicies)
  async list() {
    return { items: await this.policies.list() };
  }

  @Route(api.createPolicy)
  create(@Input() { body }: RouteInput<typeof api.createPolicy>) {
    return this.policies.create(body.rules);
  }

  @Route(api.publishPolicy)
  publish(@Input() { params }: RouteInput<typeof api.publishPolicy>) {
    return this.policies.publish(params.id);
  }
}
