import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { type PrincipalRequest, unauthorized } from '#libs/access';
import { Id, type RouteDef } from '#libs/contracts';
import { notFound, routeKey } from '#libs/platform';
import { type Subject, Visibility } from './visibility.service.js';

const names: Record<Subject, string> = {
  threads: 'thread',
  contacts: 'contact',
  'contact-merges': 'merge',
  attachments: 'file',
  readings: 'reading',
  sends: 'send',
  calls: 'call',
};
/** What the fields of queries and bodies name. */
const fields: Record<string, Subject> = {
  threadId: 'threads',
  contactId: 'contacts',
  otherId: 'contacts',
  attachmentId: 'attachments',
  callId: 'calls',
};

/** What a route's `:id` names; null: nothing that only some may see. */
export function subjectOf({ path }: Pick<RouteDef, 'path'>): Subject | null {
  const root = /^\/([\w-]+)\/:id\b/.exec(path)?.[1];
  return root !== undefined && Object.hasOwn(names, root) ? (root as Subject) : null;
}

/**
 * What somebody may not see does not exist for them, by whatever route they ask: by the id in its path or by one that a
 * query or a body names. Lists leave it out by themselves.
 */
@Injectable()
export class VisibilityGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly visibility: Visibility,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const route = this.reflector.get<RouteDef | undefined>(routeKey, context.getHandler());
    if (!route || route.access === 'public') return true;
    const { principal, ...request } = context.switchToHttp().getRequest<PrincipalRequest>();
    if (!principal) throw unauthorized();
    if (principal.teams === null) return true;
    for (const [subject, id] of asked(route, request)) {
      const seen = await this.visibility.seen(subject, [id], principal);
      if (!seen.has(id)) throw notFound(names[subject]);
    }
    return true;
  }
}

/** What is no id is left to validation. */
function* asked(route: RouteDef, { params, query, body }: Pick<PrincipalRequest, 'params' | 'query' | 'body'>) {
  const subject = subjectOf(route);
  const { success, data } = Id.safeParse((params as { id?: unknown }).id);
  if (subject && success) yield [subject, data] as const;
  for (const part of [query, body]) {
    if (typeof part !== 'object' || part === null) continue;
    for (const [field, named] of Object.entries(fields)) {
      const value = (part as Record<string, unknown>)[field];
      for (const one of Array.isArray(value) ? value : [value]) {
        const id = Id.safeParse(one);
        if (id.success) yield [named, id.data] as const;
      }
    }
  }
}
