import { Controller, Req } from '@nestjs/common';
import type { PrincipalRequest } from '#libs/access';
import { api, type RouteInput } from '#libs/contracts';
import { Input, Route } from '#libs/platform';
import { BulkChanges } from './bulk.service.js';
import { SavedViews } from './saved-views.service.js';
import { ThreadLists } from './thread-lists.service.js';

type In<K extends keyof typeof api> = RouteInput<(typeof api)[K]>;

@Controller()
export class ListsController {
  constructor(
    private readonly lists: ThreadLists,
    private readonly bulk: BulkChanges,
    private readonly views: SavedViews,
  ) {}

  @Route(api.listThreads)
  list(@Input() { query }: In<'listThreads'>, @Req() { principal }: PrincipalRequest) {
    return this.lists.list(query, principal!);
  }

  @Route(api.countThreads)
  counts(@Req() { principal }: PrincipalRequest) {
    return this.lists.counts(principal!);
  }

  @Route(api.threadFacets)
  facets(@Req() { principal }: PrincipalRequest) {
    return this.lists.facets(principal!);
  }

  @Route(api.changeThreads)
  change(@Input() { body }: In<'changeThreads'>, @Req() { principal }: PrincipalRequest) {
    return this.bulk.change(body, principal!);
  }

  @Route(api.undoBulk)
  undo(@Input() { body }: In<'undoBulk'>, @Req() { principal }: PrincipalRequest) {
    return this.bulk.undo(body.token, principal!);
  }

  @Route(api.listSavedViews)
  async savedViews(@Req() { principal }: PrincipalRequest) {
    return { items: await this.views.list(principal!) };
  }

  @Route(api.createSavedView)
  createView(@Input() { body }: In<'createSavedView'>, @Req() { principal }: PrincipalRequest) {
    return this.views.create(body, principal!);
  }

  @Route(api.putSavedView)
  putView(@Input() { params, body }: In<'putSavedView'>, @Req() { principal }: PrincipalRequest) {
    return this.views.put(params.id, body, principal!);
  }

  @Route(api.deleteSavedView)
  deleteView(@Input() { params }: In<'deleteSavedView'>, @Req() { principal }: PrincipalRequest) {
    return this.views.delete(params.id, principal!);
  }
}
