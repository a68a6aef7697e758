/** Files: where they are kept, and photos made safe to show. */
export type { Digits } from './best-digits.js';
export * from './digit-reader.js';
export * from './errors.js';
export * from './file-type.js';
export * from './image-type.js';
export * from './media-store.js';
export * from './open-media-store.js';
export * from './photo-decoder.js';
export * from './photo-limits.js';
export * from './refused-file.js';
export * from './spool.js';
