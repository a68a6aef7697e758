import { ChannelEntity } from './channels/channel.entity.js';
import { TemplateEntity } from './channels/template.entity.js';

/** Channels, contacts and consent, inbox, threads and messages, outbox. */
export * from './channels/channels.service.js';
export { hashBindingToken, newBindingToken } from './contacts/binding-token.js';
export * from './contacts/contact-tables.js';
export { hasOptedOut, hasOptedOutAnywhere } from './contacts/consents.sql.js';
export { findOrCreateContact } from './contacts/find-contact.js';
export { openThread, showHandoff } from './threads/open-thread.js';
export { appendMessage, type NewMessage } from './threads/append-message.js';
export { optedOut } from './errors.js';
export * from './feed.js';
export { ChannelViews } from './health/channel-views.service.js';
export { Noted } from './health/noted.service.js';
export { Inbox } from './inbox/inbox.service.js';
export { refused, sendReply, unknownWebhook, WebhookGate } from './inbox/webhook-gate.js';
export * from './messaging.module.js';
export { Messages } from './threads/messages.service.js';
export { Sends } from './outbox/sends.service.js';
export { Threads } from './threads/threads.service.js';
export const messagingEntities = [ChannelEntity, TemplateEntity];
