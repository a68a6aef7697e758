import { type ChildProcess, spawn } from 'node:child_process';
import { createWriteStream, readFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { SandboxFile } from '../../apps/hub/src/demo.js';

export interface HubProcess {
  child: ChildProcess;
  pid: number;
  port: number;
  url: string;
  /** From the start of the process to the first 200 of /health/ready. */
  readyMs: number;
}
export type SandboxHub = HubProcess & { sandbox: SandboxFile };

const main = fileURLToPath(new URL('../../hub/main.cjs', import.meta.url));
const patienceMs = 60_000;

export const freePort = () =>
  new Promise<number>((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });

/** What a program of ours is given of this process's environment. */
export function ownEnvironment(): NodeJS.ProcessEnv {
  const kept = ['PATH', 'HOME', 'USER', 'LANG', 'TMPDIR', 'LD_LIBRARY_PATH', 'SystemRoot', 'TEMP'];
  return Object.fromEntries(kept.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])));
}

/** The hub as `npm start` runs it, with its embedded PostgreSQL, on a data directory and a port of its own. */
export async function startSandboxHub(
  dataDir: string,
  port: number,
  started: (child: ChildProcess) => void,
): Promise<SandboxHub> {
  const hub = await startHubProcess(dataDir, port, {}, started);
  return { ...hub, sandbox: JSON.parse(readFileSync(path.join(dataDir, 'sandbox.json'), 'utf8')) as SandboxFile };
}

/** A hub with these variables, as soon as it is ready. */
export async function startHubProcess(
  dataDir: string,
  port: number,
  env: NodeJS.ProcessEnv,
  started: (child: ChildProcess) => void,
): Promise<HubProcess> {
  const url = `http://127.0.0.1:${port}`;
  const log = path.join(dataDir, 'hub.log');
  const from = performance.now();
  const child = spawn(process.execPath, [main], {
    env: { ...ownEnvironment(), DATA_DIR: dataDir, PORT: String(port), PUBLIC_URL: url, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    // A Ctrl-C on the terminal reaches the benchmark alone, which then ends what it started in order.
    detached: true,
  });
  started(child);
  const file = createWriteStream(log, { flags: 'a' });
  child.stdout!.pipe(file);
  child.stderr!.pipe(file);
  while (!(await ready(url))) {
    if (child.exitCode !== null || performance.now() - from > patienceMs)
      throw new Error(`the hub did not become ready:\n${readFileSync(log, 'utf8').slice(-2000)}`);
    await sleep(20);
  }
  const readyMs = performance.now() - from;
  return { child, pid: child.pid!, port, url, readyMs };
}

async function ready(url: string): Promise<boolean> {
  try {
    const response = await fetch(`${url}/health/ready`);
    await response.arrayBuffer();
    return response.status === 200;
  } catch {
    return false;
  }
}
