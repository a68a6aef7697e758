import { Controller, Inject, Req, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { api, type RouteInput, type RouteResult } from '#libs/contracts';
import { CONFIG, type Config, Input, Route } from '#libs/platform';
import type { PrincipalRequest } from './access.guard.js';
import { Access } from './access.service.js';
import { unauthorized } from './errors.js';
import { readCookie, sessionCookie, writeCookie } from './session-cookie.js';

@Controller()
export class AuthController {
  constructor(
    private readonly access: Access,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Route(api.login)
  async login(
    @Input() { body }: RouteInput<typeof api.login>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<RouteResult<typeof api.login>> {
    const { token, user, expiresAt } = await this.access.signIn(body.email, body.password);
    void reply.header('set-cookie', this.cookie(token, expiresAt));
    return { user };
  }

  @Route(api.logout)
  async logout(@Req() request: PrincipalRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<void> {
    const token = readCookie(request.headers.cookie, sessionCookie);
    if (token) await this.access.signOut(token);
    void reply.header('set-cookie', this.cookie('', new Date(0)));
  }

  @Route(api.session)
  async session(@Req() { principal }: PrincipalRequest): Promise<RouteResult<typeof api.session>> {
    const user = principal?.userId && (await this.access.user(principal.userId));
    if (!user) throw unauthorized();
    return { user };
  }

  @Route(api.createApiKey)
  async createApiKey(@Input() { body }: RouteInput<typeof api.createApiKey>) {
    return { key: await this.access.createApiKey(body.name, body.role) };
  }

  private cookie(token: string, expiresAt: Date): string {
    return writeCookie(token, expiresAt, this.config.publicUrl.startsWith('https:'));
  }
}
