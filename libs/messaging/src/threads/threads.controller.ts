import { Controller, Req } from '@nestjs/common';
import type { PrincipalRequest } from '#libs/access';
import { api, type RouteInput } from '#libs/contracts';
import { Input, Route } from '#libs/platform';
import { Messages } from './messages.service.js';
import { Threads } from './threads.service.js';

type In<K extends keyof typeof api> = RouteInput<(typeof api)[K]>;

@Controller()
export class ThreadsController {
  constructor(
    private readonly threads: Threads,
    private readonly messages: Messages,
  ) {}

  @Route(api.listMessages)
  async messagesOf(@Input() { params, query }: In<'listMessages'>) {
    await this.threads.get(params.id);
    return this.messages.list(params.id, query);
  }

  @Route(api.postMessage)
  post(@Input() { params, body }: In<'postMessage'>, @Req() { principal }: PrincipalRequest) {
    return this.messages.post(params.id, body, principal!);
  }

  @Route(api.assignThread)
  assign(@Input() { params, body }: In<'assignThread'>, @Req() { principal }: PrincipalRequest) {
    return this.threads.assign(params.id, body, principal!);
  }

  @Route(api.resolveThread)
  resolve(@Input() { params, body }: In<'resolveThread'>, @Req() { principal }: PrincipalRequest) {
    return this.threads.resolve(params.id, body, principal!);
  }

  @Route(api.reopenThread)
  reopen(@Input() { params, body }: In<'reopenThread'>, @Req() { principal }: PrincipalRequest) {
    return this.threads.reopen(params.id, body.at, principal!);
  }

  @Route(api.readThread)
  read(@Input() { params, body }: In<'readThread'>) {
    return this.threads.read(params.id, body.seq);
  }
}
