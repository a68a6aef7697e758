import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import fs from 'node:fs/promises';
import net from 'node:net';
import path from 'node:path';
import pg from 'pg';
import { serverBinaries } from './server-binaries.js';
import { reachable, run, serverUser } from './server-user.js';

export interface EmbeddedPg {
  url: string;
  urlOf(database: string): string;
  /** It ran already: the orphan of a killed parent, or a server that another process uses. */
  attached: boolean;
  stop(): Promise<void>;
}

/**
 * A PostgreSQL server from npm's binaries, driven with pg_ctl: detached from the terminal, so that Ctrl-C reaches only
 * us; reached over loopback with a password kept in `dir`; taken over where it still runs. Rejects with what to do.
 */
export async function startEmbeddedPg(o: {
  dir: string;
  database: string;
  settings?: Record<string, string | number>;
}): Promise<EmbeddedPg> {
  const { dir, database } = o;
  const user = await serverUser();
  const bin = await serverBinaries(user);
  await fs.mkdir(dir, { recursive: true });
  if (user.uid !== undefined) await fs.chown(dir, user.uid, user.gid!);
  const folder = await reachable(dir, user);
  const at = (name: string) => path.join(folder.path, name);
  const pgCtl = (...args: string[]) => run(path.join(bin, 'pg_ctl'), ['-D', at('data'), ...args], user, folder);

  if (!existsSync(path.join(dir, 'data/PG_VERSION'))) {
    await clearHalfMade(dir);
    const password = path.join(dir, 'password');
    await fs.writeFile(password, `${randomBytes(24).toString('base64url')}\n`, { mode: 0o600 });
    if (user.uid !== undefined) await fs.chown(password, user.uid, user.gid!);
    // Renamed when whole: a kill during initdb is simply done again.
    const partial = `init-${process.pid}-${Date.now()}`;
    const locale = ['--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C', '-E', 'UTF8'];
    const login = ['-U', 'app', '-A', 'scram-sha-256', `--pwfile=${at('password')}`];
    const initdb = ['-D', at(partial), ...login, ...locale, '--no-sync', '--no-instructions'];
    await run(path.join(bin, 'initdb'), initdb, user, folder);
    await fs.rename(path.join(dir, partial), path.join(dir, 'data'));
  }

  const password = (await fs.readFile(path.join(dir, 'password'), 'utf8')).trim();
  let port = 0;
  const urlOf = (name: string) => `postgres://app:${password}@127.0.0.1:${port}/${name}`;
  const settings = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    logging_collector: 'off',
    ...o.settings,
  };
  let attached = false;
  let complaint = '';
  for (let attempt = 0; ; attempt++) {
    if (attempt === 40) throw new Error(`PostgreSQL did not start; see ${dir}/postgres.log\n${complaint}`);
    // A postmaster killed with -9 can be a zombie for a moment: it looks alive and does not answer.
    if (attempt > 0) await new Promise((resolve) => setTimeout(resolve, 250));
    if (await pgCtl('status').then(yes, no)) {
      port = await runningPort(dir);
      attached = await answers(urlOf('postgres'));
      if (attached) break;
      continue;
    }
    port = await freePort();
    const flags = Object.entries({ port, ...settings }).map(([name, value]) => `-c ${name}='${value}'`);
    try {
      await pgCtl('-l', at('postgres.log'), '-w', '-t', '60', '-s', '-o', flags.join(' '), 'start');
      break;
    } catch (error) {
      complaint = (error as Error).message;
    }
  }
  await createDatabase(urlOf('postgres'), database);
  return {
    url: urlOf(database),
    urlOf,
    attached,
    stop: async () => void (await pgCtl('-m', 'fast', '-w', '-s', 'stop')),
  };
}

const yes = () => true;
const no = () => false;

async function clearHalfMade(dir: string): Promise<void> {
  for (const name of await fs.readdir(dir)) {
    if (name.startsWith('init-')) await fs.rm(path.join(dir, name), { recursive: true, force: true });
  }
}

/** The fourth line of the lock file. */
const runningPort = async (dir: string) =>
  Number((await fs.readFile(path.join(dir, 'data/postmaster.pid'), 'utf8').catch(() => '')).split('\n')[3]);

async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5000 });
  const answered = await client.connect().then(yes, no);
  await client.end().catch(() => {});
  return answered;
}

async function createDatabase(adminUrl: string, name: string): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [name]);
    if (!rowCount) await client.query(`create database ${client.escapeIdentifier(name)}`);
  } finally {
    await client.end();
  }
}

const freePort = () =>
  new Promise<number>((resolve, reject) => {
    const server = net.createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as net.AddressInfo;
      server.close(() => resolve(port));
    });
  });
