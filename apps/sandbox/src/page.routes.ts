import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { FastifyInstance, FastifyReply } from 'fastify';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};
const NOT_BUILT = 'The handset page has not been built: run `npm run build:web`.\n';

/** The built page. By hand, because the host may have its own static files and its own decorators for them. */
export function pageRoutes(app: FastifyInstance, pageDir: string): void {
  app.get('/', (_request, reply) => serve(reply, path.join(pageDir, 'index.html'), 'no-cache'));
  app.get<{ Params: { file: string } }>('/assets/:file', (request, reply) => {
    const { file } = request.params;
    if (!/^[\w-][\w.-]*$/.test(file)) return reply.code(404).send();
    // Vite puts a hash of the content into the name.
    return serve(reply, path.join(pageDir, 'assets', file), 'public, max-age=31536000, immutable');
  });
}

async function serve(reply: FastifyReply, file: string, cacheControl: string): Promise<FastifyReply> {
  const content = await readFile(file).catch(() => null);
  if (!content) return reply.code(404).type('text/plain; charset=utf-8').send(NOT_BUILT);
  const type = TYPES[path.extname(file)] ?? 'application/octet-stream';
  return reply.header('cache-control', cacheControl).type(type).send(content);
}
