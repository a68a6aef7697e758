import { accessEntities } from '#libs/access';
import { handoffEntities } from '#libs/handoff';
import { messagingEntities } from '#libs/messaging';
import type { MigrateOptions } from '#libs/platform';
import { migrations } from '#migrations';

/** TypeORM's view of the database: every entity and every migration, listed. */
export function dataSourceOptions(url: string): MigrateOptions & { type: 'postgres' } {
  return {
    type: 'postgres',
    url,
    entities: [...accessEntities, ...messagingEntities, ...handoffEntities],
    migrations,
    migrationsTransactionMode: 'each',
    synchronize: false,
    logging: ['error'],
    poolSize: 5,
    applicationName: 'hub-orm',
    invalidWhereValuesBehavior: { null: 'throw', undefined: 'throw' },
  };
}
