import { io, type Socket } from 'socket.io-client';
import type { ClientEvents, ServerEvents, SocketProblem } from '#libs/contracts';
import type { TestHub } from './hub.js';

export type Console = Socket<ServerEvents, ClientEvents>;

/** A socket that asks whatever a test likes. */
export function dialled(hub: TestHub, headers: Record<string, string> = {}, auth: object = {}): Console {
  return io(`${hub.url}/console`, {
    transports: ['websocket'],
    forceNew: true,
    reconnection: false,
    extraHeaders: headers,
    auth,
  });
}
/** `connected`, or why not. */
export const outcome = (socket: Console) =>
  new Promise<string>((resolve) => {
    socket.once('connect', () => resolve('connected'));
    socket.once('connect_error', (error) => resolve(error.message));
  });
/** Any event with any input: also what the types do not allow. */
export const ask = <T>(socket: Console, event: string, ...input: unknown[]): Promise<T & Partial<SocketProblem>> =>
  (
    socket.timeout(15_000) as unknown as { emitWithAck(name: string, ...args: unknown[]): Promise<T & SocketProblem> }
  ).emitWithAck(event, ...input);
