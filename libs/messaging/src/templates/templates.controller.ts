import { Controller } from '@nestjs/common';
import { api, type ChannelTemplates, type RouteInput } from '#libs/contracts';
import { Database, Input, notFound, Route } from '#libs/platform';
import { Channels } from '../channels/channels.service.js';
import { noTemplates } from '../errors.js';
import { costsOf } from './template-costs.js';
import type { TemplateEntity } from './template.entity.js';
import { channelTemplate } from './template.view.js';
import { TemplateLists } from './template-lists.service.js';
import { Templates } from './templates.service.js';
import { putTemplateCost, templatesOfChannel } from './templates.sql.js';

@Controller()
export class TemplatesController {
  constructor(
    private readonly db: Database,
    private readonly channels: Channels,
    private readonly templates: Templates,
    private readonly lists: TemplateLists,
  ) {}

  @Route(api.threadTemplates)
  async ofThread(@Input() { params, query }: RouteInput<typeof api.threadTemplates>) {
    return { items: await this.templates.offered(params.id, query.channel) };
  }

  @Route(api.channelTemplates)
  ofChannel(@Input() { params }: RouteInput<typeof api.channelTemplates>) {
    return this.view(params.id);
  }

  @Route(api.syncTemplates)
  async sync(@Input() { params }: RouteInput<typeof api.syncTemplates>) {
    await this.lists.read(this.withTemplates(params.id));
    return this.view(params.id);
  }

  @Route(api.putTemplateCost)
  async putCost(@Input() { params, body }: RouteInput<typeof api.putTemplateCost>) {
    const { id } = this.withTemplates(params.id);
    await this.db.query(putTemplateCost, [id, body.category, body.amount, body.currency, body.from]);
    return this.view(id);
  }

  private withTemplates(id: string) {
    const channel = this.channels.byId(id);
    if (!channel) throw notFound('channel');
    if (!channel.provider.templates || !channel.capabilities?.needsTemplate) throw noTemplates(channel.name);
    return channel;
  }

  private async view(id: string): Promise<ChannelTemplates> {
    const [list] = await this.db.query<{ syncedAt: Date | null; error: string | null }>(
      'select templates_synced_at as "syncedAt", templates_error as error from channels where id = $1',
      [id],
    );
    if (!list) throw notFound('channel');
    const rows = await this.db.query<Omit<TemplateEntity, 'channel'>>(templatesOfChannel, [id, null]);
    return {
      items: rows.map(channelTemplate),
      syncedAt: list.syncedAt?.toISOString() ?? null,
      error: list.error,
      costs: await costsOf(this.db, id),
    };
  }
}
