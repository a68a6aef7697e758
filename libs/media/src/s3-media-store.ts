import { AwsV4Signer } from 'aws4fetch';
import { createReadStream } from 'node:fs';
import { Agent as HttpAgent, type IncomingMessage, request as httpRequest } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import type { S3Place } from '#libs/platform';
import { storeAway } from './errors.js';
import { type ByteRange, mediaKey, MediaStore, type StoredFile } from './media-store.js';
import { Spool, type SpooledFile } from './spool.js';

/** For connecting and for each pause between bytes. */
const timeoutMs = 20_000;
const attempts = 3;
/** A ready hub is asked every few seconds; the bucket need not be. */
const checkEveryMs = 10_000;
const emptyHash = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';

interface Asked {
  method: 'GET' | 'PUT' | 'HEAD' | 'DELETE';
  /** Below the bucket; empty: the bucket itself. */
  path: string;
  headers?: Record<string, string>;
  /** Made anew for each attempt. */
  body?: () => Readable;
  /** Statuses that answer the question; every other one is a failure of the store. */
  answers: readonly number[];
}

/** A bucket of an S3-compatible service. Files arrive in a folder of this machine first, and whole. */
export class S3MediaStore extends MediaStore {
  readonly spool: Spool;
  private readonly base: string;
  private readonly agent: HttpAgent;
  private checked: { at: number; result: Promise<void> } | undefined;

  constructor(private readonly place: S3Place) {
    super();
    this.spool = new Spool(place.folder);
    const { endpoint, bucket, region } = place;
    // A service of one's own seldom has a name for each bucket; Amazon wants one.
    this.base = endpoint ? `${endpoint}/${bucket}` : `https://${bucket}.s3.${region}.amazonaws.com`;
    this.agent = new (this.base.startsWith('https:') ? HttpsAgent : HttpAgent)({ keepAlive: true });
  }

  async take({ path, key, bytes }: SpooledFile): Promise<StoredFile> {
    const headers = {
      'content-length': String(bytes),
      'content-type': 'application/octet-stream',
      // The name is the hash: the service refuses whatever else arrives.
      'x-amz-content-sha256': key,
    };
    const body = () => createReadStream(path);
    await finish(await this.ask({ method: 'PUT', path: this.pathOf(key), headers, body, answers: [200] }));
    return { key, bytes };
  }

  async read(key: string, range?: ByteRange): Promise<Readable | null> {
    const headers = range && { range: `bytes=${range.start}-${range.end}` };
    const asked = { method: 'GET', path: this.pathOf(key), ...(headers && { headers }) } as const;
    const answer = await this.ask({ ...asked, answers: [range ? 206 : 200, 404] });
    if (answer.statusCode !== 404) return answer;
    await finish(answer);
    return null;
  }

  async remove(key: string): Promise<void> {
    await finish(await this.ask({ method: 'DELETE', path: this.pathOf(key), answers: [200, 204, 404] }));
  }

  async check(): Promise<void> {
    await this.spool.check();
    if (!this.checked || Date.now() - this.checked.at > checkEveryMs) {
      const result = this.ask({ method: 'HEAD', path: '', answers: [200] }).then(finish);
      this.checked = { at: Date.now(), result };
    }
    await this.checked.result;
  }

  private pathOf(key: string): string {
    return `/${this.place.prefix}${mediaKey(key)}`;
  }

  /** Everything asked here may be asked twice: the same key is the same content. */
  private async ask(asked: Asked): Promise<IncomingMessage> {
    for (let attempt = 1; ; attempt++) {
      const answer = await this.send(asked).catch((error: NodeJS.ErrnoException) => {
        // Of this machine's disk, not of the service.
        if (error.code === 'ENOENT') throw error;
        return error;
      });
      if (!(answer instanceof Error) && asked.answers.includes(answer.statusCode!)) return answer;
      const why = answer instanceof Error ? (answer.code ?? answer.message) : await failure(answer);
      const again = answer instanceof Error || answer.statusCode! >= 500 || answer.statusCode === 429;
      if (!again || attempt === attempts) throw storeAway(why);
      await sleep(100 * 4 ** (attempt - 1));
    }
  }

  private async send({ method, path, headers, body }: Asked): Promise<IncomingMessage> {
    const { accessKeyId, secretAccessKey, sessionToken, region } = this.place;
    const signed = await new AwsV4Signer({
      method,
      url: this.base + path,
      headers: { 'x-amz-content-sha256': emptyHash, ...headers },
      accessKeyId,
      secretAccessKey,
      ...(sessionToken !== undefined && { sessionToken }),
      service: 's3',
      region,
    }).sign();
    return new Promise((resolve, reject) => {
      const request = (signed.url.protocol === 'https:' ? httpsRequest : httpRequest)(signed.url, {
        method,
        agent: this.agent,
        headers: Object.fromEntries(signed.headers),
        timeout: timeoutMs,
      });
      request.on('timeout', () => request.destroy(new Error('timeout')));
      request.on('error', reject);
      request.on('response', resolve);
      if (!body) return void request.end();
      const content = body();
      content.on('error', (error) => request.destroy(error));
      // An answer that comes before the end of the request: nobody takes the rest.
      request.on('close', () => content.destroy());
      content.pipe(request);
    });
  }
}

async function finish(answer: IncomingMessage): Promise<void> {
  for await (const _ of answer);
}

/** The status, and the word that S3 has for it; nothing that is secret. */
async function failure(answer: IncomingMessage): Promise<string> {
  const body = await text(answer).catch(() => '');
  return `${answer.statusCode} ${/<Code>(\w{1,60})<\/Code>/.exec(body)?.[1] ?? ''}`.trim();
}
