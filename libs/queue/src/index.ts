/** Durable jobs on PostgreSQL: what follows a commit, safely and once more if need be. */
export * from './jobs.service.js';
export { retryDelay } from './retry-delay.js';
export { QueueModule } from './queue.module.js';
