import { createRequire } from 'node:module';
import type { Server } from 'node:http';

/**
 * `ws`, as Socket.IO's engine has it: the floor is what is below Socket.IO, and a dependency of its own would only be
 * another copy of the same.
 */
export interface BareSocket {
  readonly readyState: number;
  on(event: 'message', heard: (data: Buffer) => void): void;
  on(event: 'close' | 'open', heard: () => void): void;
  on(event: 'error', heard: (error: Error) => void): void;
  send(text: string): void;
  terminate(): void;
}
interface Ws {
  WebSocket: new (url: string, options: { perMessageDeflate: boolean }) => BareSocket;
  WebSocketServer: new (options: { server: Server; perMessageDeflate: boolean }) => {
    on(event: 'connection', heard: (socket: BareSocket, request: { url: string }) => void): void;
  };
}

const here = createRequire(import.meta.url);
const socketIo = createRequire(here.resolve('socket.io'));
const engine = createRequire(socketIo.resolve('engine.io'));

export const { WebSocket: BareWebSocket, WebSocketServer: BareWebSocketServer } = engine('ws') as Ws;
