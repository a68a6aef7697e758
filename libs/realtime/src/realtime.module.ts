import { Module } from '@nestjs/common';
import { ConsoleEvents } from './console-events.service.js';
import { ConsoleSocket } from './console-socket.service.js';

@Module({ providers: [ConsoleEvents, ConsoleSocket] })
export class RealtimeModule {}
