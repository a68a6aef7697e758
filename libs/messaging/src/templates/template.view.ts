import { templateVariables } from '#libs/channels';
import type { ChannelTemplate, TemplateTranslation } from '#libs/contracts';
import { notOffered } from './not-offered.js';
import type { TemplateEntity } from './template.entity.js';

type Row = Omit<TemplateEntity, 'channel'>;

export const translation = ({ language, header, text, footer, buttons }: Row): TemplateTranslation => ({
  language,
  header,
  text,
  footer,
  buttons,
  variables: templateVariables(text),
});

export const channelTemplate = (row: Row): ChannelTemplate => ({
  ...translation(row),
  id: row.id,
  name: row.name,
  category: row.category,
  status: row.status,
  quality: row.quality,
  reason: row.reason,
  notOffered: notOffered(row),
  purpose: row.purpose,
  syncedAt: row.syncedAt?.toISOString() ?? null,
});
