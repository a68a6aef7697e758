import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import type { RouteDef } from '#libs/contracts';
import { routeKey } from '#libs/platform';
import { Access } from './access.service.js';
import { allowedOrigin } from './allowed-origin.js';
import { forbidden, unauthorized } from './errors.js';
import type { Principal } from './principal.js';
import { readCookie, sessionCookie } from './session-cookie.js';

export type PrincipalRequest = FastifyRequest & { principal?: Principal };

/**
 * Every operation of the contract names who may call it. A handler outside the contract (webhooks, health) must say
 * so itself with `@Open()`: what says nothing is refused.
 */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly access: Access,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const route = this.reflector.get<RouteDef | undefined>(routeKey, context.getHandler());
    if (!route) {
      if (this.reflector.getAllAndOverride(openKey, [context.getHandler(), context.getClass()])) return true;
      throw forbidden();
    }
    const request = context.switchToHttp().getRequest<PrincipalRequest>();
    if (route.access === 'public') return true;
    const principal = await this.principalOf(request);
    if (!principal) throw unauthorized();
    if (!route.access.includes(principal.role)) throw forbidden();
    request.principal = principal;
    return true;
  }

  private async principalOf(request: FastifyRequest): Promise<Principal | null> {
    const [scheme, key] = (request.headers.authorization ?? '').split(' ');
    if (scheme?.toLowerCase() === 'bearer' && key) return this.access.byApiKey(key);
    const token = readCookie(request.headers.cookie, sessionCookie);
    if (!token) return null;
    // A cookie is sent by the browser whoever asks for it: a write must come from our own pages.
    if (request.method !== 'GET' && !allowedOrigin(request.headers))
      throw forbidden('The request comes from another site.');
    return this.access.bySession(token);
  }
}

const openKey = Symbol('open');
/** A handler that authenticates its callers itself, or answers everyone. */
export const Open =
  () =>
  (target: object, _key?: string | symbol, descriptor?: PropertyDescriptor): void =>
    Reflect.defineMetadata(openKey, true, descriptor?.value ?? target);
