import { createServer } from 'node:http';
import { readFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import react from '@vitejs/plugin-react';
import { build } from 'vite';

const types: Record<string, string> = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' };

/** An empty page of the console's framework, built as the console is and served compressed. */
export async function serveHello(): Promise<{ url: string; close(): void }> {
  const outDir = path.resolve('dist/bench/hello');
  await build({
    root: path.resolve('test/bench/console/hello'),
    plugins: [react()],
    logLevel: 'warn',
    build: { outDir, emptyOutDir: true },
  });
  const server = createServer((request, response) => {
    const name = request.url === '/' ? 'index.html' : path.normalize(`.${request.url}`);
    readFile(path.join(outDir, name)).then(
      (content) => {
        response.writeHead(200, {
          'content-type': types[path.extname(name)] ?? 'application/octet-stream',
          'content-encoding': 'gzip',
          'cache-control': name.startsWith('assets') ? 'public, max-age=31536000, immutable' : 'no-cache',
        });
        response.end(gzipSync(content));
      },
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, close: () => server.close() };
}
