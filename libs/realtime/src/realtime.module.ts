import { Module } from '@nestjs/common';
import { ConsoleEvents } from './console-events.service.js';
import { ConsoleSocket } from './console-socket.service.js';
import { Live } from './live.service.js';
import { LiveInboxes } from './live-inboxes.service.js';
import { LivePresence } from './live-presence.service.js';
import { LiveThreads } from './live-threads.service.js';
import { OtherHubs } from './other-hubs.service.js';

@Module({ providers: [ConsoleEvents, ConsoleSocket, Live, LiveInboxes, LivePresence, LiveThreads, OtherHubs] })
export class RealtimeModule {}
