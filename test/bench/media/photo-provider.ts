import { createReadStream } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { PhonePhoto } from './phone-photos.js';

/** Meta's two steps to a file, at once and outside the hub: an id answers an address, the address the photo. */
export async function startPhotoProvider(photos: readonly PhonePhoto[]): Promise<{ url: string; close(): void }> {
  const server = createServer((request, reply) => {
    const [, media, n] = /\/(?:v[\d.]+\/)?(media|file)-?(\d+)/.exec(request.url!) ?? [];
    if (media === 'file') {
      const { file, bytes } = photos[Number(n) % photos.length]!;
      reply.writeHead(200, { 'content-type': 'image/jpeg', 'content-length': bytes });
      return void createReadStream(file).pipe(reply);
    }
    const { port } = server.address() as AddressInfo;
    reply.writeHead(200, { 'content-type': 'application/json' });
    reply.end(JSON.stringify(media ? { url: `http://127.0.0.1:${port}/file-${n}`, mime_type: 'image/jpeg' } : {}));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
