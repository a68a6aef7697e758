import { ChannelEntity } from './channels/channel.entity.js';
import { TemplateEntity } from './templates/template.entity.js';

/** Channels, contacts and consent, inbox, threads and messages, outbox. */
export * from './channels/channels.service.js';
export { hashBindingToken, newBindingToken } from './contacts/binding-token.js';
export * from './contacts/contact-tables.js';
export { hasOptedOutAnywhere, standing } from './consent/consents.sql.js';
export { refusal } from './consent/refusal.js';
export { findOrCreateContact } from './contacts/find-contact.js';
export { openThread, showHandoff } from './threads/open-thread.js';
export { whyWritten } from './threads/why-written.js';
export { appendMessage, type NewMessage } from './threads/append-message.js';
export * from './feed.js';
export { ChannelViews } from './health/channel-views.service.js';
export { Noted } from './health/noted.service.js';
export { Inbox } from './inbox/inbox.service.js';
export { refused, sendReply, unknownWebhook, WebhookGate } from './inbox/webhook-gate.js';
export * from './messaging.module.js';
export type { MessageState, ThreadHead, Watched } from './threads/heads.sql.js';
export { Messages } from './threads/messages.service.js';
export { Sends, sumFor } from './outbox/sends.service.js';
export { Visibility } from './threads/visibility.service.js';
export { subjectOf } from './threads/visibility.guard.js';
export { contactVisibleTo, type Eyes, eyesOf, maySee, type Placed, visibleTo } from './threads/visible.js';
export { Threads } from './threads/threads.service.js';
export { UploadLinks } from './uploads/upload-links.service.js';
export { People } from './work/people.service.js';
export const messagingEntities = [ChannelEntity, TemplateEntity];
