import { io, type Socket } from 'socket.io-client';
import { consoleNamespace } from '#libs/contracts';
import { BareWebSocket } from './bare-websocket.js';
import type { HubProcess } from './hub-process.js';
import type { Ledger } from './ledger.js';
import { watchersPerThread } from './options.js';

interface Created {
  seq: number;
  message: { providerMessageId: string | null };
}
export interface WatchedThread {
  id: string;
  lastSeq: number;
}

/** Every console has a session of its own, as a hundred browsers have; the demo's people sign in again and again. */
export async function signIn({ url, sandbox }: HubProcess, count: number): Promise<string[]> {
  const cookies: string[] = [];
  const share = Math.ceil(count / sandbox.users.length);
  await Promise.all(
    sandbox.users.map(async ({ email, password }) => {
      for (let n = 0; n < share; n++) {
        const response = await fetch(`${url}/api/v1/auth/login`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', origin: url },
          body: JSON.stringify({ email, password }),
        });
        await response.arrayBuffer();
        if (!response.ok) throw new Error(`sign-in was answered ${response.status}`);
        cookies.push(response.headers.getSetCookie()[0]!.split(';')[0]!);
      }
    }),
  );
  return cookies.slice(0, count);
}

/** Ten Socket.IO clients on each thread. */
export async function watchHub(
  hub: HubProcess,
  threads: readonly WatchedThread[],
  cookies: readonly string[],
  ledger: Ledger,
): Promise<Socket[]> {
  return Promise.all(
    cookies.map(async (cookie, n) => {
      const socket = io(hub.url + consoleNamespace, {
        transports: ['websocket'],
        forceNew: true,
        reconnection: false,
        extraHeaders: { cookie, origin: hub.url },
      });
      await new Promise<void>((resolve, reject) => socket.on('connect', resolve).on('connect_error', reject));
      const thread = threads[Math.floor(n / watchersPerThread)]!;
      let last = thread.lastSeq;
      socket.on('message.created', ({ seq, message }: Created) => {
        if (seq !== last + 1) ledger.outOfOrder++;
        last = seq;
        ledger.seen(message.providerMessageId ?? '', n % watchersPerThread);
      });
      const answer = (await socket.emitWithAck('thread:watch', { id: thread.id, afterSeq: thread.lastSeq })) as {
        error?: { title: string };
      };
      if (answer.error) throw new Error(`thread:watch: ${answer.error.title}`);
      return socket;
    }),
  );
}

/** The same consoles on the floor: bare WebSockets, ten to a phone number. */
export async function watchFloor(port: number, phones: readonly string[], count: number, ledger: Ledger) {
  return Promise.all(
    Array.from({ length: count }, async (_, n) => {
      const phone = phones[Math.floor(n / watchersPerThread)]!;
      const socket = new BareWebSocket(`ws://127.0.0.1:${port}/${phone.slice(1)}`, { perMessageDeflate: false });
      await new Promise<void>((resolve, reject) => {
        socket.on('open', resolve);
        socket.on('error', reject);
      });
      socket.on('message', (data) => {
        const [, { id }] = JSON.parse(data.toString()) as [string, { id: string }];
        ledger.seen(id, n % watchersPerThread);
      });
      return socket;
    }),
  );
}
