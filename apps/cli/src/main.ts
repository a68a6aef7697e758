import 'reflect-metadata';
import { randomBytes } from 'node:crypto';
import { parseArgs } from 'node:util';
import { DataSource } from 'typeorm';
import { Access } from '#libs/access';
import { Role } from '#libs/contracts';
import { ConfigError, migrate, readConfig, SystemClock } from '#libs/platform';
import { openDatabase } from '../../hub/src/open-database.js';

const usage = `usage: npm run cli -- COMMAND
  migrate                                       applies missing migrations
  put-user --email E --name N --role R          makes a sign-in (or changes it) and prints its new password
                                                roles: agent, supervisor, admin`;

/** What an operator does before anyone can sign in. Everything else is in the REST API. */
async function main(): Promise<void> {
  const options = { email: { type: 'string' }, name: { type: 'string' }, role: { type: 'string' } } as const;
  const { positionals, values } = parseArgs({ options, allowPositionals: true });
  const [command] = positionals;
  if (command !== 'migrate' && command !== 'put-user') throw new ConfigError(usage);
  const database = await openDatabase(readConfig(process.env));
  try {
    console.log(`migrations applied: ${(await migrate(database.options)).join(', ') || 'none were missing'}`);
    if (command === 'put-user') await putUser(database.options, values);
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

main().catch((error: unknown) => {
  console.error(error instanceof ConfigError ? error.message : error);
  process.exitCode = 1;
});
