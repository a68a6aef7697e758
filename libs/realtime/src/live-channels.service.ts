import { Injectable, Logger } from '@nestjs/common';
import { ChannelViews, Feed } from '#libs/messaging';
import type { ConsoleNamespace } from './console-socket.service.js';

/** Tells this hub's consoles how the channels are: every hub finds out by itself. */
@Injectable()
export class LiveChannels {
  private readonly log = new Logger('Console');

  constructor(
    private readonly channels: ChannelViews,
    private readonly feed: Feed,
  ) {}

  start(namespace: ConsoleNamespace): void {
    this.feed.on('channels', () => void this.tell(namespace));
  }

  private async tell(namespace: ConsoleNamespace): Promise<void> {
    try {
      const items = await this.channels.list();
      namespace.local.emit('channels.updated', { items });
    } catch (error) {
      this.log.warn(`consoles not told of the channels: ${(error as Error).message}`);
    }
  }
}
