import { Controller } from '@nestjs/common';
import { api, type Channel, type RouteInput, type RouteResult } from '#libs/contracts';
import { Input, Route } from '#libs/platform';
import { Senders } from '../outbox/senders.service.js';
import { Channels, type LiveChannel } from './channels.service.js';

@Controller()
export class ChannelsController {
  constructor(
    private readonly channels: Channels,
    private readonly senders: Senders,
  ) {}

  @Route(api.listChannels)
  async list(): Promise<RouteResult<typeof api.listChannels>> {
    const states = await this.senders.states();
    return { items: this.channels.all().map((channel) => view(channel, states.get(channel.id))) };
  }

  @Route(api.putChannel)
  async put(@Input() { body }: RouteInput<typeof api.putChannel>): Promise<Channel> {
    const templates = body.templates.map((template) => ({ ...template, status: 'approved' as const }));
    return view(await this.channels.put({ ...body, templates }));
  }
}

/** Without settings and secrets: those never leave. */
const view = (
  { id, account, provider, name, healthy, healthReason }: LiveChannel,
  sending: Channel['sending'] = 'normal',
): Channel => ({
  id,
  kind: account.kind,
  provider: provider.name,
  name,
  address: account.address,
  health: healthy ? 'healthy' : 'unhealthy',
  healthReason,
  sending,
});
