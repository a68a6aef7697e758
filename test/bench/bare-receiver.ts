import { createHmac, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** The one message of a webhook, as Meta writes it. */
export interface BareMessage {
  id: string;
  from: string;
  name: string;
  type: string;
  text: string;
  sentAt: Date;
  /** The webhook's body as it came. */
  raw: string;
}

interface Value {
  contacts: { profile: { name: string } }[];
  messages: { from: string; id: string; timestamp: string; type: string; text?: { body: string } }[];
}
interface Body {
  entry: { changes: { value: Value }[] }[];
}

/**
 * The least that takes a signed webhook, without a framework: node:http, HMAC over the raw bytes, JSON.parse, and 200 when
 * `store` is done. Every program that the hub is compared with stands on it.
 */
export function bareReceiver(appSecret: string, store: (message: BareMessage) => Promise<unknown>): Server {
  const server = createServer((request, response) => {
    const answer = (status: number) => response.writeHead(status, { 'content-length': 0 }).end();
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks);
      if (!signed(appSecret, request, body)) return answer(403);
      store(messageOf(body.toString())).then(
        () => answer(200),
        () => answer(503),
      );
    });
  });
  // As Fastify has it: a provider's connections are kept between the rounds.
  server.keepAliveTimeout = 72_000;
  return server;
}

function signed(appSecret: string, request: IncomingMessage, body: Buffer): boolean {
  const expected = Buffer.from(`sha256=${createHmac('sha256', appSecret).update(body).digest('hex')}`);
  const given = Buffer.from(String(request.headers['x-hub-signature-256']));
  return given.length === expected.length && timingSafeEqual(given, expected);
}

function messageOf(raw: string): BareMessage {
  const { contacts, messages } = (JSON.parse(raw) as Body).entry[0]!.changes[0]!.value;
  const { from, id, timestamp, type, text } = messages[0]!;
  const sentAt = new Date(Number(timestamp) * 1000);
  return { id, from, name: contacts[0]!.profile.name, type, text: text?.body ?? '', sentAt, raw };
}

/** Tells the parent where it listens, and ends with it: nobody else would end it when the benchmark is gone. */
export function serveParent(server: Server): void {
  server.listen(0, '127.0.0.1', () => process.send!((server.address() as AddressInfo).port));
  process.on('disconnect', () => process.exit(0));
}
