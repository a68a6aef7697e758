import type { FastifyInstance } from 'fastify';

export const webhookPrefix = '/webhooks/';
/** Meta's largest delivery is 3 MB. */
export const webhookLimit = 3 * 1024 * 1024;

const apiLimit = 1024 * 1024;

/**
 * One parser for all: webhooks keep their raw bytes, because signatures cover bytes and a body that is no JSON must
 * still be journalled; everything else is JSON. A missing body is an empty object.
 */
export function registerBodyParsers(fastify: FastifyInstance): void {
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: webhookLimit }, (request, body, done) => {
    if (request.url.startsWith(webhookPrefix)) return done(null, body);
    if (body.length === 0) return done(null, {});
    if (body.length > apiLimit) return done(httpError(413));
    if (!/^application\/json\b/i.test(request.headers['content-type'] ?? '')) return done(httpError(415));
    try {
      done(null, JSON.parse(body.toString('utf8'), readable));
    } catch {
      done(httpError(400));
    }
  });
}

/** No prototypes; and only text that PostgreSQL can hold: NUL is refused, half of a surrogate pair is replaced. */
function readable(key: string, value: unknown): unknown {
  if (key === '__proto__') return undefined;
  if (key.includes('\0') || !key.isWellFormed()) throw httpError(400);
  if (typeof value !== 'string') return value;
  if (value.includes('\0')) throw httpError(400);
  return value.toWellFormed();
}
const httpError = (statusCode: number) => Object.assign(new Error('unreadable body'), { statusCode });
