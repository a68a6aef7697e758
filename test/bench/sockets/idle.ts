import { io, type Socket } from 'socket.io-client';
import { consoleNamespace } from '#libs/contracts';
import { setTimeout as sleep } from 'node:timers/promises';
import { memoryOf } from './memory.js';

export interface IdleCost {
  heldBytes: number;
  rssBytes: number;
}

/** What each of so many connected sockets costs the program that serves them. */
export async function idleCost(
  { url, pid, report }: { url: string; pid: number; report: string },
  count: number,
  token: string,
): Promise<IdleCost> {
  // Whatever is made once for the first console is not the next one's.
  const first = await connect(url, token);
  await sleep(1000);
  const before = await memoryOf(pid, report);
  const sockets: Socket[] = [];
  for (let n = 0; n < count; n += 50) {
    const batch = Array.from({ length: Math.min(50, count - n) }, () => connect(url, token));
    sockets.push(...(await Promise.all(batch)));
  }
  await sleep(3000);
  const after = await memoryOf(pid, report);
  for (const socket of [first, ...sockets]) socket.disconnect();
  return { heldBytes: (after.held - before.held) / count, rssBytes: (after.rss - before.rss) / count };
}

async function connect(url: string, token: string): Promise<Socket> {
  const options = { transports: ['websocket'], forceNew: true, reconnection: false, auth: { token } };
  const socket = io(url + consoleNamespace, options);
  await new Promise<void>((resolve, reject) => socket.on('connect', resolve).on('connect_error', reject));
  return socket;
}
