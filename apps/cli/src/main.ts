import 'reflect-metadata';
import { randomBytes } from 'node:crypto';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { DataSource } from 'typeorm';
import { Access } from '#libs/access';
import { Role } from '#libs/contracts';
import { ConfigError, Database, migrate, readConfig, SystemClock } from '#libs/platform';
import { FactsDiffer, rebuild } from '#libs/reports';
import { openDatabase } from '../../hub/src/open-database.js';

const usage = `usage: npm run cli -- COMMAND
  migrate                                       applies missing migrations
  put-user --email E --name N --role R          makes a sign-in (or changes it) and prints its new password
                                                roles: agent, supervisor, admin
  rebuild-facts [--force]                       folds the log of events anew into what reports count, as far as it had been
                                                folded, and compares; ends with 1, and changes nothing, where it comes out
                                                otherwise: --force keeps that. Hubs may run: reports show what was there,
                                                and what happens meanwhile is reported when it is done`;

const commands = new Set(['migrate', 'put-user', 'rebuild-facts']);

/** What an operator does before anyone can sign in. Everything else is in the REST API. */
async function main(): Promise<void> {
  const options = {
    email: { type: 'string' },
    name: { type: 'string' },
    role: { type: 'string' },
    force: { type: 'boolean' },
  } as const;
  const { positionals, values } = parseArgs({ options, allowPositionals: true });
  const [command] = positionals;
  if (!command || !commands.has(command)) throw new ConfigError(usage);
  const database = await openDatabase(readConfig(process.env));
  try {
    console.log(`migrations applied: ${(await migrate(database.options)).join(', ') || 'none were missing'}`);
    if (command === 'put-user') await putUser(database.options, values);
    if (command === 'rebuild-facts') await rebuildFacts(database.options.url, values.force ?? false);
  } finally {
    // A database that a running hub uses stays up.
    if (!database.attached) await database.stop();
  }
}

async function putUser(
  options: Parameters<typeof migrate>[0],
  { email, name, role }: { email?: string | undefined; name?: string | undefined; role?: string | undefined },
): Promise<void> {
  const parsed = Role.safeParse(role);
  if (!email?.includes('@') || !name || !parsed.success) throw new ConfigError(usage);
  const source = await new DataSource(options).initialize();
  try {
    const password = randomBytes(12).toString('base64url');
    await new Access(source, new SystemClock()).putUser({ email, name, role: parsed.data, password });
    console.log(`${email} signs in with ${password}`);
  } finally {
    await source.destroy();
  }
}

async function rebuildFacts(url: string, force: boolean): Promise<void> {
  // Folding takes as long as it takes; nobody else waits on this connection.
  const db = Database.connect(url, { max: 1, Client: pg.Client });
  const began = performance.now();
  const seconds = () => (performance.now() - began) / 1000;
  const progress = (events: number) => {
    if (events % 20_000 === 0) console.log(`${events} events, ${Math.round(events / seconds())} a second`);
  };
  try {
    const { before, after, events } = await db.transaction((sql) => rebuild(sql, { force, progress }));
    console.log(`before ${before.digest} (${before.facts} facts)\nafter  ${after.digest} (${after.facts} facts)`);
    console.log(`${events} events and ${Math.round(after.facts / seconds())} facts a second`);
    console.log(before.digest === after.digest ? 'the same' : 'not the same: what has been folded anew is kept');
  } catch (error) {
    if (!(error instanceof FactsDiffer)) throw error;
    const { before, after } = error;
    console.error(`before ${before.digest} (${before.facts} facts)\nafter  ${after.digest} (${after.facts} facts)`);
    console.error('not the same, so nothing has been changed: --force keeps what has been folded anew');
    process.exitCode = 1;
  } finally {
    await db.close();
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof ConfigError ? error.message : error);
  process.exitCode = 1;
});
