/** Files: where they are kept, and photos made safe to show. */
export * from './image.js';
export * from './media-store.js';
