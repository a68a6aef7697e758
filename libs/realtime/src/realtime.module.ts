import { Module } from '@nestjs/common';
import { ConsoleEvents } from './console-events.service.js';
import { ConsoleSocket } from './console-socket.service.js';
import { LiveSends } from './live-sends.service.js';

@Module({ providers: [ConsoleEvents, ConsoleSocket, LiveSends] })
export class RealtimeModule {}
