import { createHmac } from 'node:crypto';
import { Module } from '@nestjs/common';
import { CONFIG, type Config } from '#libs/platform';
import { ReportsModule } from '#libs/reports';
import { ConsoleEvents } from './console-events.service.js';
import { ConsoleSocket } from './console-socket.service.js';
import { Live } from './live.service.js';
import { LiveBoards } from './live-boards.service.js';
import { LiveChannels } from './live-channels.service.js';
import { LiveInboxes } from './live-inboxes.service.js';
import { LiveColleagues } from './live-colleagues.service.js';
import { LivePeople } from './live-people.service.js';
import { LivePresence } from './live-presence.service.js';
import { LiveRights } from './live-rights.service.js';
import { LiveSends } from './live-sends.service.js';
import { LiveThreads } from './live-threads.service.js';
import { OtherHubs, REDIS_LINK } from './other-hubs.service.js';
import { ThreadWatches } from './thread-watches.service.js';

const live = [
  Live,
  LiveBoards,
  LiveChannels,
  LiveColleagues,
  LiveInboxes,
  LivePeople,
  LivePresence,
  LiveRights,
  LiveSends,
  LiveThreads,
  ThreadWatches,
];

/** Loads what speaks to Redis only where there is one. */
async function redisLink({ redisUrl, secretKey }: Config) {
  if (!redisUrl) return undefined;
  const { RedisLink } = await import('./redis-link.js');
  // Hubs on one database share its key; whoever else uses this Redis has another.
  const installation = createHmac('sha256', secretKey).update('hubs').digest('hex').slice(0, 12);
  return new RedisLink(redisUrl, `shiftline:${installation}`);
}

@Module({
  imports: [ReportsModule],
  providers: [
    { provide: REDIS_LINK, inject: [CONFIG], useFactory: redisLink },
    ConsoleEvents,
    ConsoleSocket,
    OtherHubs,
    ...live,
  ],
})
export class RealtimeModule {}
