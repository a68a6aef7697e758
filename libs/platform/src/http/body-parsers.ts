import type { IncomingMessage } from 'node:http';
import type { FastifyInstance, FastifyRequest } from 'fastify';

export const webhookPrefix = '/webhooks/';
/** Meta's largest delivery is 3 MB. */
export const webhookLimit = 3 * 1024 * 1024;

/** Addresses below it take files of people who have a link and no sign-in. */
export const uploadPagePrefix = '/u/';
/** Addresses below it take a form of people who have a link and no sign-in. */
export const surveyPagePrefix = '/s/';
const formLimit = 64 * 1024;

/** Bytes of a file from some place on; the type is that of resumable uploads (tus 1.0). */
export const filePartType = 'application/offset+octet-stream';

const uploadPath = '/api/v1/attachments';
const apiLimit = 1024 * 1024;

/**
 * One parser for all: webhooks keep their raw bytes, because signatures cover bytes and a body that is no JSON must
 * still be journalled; everything else is JSON. A missing body is an empty object.
 */
export function registerBodyParsers(fastify: FastifyInstance): void {
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser<Buffer>(
    '*',
    { parseAs: 'buffer', bodyLimit: webhookLimit },
    async (request: FastifyRequest, body: Buffer) => read(request, body),
  );
  // Files are left in the request: their handler reads them once it is known who sends them.
  fastify.addContentTypeParser(/^multipart\/form-data\b/i, async (request: FastifyRequest, stream: IncomingMessage) => {
    if (request.url.startsWith(webhookPrefix)) return collect(stream);
    if (request.url.split('?')[0] === uploadPath || request.url.startsWith(uploadPagePrefix)) return {};
    throw httpError(415);
  });
  fastify.addContentTypeParser(filePartType, async (request: FastifyRequest, _stream: IncomingMessage) => {
    if (request.url.startsWith(uploadPagePrefix)) return {};
    throw httpError(415);
  });
}

function read(request: FastifyRequest, body: Buffer): unknown {
  if (request.url.startsWith(webhookPrefix)) return body;
  if (body.length === 0) return {};
  if (body.length > apiLimit) throw httpError(413);
  if (request.url.startsWith(surveyPagePrefix)) return form(request, body);
  if (!/^application\/json\b/i.test(request.headers['content-type'] ?? '')) throw httpError(415);
  try {
    return JSON.parse(body.toString('utf8'), readable);
  } catch {
    throw httpError(400);
  }
}

/** What a browser sends without scripts, the first value of each field. */
function form(request: FastifyRequest, body: Buffer): Record<string, string> {
  if (body.length > formLimit) throw httpError(413);
  if (!/^application\/x-www-form-urlencoded\b/i.test(request.headers['content-type'] ?? '')) throw httpError(415);
  const fields = [...new URLSearchParams(body.toString('utf8'))].toReversed();
  return Object.fromEntries(fields.map(([name, value]) => [name, value.replaceAll('\0', '').toWellFormed()]));
}

async function collect(stream: AsyncIterable<Buffer>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of stream) {
    bytes += chunk.byteLength;
    if (bytes > webhookLimit) throw httpError(413);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** No prototypes; and only text that PostgreSQL can hold: NUL is refused, half of a surrogate pair is replaced. */
function readable(key: string, value: unknown): unknown {
  if (key === '__proto__') return undefined;
  if (key.includes('\0') || !key.isWellFormed()) throw httpError(400);
  if (typeof value !== 'string') return value;
  if (value.includes('\0')) throw httpError(400);
  return value.toWellFormed();
}
const httpError = (statusCode: number) => Object.assign(new Error('unreadable body'), { statusCode });
