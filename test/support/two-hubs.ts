import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { readConfig } from '#libs/platform';
import { startHub } from '../../apps/hub/src/start.js';
import { freePort, startTestHub, type TestHub } from './hub.js';

export interface Sent {
  hub: 1 | 2;
  at: number;
  /** As it was asked: a form of Twilio's, or JSON of Meta's. */
  body: string;
}

interface Answer {
  status: number;
  json?: unknown;
}

export interface TwoHubs {
  first: TestHub;
  /** Every send that reached the carriers, whichever hub it came from. */
  sent: Sent[];
  /** What the carriers answer instead of carrying it; null: they carry it. */
  instead: ((sent: Sent) => Answer | null | Promise<Answer>) | null;
  startSecond(): Promise<void>;
  stop(): Promise<void>;
}

/** Two hubs over one database, with one sandbox as their carriers; a listener on each wire keeps what was sent. */
export async function startTwoHubs(): Promise<TwoHubs> {
  const port = await freePort();
  const sandboxUrl = `http://127.0.0.1:${port}/sandbox`;
  const hubs: Omit<TwoHubs, 'first'> = {
    sent: [],
    instead: null,
    startSecond: async () => {
      second = await startHub(
        readConfig({
          PORT: String(await freePort()),
          PUBLIC_URL: first.url,
          DATABASE_URL: first.databaseUrl,
          DATA_DIR: `${first.dataDir}-second`,
          MEDIA_URL: `file://${path.join(first.dataDir, 'media')}`,
          SANDBOX: 'off',
          SECRET_KEY: await readFile(path.join(first.dataDir, 'secret-key'), 'utf8'),
          LOG_LEVEL: 'error',
          ...urls(wires[1]!),
        }),
      );
    },
    stop: async () => {
      await second?.stop();
      await first.stop();
      for (const wire of wires) wire.close();
    },
  };
  let second: Awaited<ReturnType<typeof startHub>> | undefined;
  const wires = await Promise.all([1, 2].map((hub) => listener(hubs, hub as 1 | 2, sandboxUrl)));
  const first = await startTestHub({ PORT: String(port), PUBLIC_URL: `http://127.0.0.1:${port}`, ...urls(wires[0]!) });
  return Object.assign(hubs, { first });
}

function urls(wire: Server) {
  const url = `http://127.0.0.1:${(wire.address() as AddressInfo).port}`;
  return { TWILIO_API_URL: `${url}/twilio`, META_GRAPH_URL: `${url}/graph` };
}

async function listener(hubs: Omit<TwoHubs, 'first'>, hub: 1 | 2, target: string): Promise<Server> {
  const server = createServer((request, response) => void pass(request, response).catch(() => response.destroy()));
  const pass = async (request: IncomingMessage, response: ServerResponse) => {
    const { url = '', method = 'GET' } = request;
    const body = Buffer.concat(await request.toArray());
    if (method === 'POST' && /\/messages(\.json)?$/i.test(url)) {
      const sent: Sent = { hub, at: Date.now(), body: body.toString('utf8') };
      hubs.sent.push(sent);
      const answer = await hubs.instead?.(sent);
      if (answer) {
        response.writeHead(answer.status, { 'content-type': 'application/json' });
        return void response.end(JSON.stringify(answer.json ?? {}));
      }
    }
    const { host: _, 'content-length': __, connection: ___, ...headers } = request.headers as Record<string, string>;
    const answer = await fetch(target + url, { method, headers, ...(body.length > 0 && { body }) });
    response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? 'text/plain' });
    response.end(Buffer.from(await answer.arrayBuffer()));
  };
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}
