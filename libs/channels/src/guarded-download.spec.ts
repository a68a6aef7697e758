import type { lookup } from 'node:dns';
import http from 'node:http';
import https from 'node:https';
import { syncBuiltinESMExports } from 'node:module';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { MediaError } from './contract/index.js';
import type { DownloadRules } from './guarded-download.js';
import { guardedDownload } from './guarded-download.js';
import type { WireServer } from './kit/wire-server.js';
import { readAll, wireServer } from './kit/wire-server.js';
import { isPrivateAddress } from './private-address.js';

/** The API, and somebody within the private network who must never be asked. */
let api: WireServer;
let victim: WireServer;
beforeAll(async () => {
  api = await wireServer(() => undefined);
  victim = await wireServer((response) => void response.end('secret'));
});
afterAll(async () => {
  await api.close();
  await victim.close();
});
beforeEach(() => {
  api.seen = [];
  victim.seen = [];
  api.behaviour = (response) => void response.writeHead(200, { 'Content-Type': 'image/png' }).end('bytes');
});
afterEach(() => expect(victim.seen).toEqual([]));

const rules = (change: Partial<DownloadRules> = {}): DownloadRules => ({
  apiOrigin: api.origin,
  allowed: [{ host: '*.cdn.example.com' }, { host: 's3.example.com', path: '/bucket/' }],
  authorization: 'Basic abc',
  credentialOrigin: api.origin,
  timeoutMs: 500,
  ...change,
});
const redirect = (location: string, status = 302) => {
  api.behaviour = (response) => void response.writeHead(status, { Location: location }).end();
};
const failure = async (address: string, change?: Partial<DownloadRules>): Promise<MediaError> => {
  const error = await guardedDownload(address, rules(change))
    .then(async ({ stream }) => readAll(stream))
    .then(() => undefined)
    .catch((caught: unknown) => caught);
  expect(error).toBeInstanceOf(MediaError);
  return error as MediaError;
};
/** A resolver that answers these addresses for every name. */
const resolvesTo = (...addresses: string[]) =>
  ((_host: string, _options: object, callback: (error: null, found: object[]) => void) =>
    callback(
      null,
      addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
    )) as unknown as typeof lookup;

it('downloads from the API with credentials', async () => {
  const { mimeType, stream } = await guardedDownload(`${api.origin}/media`, rules());
  expect(mimeType).toBe('image/png');
  expect((await readAll(stream)).toString()).toBe('bytes');
  expect(api.seen[0]?.headers).toMatchObject({ authorization: 'Basic abc', 'accept-encoding': 'identity' });
});

it('sends credentials to their own origin only', async () => {
  await readAll(
    (await guardedDownload(`${api.origin}/media`, rules({ credentialOrigin: 'https://other.example.com' }))).stream,
  );
  expect(api.seen[0]?.headers.authorization).toBeUndefined();
});

describe('only its own hosts', () => {
  it.each([
    'http://127.0.0.1:1/',
    'http://localhost/',
    'https://2130706433/',
    'https://0x7f000001/',
    'https://0177.0.0.1/',
    'https://127.1/',
    'https://[::1]/',
    'https://[::ffff:127.0.0.1]/',
    'https://169.254.169.254/latest/meta-data',
    'https://evil.example.com/',
    'https://cdn.example.com.evil.com/',
    'https://evilcdn.example.com/',
    'https://a.cdn.example.com:8443/',
    'http://a.cdn.example.com/',
    'https://user:pass@a.cdn.example.com/',
    'https://s3.example.com/other/x',
    'https://s3.example.com/bucket/../other/x',
    'https://s3.example.com/bucket/%2e%2e/other/x',
    'https://a.cdn.example.com./',
    'ftp://a.cdn.example.com/',
    'file:///etc/passwd',
    'data:text/plain,x',
    'nonsense',
    '',
  ])('%s is refused, first and as a redirect', async (address) => {
    expect((await failure(address)).retriable).toBe(false);
    if (address === '' || address === 'nonsense') return;
    redirect(address);
    expect((await failure(`${api.origin}/media`)).retriable).toBe(false);
    expect(api.seen).toHaveLength(1);
  });

  it('the victim as a redirect, with every status', async () => {
    for (const status of [301, 302, 303, 307, 308]) {
      redirect(`${victim.origin}/x`, status);
      await failure(`${api.origin}/media`);
    }
    expect(api.seen).toHaveLength(5);
  });

  it.each(['127.0.0.1', '10.1.2.3', '169.254.169.254', '::1', '::ffff:10.0.0.1', 'fd00::1', '64:ff9b::7f00:1'])(
    'a known name at %s',
    async (address) => {
      const error = await failure('https://a.cdn.example.com/x', { resolve: resolvesTo(address) });
      expect(error.message).toContain('private address');
      const mixed = await failure('https://a.cdn.example.com/x', { resolve: resolvesTo('93.184.215.14', address) });
      expect(mixed.message).toContain('private address');
    },
  );
});

describe('redirects', () => {
  it('leave the credentials behind, also on the way back', async () => {
    const real = https.request;
    const seen: { host: string; authorization: unknown }[] = [];
    // Stands for the public host: there is no other way to have one here.
    https.request = ((url: URL, options: http.RequestOptions) => {
      seen.push({ host: url.host, authorization: (options.headers as Record<string, string>).Authorization });
      return http.request(`${api.origin}${url.pathname}`, { headers: options.headers, agent: false });
    }) as typeof https.request;
    syncBuiltinESMExports();
    try {
      api.behaviour = (response, { url }) => {
        const next = { '/1': 'https://a.cdn.example.com/2', '/2': `${api.origin}/3` }[url];
        if (next === undefined) response.end('bytes');
        else response.writeHead(307, { Location: next }).end();
      };
      await readAll((await guardedDownload(`${api.origin}/1`, rules())).stream);
    } finally {
      https.request = real;
      syncBuiltinESMExports();
    }
    expect(seen).toEqual([{ host: 'a.cdn.example.com', authorization: undefined }]);
    expect(api.seen.map(({ url, headers }) => [url, headers.authorization])).toEqual([
      ['/1', 'Basic abc'],
      ['/2', undefined],
      ['/3', undefined],
    ]);
  });

  it('are followed five times, relative ones too', async () => {
    api.behaviour = (response, { url }) => {
      const step = Number(url.slice(1));
      if (step < 5) response.writeHead(302, { Location: `/${step + 1}` }).end();
      else response.end('bytes');
    };
    await readAll((await guardedDownload(`${api.origin}/0`, rules())).stream);
    expect(api.seen).toHaveLength(6);
    redirect('/again');
    expect((await failure(`${api.origin}/0`)).message).toBe('too many redirects');
  });
});

describe('what goes wrong', () => {
  it.each([
    [400, false],
    [401, true],
    [404, false],
    [410, false],
    [429, true],
    [500, true],
    [304, false],
  ])('status %d: retriable %s', async (status, retriable) => {
    api.behaviour = (response) => void response.writeHead(status).end();
    expect((await failure(`${api.origin}/x`)).retriable).toBe(retriable);
  });

  it('a file that says it is too large', async () => {
    expect((await failure(`${api.origin}/x`, { maxBytes: 4 })).message).toBe('file too large');
  });

  it('a file that does not say so', async () => {
    api.behaviour = (response) => {
      response.write('1234');
      response.end('5678');
    };
    expect((await failure(`${api.origin}/x`, { maxBytes: 6 })).message).toBe('file too large');
  });

  it('a file cut short', async () => {
    api.behaviour = (response) => {
      response.writeHead(200, { 'Content-Length': '100' }).write('12');
      setTimeout(() => response.destroy(), 20);
    };
    expect((await failure(`${api.origin}/x`)).retriable).toBe(true);
  });

  it('silence, before and after the head', async () => {
    api.behaviour = () => undefined;
    expect((await failure(`${api.origin}/x`, { timeoutMs: 100 })).retriable).toBe(true);
    api.behaviour = (response) => void response.writeHead(200).write('12');
    expect((await failure(`${api.origin}/x`, { timeoutMs: 100 })).retriable).toBe(true);
  });
});

it.each(['93.184.215.14', '1.1.1.1', '2606:4700:4700::1111', '2a03:2880::1'])('%s is public', (address) =>
  expect(isPrivateAddress(address)).toBe(false),
);
it.each([
  '0.0.0.0',
  '100.64.0.1',
  '172.31.255.255',
  '192.168.0.1',
  '198.18.0.1',
  '224.0.0.1',
  '255.255.255.255',
  '::',
  'fe80::1',
  'ff02::1',
  '2002:7f00:1::',
  '2001:db8::1',
  '::ffff:8.8.8.8',
  'localhost',
  '',
])('%s is not', (address) => expect(isPrivateAddress(address)).toBe(true));
