import { z } from 'zod';
import { Problem, type RouteDef } from '#libs/contracts';
import { apiPrefix } from './route.decorator.js';

const schemaOf = (schema: z.ZodType, io: 'input' | 'output') => {
  const { $schema: _, ...json } = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
  return json;
};

const files = {
  type: 'object',
  properties: { file: { type: 'array', items: { type: 'string', format: 'binary' }, minItems: 1, maxItems: 10 } },
  required: ['file'],
};

/** OpenAPI 3.1 of the contract's operations, written from the same schemas that validate. */
export function openApi(routes: Record<string, RouteDef>, version: string) {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const [operationId, route] of Object.entries(routes)) {
    const path = `${apiPrefix}${route.path.replace(/:(\w+)/g, '{$1}')}`;
    const parameters = [
      ...parametersOf(route.params, 'path'),
      ...parametersOf(route.query, 'query'),
      ...(route.method === 'GET'
        ? []
        : [{ name: 'Idempotency-Key', in: 'header', required: false, schema: { type: 'string', maxLength: 200 } }]),
    ];
    const body = schemaOf(route.body, 'input');
    const hasBody = Object.keys(body.properties ?? {}).length > 0;
    (paths[path] ??= {})[route.method.toLowerCase()] = {
      operationId,
      summary: route.summary,
      tags: [route.path.split('/')[1]],
      ...(route.access === 'public' ? { security: [] } : { description: `Roles: ${route.access.join(', ')}.` }),
      parameters,
      ...(route.upload && { requestBody: { required: true, content: { 'multipart/form-data': { schema: files } } } }),
      ...(hasBody && { requestBody: { required: true, content: { 'application/json': { schema: body } } } }),
      responses: {
        [route.status]: {
          description: 'Success',
          ...(route.status !== 204 && {
            content: { 'application/json': { schema: schemaOf(route.response, 'output') } },
          }),
        },
        default: {
          description: `A problem${route.problems.length ? `: ${route.problems.join(', ')}` : ''}`,
          content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
        },
      },
    };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Shiftline',
      version,
      description: 'Moves phone calls to messaging threads. Errors are RFC 9457 problems with a stable `type`.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    security: [{ bearer: [] }, { cookie: [] }],
    paths,
    components: {
      schemas: { Problem: schemaOf(Problem, 'output') },
      securitySchemes: {
        bearer: { type: 'http', scheme: 'bearer' },
        cookie: { type: 'apiKey', in: 'cookie', name: 'shiftline_session' },
      },
    },
  };
}

function parametersOf(schema: z.ZodType, where: 'path' | 'query') {
  const json = schemaOf(schema, 'input') as { properties?: Record<string, unknown>; required?: string[] };
  return Object.entries(json.properties ?? {}).map(([name, property]) => ({
    name,
    in: where,
    required: where === 'path' || (json.required ?? []).includes(name),
    schema: property,
  }));
}
