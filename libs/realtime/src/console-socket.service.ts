import { Inject, Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { type Namespace, Server, type Socket } from 'socket.io';
import { Access, allowedOrigin, type Principal, readCookie, sessionCookie } from '#libs/access';
import { type ClientEvents, consoleNamespace, type ServerEvents } from '#libs/contracts';
import { CONFIG, type Config, consoles } from '#libs/platform';
import { ConsoleEvents } from './console-events.service.js';
import type { HubEvents } from './hints.js';
import { Live } from './live.service.js';
import { LiveBoards } from './live-boards.service.js';
import { LiveChannels } from './live-channels.service.js';
import { LiveRights } from './live-rights.service.js';
import { LiveColleagues } from './live-colleagues.service.js';
import { LiveSends } from './live-sends.service.js';

export interface SocketData {
  principal: Principal;
  /** The session's token, checked again and again: one that ends must stop hearing. Null for an API key. */
  session: string | null;
  /** The threads it watches. */
  watched: Set<string>;
}
export type ConsoleNamespace = Namespace<ClientEvents, ServerEvents, HubEvents, SocketData>;
export type ConsoleClient = Socket<ClientEvents, ServerEvents, HubEvents, SocketData>;

/**
 * The console's live side: who may connect, and until when. Socket.IO by itself and not through a Nest gateway: guards
 * do not cover a gateway's handshake, and its exception filter never answers an acknowledgement. Socket.IO's own state
 * recovery stays off: clients resync by number.
 */
@Injectable()
export class ConsoleSocket implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private io: Server | undefined;

  constructor(
    private readonly host: HttpAdapterHost,
    private readonly access: Access,
    private readonly events: ConsoleEvents,
    private readonly live: Live,
    private readonly boards: LiveBoards,
    private readonly channels: LiveChannels,
    private readonly colleagues: LiveColleagues,
    private readonly sends: LiveSends,
    private readonly rights: LiveRights,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  onApplicationBootstrap(): void {
    const { adapter } = this.live;
    this.io = new Server(this.host.httpAdapter.getHttpServer(), {
      transports: ['websocket'],
      perMessageDeflate: false,
      serveClient: false,
      maxHttpBufferSize: 100_000,
      // A connection that has gone silent is noticed within 18 s, by the console too, which then says so.
      pingInterval: 10_000,
      pingTimeout: 8_000,
      ...(adapter && { adapter }),
      // `cors` would let a foreign page connect by websocket; this refuses it.
      allowRequest: (request, decide) => decide(null, allowedOrigin(request.headers, this.config.publicUrl)),
    });
    const namespace = this.io.of(consoleNamespace) as ConsoleNamespace;
    // oxlint-disable-next-line promise/no-callback-in-promise -- Socket.IO's middleware takes a callback
    namespace.use((socket, next) => void this.admit(socket).then(next));
    namespace.on('connection', (socket) => {
      consoles.inc();
      socket.on('disconnect', () => consoles.dec());
      this.events.serve(socket);
    });
    this.live.start(namespace);
    this.boards.start(namespace);
    this.channels.start(namespace);
    this.colleagues.start(namespace);
    this.sends.start(namespace);
    this.rights.start(namespace);
  }

  /** Undefined lets the socket in; the error's message is what the client hears. */
  private async admit(socket: ConsoleClient): Promise<Error | undefined> {
    try {
      return (await this.signIn(socket)) ? undefined : new Error('unauthorized');
    } catch {
      return new Error('unavailable');
    }
  }

  private async signIn(socket: ConsoleClient): Promise<boolean> {
    const { auth, headers } = socket.handshake;
    const token = (auth as { token?: unknown }).token ?? readCookie(headers.cookie, sessionCookie);
    if (typeof token !== 'string') return false;
    const person = await this.access.bySession(token);
    const principal = person ?? (await this.access.byApiKey(token));
    if (!principal) return false;
    socket.data = { principal, session: person && token, watched: new Set() };
    return true;
  }

  /** Sockets first: the HTTP server does not close while one is open. */
  async beforeApplicationShutdown(): Promise<void> {
    this.colleagues.stop();
    const looks = [this.rights, this.live, this.boards, this.sends].map((look) => look.stop());
    this.io?.disconnectSockets(true);
    await this.io?.close();
    await Promise.all(looks);
  }
}
