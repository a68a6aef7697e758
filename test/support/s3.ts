import { createHash, createHmac } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type IncomingMessage, request } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buffer } from 'node:stream/consumers';

interface S3Server {
  run(): Promise<AddressInfo>;
  close(): Promise<void>;
}
const S3rver = createRequire(import.meta.url)('s3rver') as new (options: object) => S3Server;
const keys = { id: 'S3RVER', secret: 'S3RVER' };

/** A store that another company wrote, behind a door that looks at each request as Amazon's does. */
export interface S3 {
  /** Of the hub that shall use it; its bucket is `photos`. */
  env: Record<string, string>;
  /** Every request so far: method, path and answer. */
  log: string[];
  /** The answers of the next requests, instead of the store's: a status, or no answer at all. */
  faults: (number | 'drop')[];
  /** For ever, until it is set to null. */
  away: number | null;
  stop(): Promise<void>;
}

export async function startS3(): Promise<S3> {
  const directory = await mkdtemp(path.join(tmpdir(), 'shiftline-s3-'));
  const options = { address: '127.0.0.1', port: 0, silent: true, directory, vhostBuckets: false };
  const store = new S3rver({ ...options, configureBuckets: [{ name: 'photos' }] });
  const { port } = await store.run();
  const s3: Pick<S3, 'log' | 'faults' | 'away'> = { log: [], faults: [], away: null };
  const door = createServer((incoming, reply) => {
    void (async () => {
      const body = await buffer(incoming);
      const fault = s3.away ?? s3.faults.shift() ?? whyRefused(incoming, body);
      s3.log.push(`${incoming.method} ${incoming.url} ${fault ?? 'passed'}`);
      if (fault === 'drop') return void incoming.socket.destroy();
      if (fault !== null) return void reply.writeHead(fault).end('<Error><Code>SlowDown</Code></Error>');
      const { method, headers } = incoming;
      const to = { port, path: incoming.url, method, headers: { ...headers, host: `127.0.0.1:${port}` } };
      const onward = request(to, (answer) => {
        reply.writeHead(answer.statusCode!, answer.headers);
        answer.pipe(reply);
      });
      onward.end(body);
    })();
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => door.once('listening', resolve));
  const endpoint = `http://127.0.0.1:${(door.address() as AddressInfo).port}`;
  return Object.assign(s3, {
    env: {
      MEDIA_URL: `s3://photos/of/customers?endpoint=${endpoint}&region=eu-central-1`,
      AWS_ACCESS_KEY_ID: keys.id,
      AWS_SECRET_ACCESS_KEY: keys.secret,
    },
    stop: async () => {
      door.closeAllConnections();
      door.close();
      await store.close();
      await rm(directory, { recursive: true, force: true });
    },
  });
}

const sha256 = (content: string | Buffer) => createHash('sha256').update(content).digest('hex');
const hmac = (key: string | Buffer, content: string) => createHmac('sha256', key).update(content).digest();

/** AWS Signature Version 4 as its description has it, and the hash of what was sent; null: in order. */
function whyRefused({ method, url, headers }: IncomingMessage, body: Buffer): number | null {
  const match =
    /^AWS4-HMAC-SHA256 Credential=([^/]+)\/((\d{8})\/([\w-]+)\/s3\/aws4_request), ?SignedHeaders=([\w;-]+), ?Signature=(\w+)$/.exec(
      headers.authorization ?? '',
    );
  if (!match) return 403;
  const [, id, scope, date, region, names, signature] = match as unknown as string[];
  const hash = String(headers['x-amz-content-sha256']);
  const [path, query = ''] = url!.split('?');
  const signed = names!.split(';').map((name) => `${name}:${String(headers[name]).trim()}\n`);
  const canonical = [method, path, query, signed.join(''), names, hash].join('\n');
  const time = String(headers['x-amz-date']);
  const toSign = ['AWS4-HMAC-SHA256', time, scope, sha256(canonical)].join('\n');
  const key = ['s3', 'aws4_request'].reduce(hmac, hmac(hmac(`AWS4${keys.secret}`, date!), region!));
  if (id !== keys.id || hmac(key, toSign).toString('hex') !== signature) return 403;
  if (!names!.includes('host') || !time.startsWith(date!)) return 403;
  return hash === sha256(body) ? null : 400;
}
