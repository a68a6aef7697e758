import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

export interface FloorProcess {
  child: ChildProcess;
  pid: number;
  port: number;
}

/** Starts one of the programs that the hub is compared with; `program`: its file, beside this one. */
export async function startFloor(program: string, databaseUrl: string, appSecret: string): Promise<FloorProcess> {
  const child = fork(fileURLToPath(new URL(program, import.meta.url)), [], {
    env: { ...process.env, DATABASE_URL: databaseUrl, APP_SECRET: appSecret },
    execArgv: [],
  });
  const failed = once(child, 'exit').then(([code]) => {
    throw new Error(`${program} ended with ${String(code)}`);
  });
  const [port] = (await Promise.race([once(child, 'message'), failed])) as [number];
  failed.catch(() => {});
  return { child, pid: child.pid!, port };
}
