import { spawn } from 'node:child_process';
import { openSync } from 'node:fs';

/** Whom the server's programs run as; empty: as ourselves. PostgreSQL refuses to run as root. */
export interface ServerUser {
  uid?: number;
  gid?: number;
}

export async function serverUser(): Promise<ServerUser> {
  if (process.getuid?.() !== 0) return {};
  for (const name of ['postgres', 'nobody']) {
    try {
      const [uid, gid] = await Promise.all(['-u', '-g'].map(async (flag) => Number(await run('id', [flag, name]))));
      return { uid: uid!, gid: gid! };
    } catch {
      // Try the next one.
    }
  }
  throw new Error('running as root, and there is neither a user postgres nor nobody: set DATABASE_URL');
}

/**
 * A folder as another user can name it. A folder below one that only root may enter (/root, or `mktemp -d`) cannot be
 * reached by its path; through an open descriptor, handed to the program as its number 3, it can.
 */
export interface ReachableFolder {
  path: string;
  descriptor?: number;
}

export async function reachable(folder: string, user: ServerUser): Promise<ReachableFolder> {
  const writable = (at: ReachableFolder) => run('test', ['-w', at.path], user, at).then(() => at);
  return writable({ path: folder }).catch(async () => {
    // Open as long as the process lives: every later call of a program needs it.
    const descriptor = openSync(folder, 'r');
    return writable({ path: '/proc/self/fd/3', descriptor }).catch(() => {
      const who = user.uid ?? process.getuid?.();
      throw new Error(`PostgreSQL, as uid ${who}, cannot write to ${folder}: set DATA_DIR or DATABASE_URL`);
    });
  });
}

/** Runs a program to its end; answers what it printed, rejects with what it complained of. */
export function run(program: string, args: string[], user: ServerUser = {}, folder?: ReachableFolder): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      ...user,
      cwd: '/',
      env: { ...process.env, LC_ALL: 'C.UTF-8' },
      stdio: ['ignore', 'pipe', 'pipe', folder?.descriptor ?? 'ignore'],
    });
    let out = '';
    let complaint = '';
    child.stdout?.on('data', (chunk: Buffer) => (out += chunk.toString()));
    child.stderr?.on('data', (chunk: Buffer) => (complaint += chunk.toString()));
    child.once('error', reject);
    child.once('close', (code) => {
      if (code === 0) resolve(out);
      else reject(new Error(`${program} ended with ${code}: ${complaint || out}`));
    });
  });
}
