import { createServer } from 'node:http';
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface SeenRequest {
  method: string;
  url: string;
  headers: IncomingHttpHeaders;
  body: string;
}

export type WireBehaviour = (response: ServerResponse, seen: SeenRequest, request: IncomingMessage) => void;

/** A provider's end of the wire for tests: a real HTTP server on a free port that keeps what it was asked. */
export interface WireServer {
  origin: string;
  seen: SeenRequest[];
  behaviour: WireBehaviour;
  close(): Promise<void>;
}

export async function wireServer(behaviour: WireBehaviour): Promise<WireServer> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { method = '', url = '', headers } = request;
      const seen = { method, url, headers, body: Buffer.concat(chunks).toString('utf8') };
      wire.seen.push(seen);
      wire.behaviour(response, seen, request);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const wire: WireServer = {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    seen: [],
    behaviour,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return wire;
}

/** Answers JSON. */
export const answers =
  (status: number, json: unknown, headers: Record<string, string> = {}): WireBehaviour =>
  (response) => {
    response.writeHead(status, { 'Content-Type': 'application/json', ...headers }).end(JSON.stringify(json));
  };

/** The faults of a wire, by name. */
export const wireFaults = {
  silence: (() => undefined) as WireBehaviour,
  reset: ((_response, _seen, request) => void request.socket.resetAndDestroy()) as WireBehaviour,
  cut: ((response) => {
    response.writeHead(201, { 'Content-Type': 'application/json', 'Content-Length': '500' }).write('{"si');
    setTimeout(() => response.destroy(), 20);
  }) as WireBehaviour,
  garbage: ((response) => void response.writeHead(200, { 'Content-Type': 'text/html' }).end('<html>')) as WireBehaviour,
  redirect: ((response) => void response.writeHead(302, { Location: 'http://127.0.0.1:1/' }).end()) as WireBehaviour,
  broken: ((response) => void response.writeHead(500).end('oops')) as WireBehaviour,
  unavailable: ((response) => void response.writeHead(503).end()) as WireBehaviour,
};

/** An origin where nobody listens. */
export async function refusedOrigin(): Promise<string> {
  const wire = await wireServer(wireFaults.silence);
  await wire.close();
  return wire.origin;
}

export async function readAll(stream: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** Small seeded generator (mulberry32), so that a failure can be repeated. */
export function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
