/** Providers of messaging and voice: signatures, decoding, sending, media. A provider is a folder. */
export * from './contract/index.js';
export type { MessageContent } from './message-content.js';
export { meta } from './meta/index.js';
export type { MetaOptions } from './meta/index.js';
export { guardedPost, namesPrivateHost } from './guarded-post.js';
export { plainFileName } from './file-name.js';
export { isE164, lineType, normalisePhone, variants } from './phone.js';
export type { LineType } from './phone.js';
export { providersFromEnv } from './providers.js';
export { templateText, templateVariables } from './template-text.js';
export { twilio } from './twilio/index.js';
export type { TwilioOptions } from './twilio/index.js';
