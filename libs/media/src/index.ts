/** Files: where they are kept, and photos made safe to show. */
export * from './file-type.js';
export * from './image.js';
export * from './media-store.js';
