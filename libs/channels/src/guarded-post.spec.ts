import type { lookup } from 'node:dns';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { guardedPost, namesPrivateHost } from './guarded-post.js';

let server: Server;
let port: number;
const got: string[] = [];
beforeAll(async () => {
  server = createServer((request, response) => {
    got.push(request.url!);
    if (request.url === '/silent') return;
    response.writeHead(request.url === '/moved' ? 302 : 204, { location: '/elsewhere' }).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  ({ port } = server.address() as AddressInfo);
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

/** Every name is at these addresses. */
const at = (...addresses: string[]) =>
  ((_: string, __: object, found: (error: null, all: { address: string; family: number }[]) => void) =>
    found(
      null,
      addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
    )) as unknown as typeof lookup;
const post = (address: string, rules: object = {}) =>
  guardedPost(address, '{}', { headers: {}, timeoutMs: 1000, publicOnly: true, ...rules });

describe('an address somebody has entered', () => {
  it.each([
    ['the machine itself', ['127.0.0.1']],
    ['one in the house', ['10.1.2.3']],
    ['the cloud’s own', ['169.254.169.254']],
    ['one of several', ['93.184.216.34', '192.168.0.1']],
    ['by IPv6', ['::1']],
  ])('is refused where its name leads to %s', async (_, addresses) => {
    await expect(post(`http://reports.example.com:${port}/in`, { resolve: at(...addresses) })).rejects.toThrow(
      'it has a private address',
    );
  });

  it.each(['http://127.0.0.1', 'http://[::1]', 'http://0x7f.1', 'http://2130706433', 'http://[::ffff:10.0.0.1]'])(
    'is refused as a number, however written: %s',
    async (address) => {
      expect(namesPrivateHost(address)).toBe(true);
      await expect(post(`${address}:${port}/in`)).rejects.toThrow('it has a private address');
    },
  );

  it('in the house is reached where that is allowed', async () => {
    await post(`http://127.0.0.1:${port}/in`, { publicOnly: false });
    expect(got).toEqual(['/in']);
  });

  it('leads nowhere else', async () => {
    await expect(post(`http://127.0.0.1:${port}/moved`, { publicOnly: false })).rejects.toThrow('it answered 302');
    expect(got).not.toContain('/elsewhere');
  });

  it('is not waited for long', async () => {
    await expect(post(`http://127.0.0.1:${port}/silent`, { publicOnly: false })).rejects.toThrow(
      'it did not answer within 1 s',
    );
  });
});
