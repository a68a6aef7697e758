export * from './contract.js';
export * from './template.js';
