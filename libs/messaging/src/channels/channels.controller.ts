import { Controller } from '@nestjs/common';
import { api, type Channel, type RouteInput, type RouteResult } from '#libs/contracts';
import { Input, notFound, Route } from '#libs/platform';
import { ChannelViews } from '../health/channel-views.service.js';
import { HealthWatch } from '../health/health-watch.service.js';
import { Channels } from './channels.service.js';

@Controller()
export class ChannelsController {
  constructor(
    private readonly channels: Channels,
    private readonly views: ChannelViews,
    private readonly watch: HealthWatch,
  ) {}

  @Route(api.listChannels)
  async list(): Promise<RouteResult<typeof api.listChannels>> {
    return { items: await this.views.list() };
  }

  @Route(api.putChannel)
  async put(@Input() { body }: RouteInput<typeof api.putChannel>): Promise<Channel> {
    return this.views.get((await this.channels.put(body)).id);
  }

  @Route(api.checkChannel)
  async check(@Input() { params }: RouteInput<typeof api.checkChannel>): Promise<Channel> {
    const channel = this.channels.byId(params.id);
    if (!channel) throw notFound('channel');
    await this.watch.probe(channel, true);
    return this.views.get(params.id);
  }

  @Route(api.listChannelHealthEvents)
  events(
    @Input() { params, query }: RouteInput<typeof api.listChannelHealthEvents>,
  ): Promise<RouteResult<typeof api.listChannelHealthEvents>> {
    return this.views.events(params.id, query);
  }
}
