import 'reflect-metadata';
import { DataSource } from 'typeorm';
import { migrate, readConfig } from '#libs/platform';
import { openDatabase } from '../../hub/src/open-database.js';

/** Prints the SQL by which the entities are ahead of the migrations, to be put into a new class in `migrations/`. */
const database = await openDatabase(readConfig(process.env));
await migrate(database.options);
const source = await new DataSource(database.options).initialize();
const { upQueries } = await source.driver.createSchemaBuilder().log();
console.log(upQueries.map(({ query }) => `${query};`).join('\n') || '-- entities and migrations agree');
await source.destroy();
if (!database.attached) await database.stop();
