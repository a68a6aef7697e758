import pg from 'pg';
import { Database, readConfig } from '#libs/platform';
import { openDatabase } from '../../../apps/hub/src/open-database.js';
import { wholeNumbers } from '../options.js';
import { Teardown } from '../teardown.js';
import { seed } from './seed.js';

/** `npm run seed:large`: fills DATABASE_URL, or the embedded database under DATA_DIR, with threads of a year. */
const defaults = { threads: 200_000, messages: 1_000_000 };
const most = { threads: 5_000_000, messages: 50_000_000 };

const teardown = new Teardown();
try {
  const size = wholeNumbers(process.argv.slice(2), defaults, most);
  const server = await openDatabase(readConfig(process.env));
  // A hub that runs on it goes on with it.
  if (!server.attached) teardown.add(() => server.stop());
  // Not the hub's pool: a statement of this size is silent for longer than that believes.
  const db = new Database(new pg.Pool({ connectionString: server.options.url, max: 1 }));
  teardown.add(() => db.close());
  const started = performance.now();
  await seed(db, size, (text) => process.stderr.write(`${seconds(started)} s  ${text}\n`));
  console.log(`Seeded in ${seconds(started)} s.`);
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
} finally {
  await teardown.run();
}

function seconds(from: number): string {
  return ((performance.now() - from) / 1000).toFixed(0).padStart(4);
}
