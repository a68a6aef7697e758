import { Controller, Req } from '@nestjs/common';
import type { PrincipalRequest } from '#libs/access';
import { api, type RouteInput } from '#libs/contracts';
import { Input, Route } from '#libs/platform';
import { Threads } from '../threads/threads.service.js';
import { CannedAnswers } from './canned-answers.service.js';
import { Drafts } from './drafts.service.js';
import { Mentions } from './mentions.service.js';

type In<K extends keyof typeof api> = RouteInput<(typeof api)[K]>;

/** What colleagues write with. */
@Controller()
export class WritingController {
  constructor(
    private readonly threads: Threads,
    private readonly answers: CannedAnswers,
    private readonly drafts: Drafts,
    private readonly mentions: Mentions,
  ) {}

  @Route(api.listCannedAnswers)
  async listAnswers(@Req() { principal }: PrincipalRequest) {
    return { items: await this.answers.list(principal!) };
  }

  @Route(api.createCannedAnswer)
  createAnswer(@Input() { body }: In<'createCannedAnswer'>) {
    return this.answers.create(body);
  }

  @Route(api.putCannedAnswer)
  putAnswer(@Input() { params, body }: In<'putCannedAnswer'>) {
    return this.answers.put(params.id, body);
  }

  @Route(api.deleteCannedAnswer)
  async deleteAnswer(@Input() { params }: In<'deleteCannedAnswer'>) {
    await this.answers.remove(params.id);
  }

  @Route(api.listDrafts)
  async listDrafts(@Input() { params }: In<'listDrafts'>, @Req() { principal }: PrincipalRequest) {
    await this.threads.get(params.id, principal!);
    return { items: await this.drafts.list(params.id, principal!.userId) };
  }

  @Route(api.putDraft)
  async putDraft(@Input() { params, body }: In<'putDraft'>, @Req() { principal }: PrincipalRequest) {
    await this.threads.get(params.id, principal!);
    return this.drafts.put(params.id, body, principal!);
  }

  @Route(api.getWritingSettings)
  settings(@Req() { principal }: PrincipalRequest) {
    return this.drafts.settings(principal!);
  }

  @Route(api.putWritingSettings)
  putSettings(@Input() { body }: In<'putWritingSettings'>, @Req() { principal }: PrincipalRequest) {
    return this.drafts.putSettings(body, principal!);
  }

  @Route(api.listMentions)
  listMentions(@Input() { query }: In<'listMentions'>, @Req() { principal }: PrincipalRequest) {
    return this.mentions.list(query, principal!);
  }

  @Route(api.readMentions)
  readMentions(@Input() { body }: In<'readMentions'>, @Req() { principal }: PrincipalRequest) {
    return this.mentions.read(body.threadId, principal!);
  }
}
