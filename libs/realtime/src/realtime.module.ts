import { Module } from '@nestjs/common';
import { ConsoleEvents } from './console-events.service.js';
import { ConsoleSocket } from './console-socket.service.js';
import { Live } from './live.service.js';
import { LiveChannels } from './live-channels.service.js';
import { LiveInboxes } from './live-inboxes.service.js';
import { LivePresence } from './live-presence.service.js';
import { LiveSends } from './live-sends.service.js';
import { LiveThreads } from './live-threads.service.js';
import { OtherHubs } from './other-hubs.service.js';

const live = [Live, LiveChannels, LiveInboxes, LivePresence, LiveSends, LiveThreads];

@Module({ providers: [ConsoleEvents, ConsoleSocket, OtherHubs, ...live] })
export class RealtimeModule {}
