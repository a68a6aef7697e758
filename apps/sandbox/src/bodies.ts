import type { FastifyInstance } from 'fastify';

/** The largest file that is uploaded here, with what stands around it. */
const FILE_LIMIT = 101 * 1024 * 1024;

/**
 * The emulator reads bodies in its own way, whatever its host does: forms keep repeated keys (MediaUrl comes several
 * times), and everything else stays bytes.
 */
export function readBodies(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_request, body, done) => {
    try {
      done(null, body.length === 0 ? null : JSON.parse(body.toString()));
    } catch {
      done(Object.assign(new Error('The body is not valid JSON'), { statusCode: 400 }));
    }
  });
  app.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'buffer' }, (_request, body, done) => {
    done(null, new URLSearchParams(body.toString()));
  });
  app.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: FILE_LIMIT }, (_request, body, done) => {
    done(null, body);
  });
}
