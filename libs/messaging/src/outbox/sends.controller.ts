import { Controller, Req } from '@nestjs/common';
import type { PrincipalRequest } from '#libs/access';
import { api, type RouteInput } from '#libs/contracts';
import { Input, Route } from '#libs/platform';
import { Sends } from './sends.service.js';

type In<K extends keyof typeof api> = RouteInput<(typeof api)[K]>;

@Controller()
export class SendsController {
  constructor(private readonly sends: Sends) {}

  @Route(api.listSends)
  list(@Input() { query }: In<'listSends'>, @Req() { principal }: PrincipalRequest) {
    return this.sends.list(query, principal!);
  }

  @Route(api.countSends)
  counts(@Req() { principal }: PrincipalRequest) {
    return this.sends.counts(principal!);
  }

  @Route(api.retrySend)
  retry(@Input() { params, body }: In<'retrySend'>, @Req() { principal }: PrincipalRequest) {
    return this.sends.retry(params.id, body, principal!);
  }

  @Route(api.dismissSend)
  dismiss(@Input() { params }: In<'dismissSend'>, @Req() { principal }: PrincipalRequest) {
    return this.sends.dismiss(params.id, principal!);
  }
}
