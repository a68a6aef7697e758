import { request } from 'node:http';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestHub, type TestHub } from '../support/hub.js';

/** The console's files, as a browser gets them. */
let hub: TestHub;
beforeAll(async () => void (hub = await startTestHub()));
afterAll(() => hub.stop());

/** Without what `fetch` undoes by itself. */
const get = (path: string, encoding: string) =>
  new Promise<{ status: number; headers: Record<string, unknown>; body: Buffer }>((resolve, reject) => {
    request(hub.url + path, { headers: { 'accept-encoding': encoding } }, (answer) => {
      const parts: Buffer[] = [];
      answer.on('data', (part: Buffer) => parts.push(part));
      answer.on('end', () =>
        resolve({ status: answer.statusCode!, headers: answer.headers, body: Buffer.concat(parts) }),
      );
    })
      .on('error', reject)
      .end();
  });

describe('a page of the console', () => {
  it.each(['/', '/?view=all', '/threads/1?view=mine', '/sign-in', '/settings'])(
    '%s is the page, in any form',
    async (path) => {
      const plain = await get(path, 'identity');
      expect([plain.status, plain.headers['content-type'], plain.headers['cache-control']]).toEqual([
        200,
        'text/html; charset=utf-8',
        'no-cache',
      ]);
      expect(plain.headers['content-security-policy']).toContain("default-src 'self'");
      const small = await get(path, 'gzip, br');
      expect([small.headers['content-encoding'], small.headers.vary]).toEqual(['br', 'accept-encoding']);
      expect(brotliDecompressSync(small.body)).toEqual(plain.body);
    },
  );

  it('its scripts come as small as the browser takes them, and for ever', async () => {
    const { body } = await get('/', 'identity');
    // The first only names the others.
    const [script] = /\/assets\/react[^"]+\.js/.exec(body.toString())!;
    const plain = await get(script, 'identity');
    expect(plain.headers['content-encoding']).toBeUndefined();
    for (const [encoding, undo] of [
      ['br', brotliDecompressSync],
      ['gzip', gunzipSync],
    ] as const) {
      const small = await get(script, encoding);
      expect([
        small.headers['content-encoding'],
        small.headers['content-type'],
        small.headers['cache-control'],
      ]).toEqual([encoding, plain.headers['content-type'], 'public, max-age=31536000, immutable']);
      expect(small.body.length).toBeLessThan(plain.body.length / 2);
      expect(undo(small.body)).toEqual(plain.body);
    }
  });

  it('what is no page is not there', async () => {
    for (const path of ['/assets/none.js', '/api/none', '/.vite/manifest.json', '/index.html.map'])
      expect([path, (await get(path, 'br')).status]).toEqual([path, 404]);
  });
});
