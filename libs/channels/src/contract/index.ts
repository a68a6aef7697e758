export * from './contract.js';
export * from './health.js';
export * from './template.js';
export * from './listing.js';
