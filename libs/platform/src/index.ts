/** What every server needs and no business word: settings, database, errors, HTTP, logging, metrics, the clock. */
export * from './clock.js';
export * from './config.js';
export * from './database/database.js';
export * from './database/embedded-postgres.js';
export * from './database/migrate.js';
export * from './database/partitions.js';
export * from './errors.js';
export * from './http/body-parsers.js';
export * from './http/csv.js';
export * from './http/idempotency.js';
export * from './http/openapi.js';
export * from './http/problem.filter.js';
export * from './http/route.decorator.js';
export * from './logging.js';
export * from './metrics.js';
export * from './platform.module.js';
export * from './repeat.js';
