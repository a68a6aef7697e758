import { Controller } from '@nestjs/common';
import { api, type RouteResult } from '#libs/contracts';
import { Route } from '#libs/platform';
import { Channels } from './channels.service.js';

@Controller()
export class ChannelsController {
  constructor(private readonly channels: Channels) {}

  @Route(api.listChannels)
  list(): RouteResult<typeof api.listChannels> {
    const items = this.channels.all().map((channel) => ({
      id: channel.id,
      kind: channel.account.kind,
      provider: channel.provider.name,
      name: channel.name,
      address: channel.account.address,
      health: channel.healthy ? ('healthy' as const) : ('unhealthy' as const),
      healthReason: channel.healthReason,
    }));
    return { items };
  }
}
