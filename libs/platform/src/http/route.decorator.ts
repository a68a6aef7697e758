import {
  applyDecorators,
  createParamDecorator,
  type ExecutionContext,
  HttpCode,
  RequestMapping,
  RequestMethod,
  SetMetadata,
} from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { z } from 'zod';
import type { RouteDef, RouteInput } from '#libs/contracts';
import { ProblemError } from '../errors.js';

export const routeKey = Symbol('route');
export const apiPrefix = '/api/v1';

/** Binds a handler to an operation of the contract: path, status, access and validation come from there. */
export const Route = (definition: RouteDef) =>
  applyDecorators(
    RequestMapping({ path: `${apiPrefix}${definition.path}`, method: RequestMethod[definition.method] }),
    HttpCode(definition.status),
    SetMetadata(routeKey, definition),
  );

/** The request as the contract describes it, parsed; a request that does not fit is a 400 that names every field. */
export const Input = createParamDecorator((_: unknown, context: ExecutionContext): RouteInput<RouteDef> => {
  const definition = Reflect.getMetadata(routeKey, context.getHandler()) as RouteDef;
  const request = context.switchToHttp().getRequest<FastifyRequest>();
  // An id that cannot exist is a thing that does not exist.
  const params = definition.params.safeParse(request.params);
  if (!params.success) throw new ProblemError('not-found', 404, 'Not found', 'There is no such address.');
  return {
    params: params.data,
    query: parse(definition.query, request.query, 'query'),
    body: parse(definition.body, request.body ?? {}, 'body'),
  };
});

function parse(schema: z.ZodType, value: unknown, where: string): unknown {
  // A body was refused with it already; PostgreSQL cannot hold it.
  if (where === 'query' && /\0/.test(Object.values(value as object).join())) {
    throw new ProblemError('validation', 400, 'The request is not valid', 'query: must not contain NUL');
  }
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const errors = parsed.error.issues.map(faultOf);
  const first = errors[0]!;
  throw new ProblemError('validation', 400, 'The request is not valid', `${first.path || where}: ${first.message}`, {
    errors,
  });
}

function faultOf(issue: z.core.$ZodIssue) {
  const fault = { path: issue.path.join('.'), message: issue.message, code: issue.code };
  if (issue.code === 'too_small') return { ...fault, limit: Number(issue.minimum), of: issue.origin };
  return issue.code === 'too_big' ? { ...fault, limit: Number(issue.maximum), of: issue.origin } : fault;
}
