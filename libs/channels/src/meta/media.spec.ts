import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { ChannelAccount } from '../contract/index.js';
import { MediaError } from '../contract/index.js';
import type { WireServer } from '../kit/wire-server.js';
import { answers, readAll, wireServer } from '../kit/wire-server.js';
import { meta } from './index.js';

let wire: WireServer;
/** What the file's address answers, one after the other, the last for ever. */
let fileStatuses: number[];
beforeAll(async () => void (wire = await wireServer(() => undefined)));
afterAll(() => wire.close());
beforeEach(() => {
  wire.seen = [];
  fileStatuses = [200];
  wire.behaviour = (response, seen, request) => {
    if (seen.url.startsWith('/v23.0/77'))
      return answers(200, { url: `${wire.origin}/file`, mime_type: 'image/jpeg' })(response, seen, request);
    const status = fileStatuses.length > 1 ? fileStatuses.shift() : fileStatuses[0];
    response.writeHead(status ?? 200, { 'Content-Type': 'image/jpeg' }).end('bytes');
  };
});

const account = {
  settings: { phoneNumberId: '100200' },
  secrets: { accessToken: 'token' },
} as unknown as ChannelAccount;
const fetchMedia = (ref: Record<string, string> = { id: '77' }) =>
  meta({ graphUrl: wire.origin, timeoutMs: 1000 }).fetchMedia(account, ref);

it('takes two steps with the same token', async () => {
  const { mimeType, stream } = await fetchMedia({ id: '77', url: 'https://lookaside.fbsbx.com/old' });
  expect(mimeType).toBe('image/jpeg');
  expect((await readAll(stream)).toString()).toBe('bytes');
  expect(wire.seen.map(({ url, headers }) => [url, headers.authorization])).toEqual([
    ['/v23.0/77?phone_number_id=100200', 'Bearer token'],
    ['/file', 'Bearer token'],
  ]);
});

it('asks for a new address once when the first has expired', async () => {
  fileStatuses = [404, 200];
  await readAll((await fetchMedia()).stream);
  expect(wire.seen).toHaveLength(4);
  wire.seen = [];
  fileStatuses = [404];
  await expect(fetchMedia()).rejects.toMatchObject({ retriable: false });
  expect(wire.seen).toHaveLength(4);
});

it.each([
  [404, { error: { code: 100, message: 'no such object' } }, false],
  [401, { error: { code: 190, message: 'expired' } }, true],
  [400, { error: { code: 130429, message: 'slow down' } }, true],
  [500, {}, true],
  [200, {}, true],
  [200, { url: 'http://127.0.0.1:9/x' }, false],
  [200, { url: 'https://evil.example.com/x' }, false],
  [200, { url: 'https://lookaside.fbsbx.com.evil.example.com/x' }, false],
  [200, { url: 'file:///etc/passwd' }, false],
])('address answer %d %j: retriable %s', async (status, body, retriable) => {
  wire.behaviour = answers(status, body);
  const failure = await fetchMedia().catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(MediaError);
  expect(failure).toMatchObject({ retriable });
  expect(wire.seen).toHaveLength(1);
});

it.each<Record<string, string>>([{}, { id: '../../me' }, { id: '77?x=1' }])('%j is not asked for', async (ref) => {
  await expect(fetchMedia(ref)).rejects.toBeInstanceOf(MediaError);
  expect(wire.seen).toEqual([]);
});
