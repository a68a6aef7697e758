import { Controller, Req } from '@nestjs/common';
import type { PrincipalRequest } from '#libs/access';
import { api, type RouteInput } from '#libs/contracts';
import { Input, Route } from '#libs/platform';
import { WhySent } from '../threads/why-sent.service.js';
import { Consents } from './consents.service.js';

type In<K extends keyof typeof api> = RouteInput<(typeof api)[K]>;

@Controller()
export class ConsentsController {
  constructor(
    private readonly consents: Consents,
    private readonly whySent: WhySent,
  ) {}

  @Route(api.listConsents)
  list(@Input() { params }: In<'listConsents'>) {
    return this.consents.list(params.id);
  }

  @Route(api.addConsent)
  add(@Input() { params, body }: In<'addConsent'>, @Req() { principal }: PrincipalRequest) {
    return this.consents.add(params.id, body, principal!);
  }

  @Route(api.decideConsentFlag)
  async decide(@Input() { params, body }: In<'decideConsentFlag'>, @Req() { principal }: PrincipalRequest) {
    await this.consents.decideFlag(params.id, params.seq, body.decision, principal!);
    return null;
  }

  @Route(api.whySent)
  why(@Input() { params }: In<'whySent'>) {
    return this.whySent.explain(params.id, params.seq);
  }
}
