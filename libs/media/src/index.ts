/** Files: where they are kept, and photos made safe to show. */
export type { Digits } from './best-digits.js';
export * from './digit-reader.js';
export * from './file-type.js';
export * from './image.js';
export * from './media-store.js';
