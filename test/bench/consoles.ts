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

export interface SignIn {
  email: string;
  password: string;
}

/** The cookie of a new session. */
export async function sessionOf(url: string, { email, password }: SignIn): Promise<string> {
  const response = await fetch(`${url}/api/v1/auth/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: url },
    body: JSON.stringify({ email, password }),
  });
  await response.arrayBuffer();
  if (!response.ok) throw new Error(`sign-in was answered ${response.status}`);
  return response.headers.getSetCookie()[0]!.split(';')[0]!;
}

/** Every console has a session of its own, as a hundred browsers have; the same few people sign in again and again. */
export async function signIn(url: string, people: readonly SignIn[], count: number): Promise<string[]> {
  const cookies: string[] = [];
  const share = Math.ceil(count / people.length);
  await Promise.all(
    people.map(async (person) => {
      for (let n = 0; n < share; n++) cookies.push(await sessionOf(url, person));
    }),
  );
  return cookies.slice(0, count);
}

/** A console's socket, connected. */
export async function connectConsole(url: string, cookie: string): Promise<Socket> {
  const socket = io(url + consoleNamespace, {
    transports: ['websocket'],
    forceNew: true,
    reconnection: false,
    extraHeaders: { cookie, origin: url },
  });
  await new Promise<void>((resolve, reject) => socket.on('connect', resolve).on('connect_error', reject));
  return socket;
}

/** Asks through the socket; throws what it is refused with. */
export async function ask(socket: Socket, event: string, input: object): Promise<void> {
  const answer = (await socket.emitWithAck(event, input)) as { error?: { title: string } };
  if (answer.error) throw new Error(`${event}: ${answer.error.title}`);
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
      const socket = await connectConsole(hub.url, cookie);
      const thread = threads[Math.floor(n / watchersPerThread)]!;
      let last = thread.lastSeq;
      socket.on('message.created', ({ seq, message }: Created) => {
        if (seq !== last + 1) ledger.outOfOrder++;
        last = seq;
        ledger.seen(message.providerMessageId ?? '', n % watchersPerThread);
      });
      await ask(socket, 'thread:watch', { id: thread.id, afterSeq: thread.lastSeq });
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
