/** Providers of messaging and voice: signatures, decoding, sending, media. A provider is a folder. */
export * from './contract/index.js';
