import { Controller, Req } from '@nestjs/common';
import type { PrincipalRequest } from '#libs/access';
import { api, type RouteInput } from '#libs/contracts';
import { Input, Route } from '#libs/platform';
import { People } from './people.service.js';
import { Teams } from './teams.service.js';

type In<K extends keyof typeof api> = RouteInput<(typeof api)[K]>;

@Controller()
export class PeopleController {
  constructor(
    private readonly people: People,
    private readonly teams: Teams,
  ) {}

  @Route(api.users)
  async list(@Input() { query }: In<'users'>) {
    return { items: await this.people.list({ off: query.off === 'true' }) };
  }

  @Route(api.createUser)
  create(@Input() { body }: In<'createUser'>) {
    return this.people.create(body);
  }

  @Route(api.resetPassword)
  resetPassword(@Input() { params }: In<'resetPassword'>, @Req() { principal }: PrincipalRequest) {
    return this.people.resetPassword(params.id, principal!);
  }

  @Route(api.putUser)
  put(@Input() { body }: In<'putUser'>) {
    return this.people.put(body);
  }

  @Route(api.patchUser)
  patch(@Input() { params, body }: In<'patchUser'>, @Req() { principal }: PrincipalRequest) {
    return this.people.patch(params.id, body, principal!);
  }

  @Route(api.putAvailability)
  choose(@Input() { body }: In<'putAvailability'>, @Req() { principal }: PrincipalRequest) {
    return this.people.choose(principal!, body.availability);
  }

  @Route(api.listTeams)
  async listTeams() {
    return { items: await this.teams.list() };
  }

  @Route(api.createTeam)
  createTeam(@Input() { body }: In<'createTeam'>) {
    return this.teams.create(body);
  }

  @Route(api.putTeam)
  putTeam(@Input() { params, body }: In<'putTeam'>) {
    return this.teams.put(params.id, body);
  }

  @Route(api.deleteTeam)
  async deleteTeam(@Input() { params }: In<'deleteTeam'>) {
    await this.teams.remove(params.id);
    return null;
  }
}
