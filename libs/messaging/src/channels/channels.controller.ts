import { Controller } from '@nestjs/common';
import { api, type Channel, type RouteInput, type RouteResult } from '#libs/contracts';
import { Input, Route } from '#libs/platform';
import { Channels, type LiveChannel } from './channels.service.js';

@Controller()
export class ChannelsController {
  constructor(private readonly channels: Channels) {}

  @Route(api.listChannels)
  list(): RouteResult<typeof api.listChannels> {
    return { items: this.channels.all().map(view) };
  }

  @Route(api.putChannel)
  async put(@Input() { body }: RouteInput<typeof api.putChannel>): Promise<Channel> {
    return view(await this.channels.put(body));
  }
}

/** Without settings and secrets: those never leave. */
const view = ({ id, account, provider, name, healthy, healthReason, notOffered }: LiveChannel): Channel => ({
  id,
  kind: account.kind,
  provider: provider.name,
  name,
  address: account.address,
  health: healthy ? 'healthy' : 'unhealthy',
  healthReason,
  notOffered,
});
