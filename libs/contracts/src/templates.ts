import { z } from 'zod';
import { admins, anyRole, Id, idParam, route, Time } from './route.js';
import { MessagingKind, TemplateCategory, TemplateQuality, TemplateStatus } from './words.js';

export const TemplateButton = z.object({
  kind: z.enum(['quick_reply', 'url', 'phone', 'other']),
  text: z.string(),
});
export type TemplateButton = z.infer<typeof TemplateButton>;

/** One language of a template, as customers will read it. */
export const TemplateTranslation = z.object({
  /** As the provider writes it, such as en_GB. */
  language: z.string(),
  header: z.string().nullable(),
  /** With {{1}} or {{first_name}} where the variables go. */
  text: z.string(),
  footer: z.string().nullable(),
  /** In the order in which a list of parameters is read; every one must be given. */
  variables: z.array(z.string()),
  buttons: z.array(TemplateButton),
});
export type TemplateTranslation = z.infer<typeof TemplateTranslation>;

/** What one send costs: `not_set` until an administrator has entered it, `free` where the provider charges nothing. */
export const TemplateCost = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('set'), amount: z.number(), currency: z.string() }),
  z.object({ kind: z.literal('free') }),
  z.object({ kind: z.literal('not_set') }),
]);
export type TemplateCost = z.infer<typeof TemplateCost>;

/** A template that may be sent now. */
export const OfferedTemplate = z.object({
  name: z.string(),
  category: TemplateCategory.nullable(),
  cost: TemplateCost,
  /** The translation for this customer; the others are there to choose. */
  language: z.string(),
  translations: z.array(TemplateTranslation),
});
export type OfferedTemplate = z.infer<typeof OfferedTemplate>;

/** A template as an administrator sees it: whatever its state. */
export const ChannelTemplate = TemplateTranslation.extend({
  id: Id,
  name: z.string(),
  category: TemplateCategory.nullable(),
  status: TemplateStatus,
  quality: TemplateQuality,
  /** The provider's words on a rejection or pause. */
  reason: z.string().nullable(),
  /** Why agents are not offered it; null where they are. */
  notOffered: z.string().nullable(),
  purpose: z.enum(['invite', 'survey']).nullable(),
  /** When the provider last spoke of it; null where it only was entered here. */
  syncedAt: Time.nullable(),
});
export type ChannelTemplate = z.infer<typeof ChannelTemplate>;

export const ChannelTemplateCost = z.object({
  category: TemplateCategory,
  /** For one message, in the currency named. */
  amount: z.number().min(0).max(1000),
  /** ISO 4217. */
  currency: z.string().regex(/^[A-Z]{3}$/, 'must be a currency, such as EUR'),
  /** The first day it holds, in UTC. */
  from: z.iso.date('must be a day, such as 2026-03-01'),
});
export type ChannelTemplateCost = z.infer<typeof ChannelTemplateCost>;

export const ChannelTemplates = z.object({
  items: z.array(ChannelTemplate),
  /** When the provider's list was last read in full; `error` is of a later try that failed. */
  syncedAt: Time.nullable(),
  error: z.string().nullable(),
  costs: z.array(ChannelTemplateCost),
});
export type ChannelTemplates = z.infer<typeof ChannelTemplates>;

/** Parameters by name (`{"1": "Ana"}`) or in order. */
export const TemplateToSend = z.object({
  name: z.string().min(1).max(512),
  /** Absent: the customer's, else the next best. */
  language: z.string().min(2).max(15).optional(),
  parameters: z
    .union([z.array(z.string().max(1024)).max(100), z.record(z.string().max(60), z.string().max(1024))])
    .default([]),
  /** What comes back when a quick reply is tapped, one for each in order. */
  payloads: z.array(z.string().min(1).max(128)).max(10).optional(),
});
export type TemplateToSend = z.infer<typeof TemplateToSend>;

export const templateRoutes = {
  threadTemplates: route({
    method: 'GET',
    path: '/threads/:id/templates',
    summary: 'The templates that may be sent to this customer now, with previews and cost',
    access: anyRole,
    params: idParam,
    query: z.object({
      /** By this channel; absent: by the one the thread is on. */
      channel: MessagingKind.optional(),
    }),
    response: z.object({ items: z.array(OfferedTemplate) }),
    problems: ['not-found', 'no-address'],
  }),
  channelTemplates: route({
    method: 'GET',
    path: '/channels/:id/templates',
    summary: 'Every template of a channel with its state at the provider, and what a send costs',
    access: admins,
    params: idParam,
    response: ChannelTemplates,
    problems: ['not-found'],
  }),
  syncTemplates: route({
    method: 'POST',
    path: '/channels/:id/sync-templates',
    summary: "Reads the provider's list of templates now; where that fails nothing is changed and `error` says why",
    access: admins,
    params: idParam,
    response: ChannelTemplates,
    problems: ['not-found', 'no-templates'],
  }),
  putTemplateCost: route({
    method: 'PUT',
    path: '/channels/:id/template-costs',
    summary: 'What a template of one category costs from a day on',
    access: admins,
    params: idParam,
    body: ChannelTemplateCost,
    response: ChannelTemplates,
    problems: ['not-found', 'no-templates'],
  }),
};
