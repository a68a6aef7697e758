import { setTimeout as sleep } from 'node:timers/promises';
import { stopChild } from './child.js';
import { postmasterOf } from './database.js';
import { freePort, type SandboxHub, startSandboxHub } from './hub-process.js';
import { postgresMiB, residentMiB } from './process-stats.js';
import type { Teardown } from './teardown.js';

export interface StartUp {
  firstMs: number;
  secondMs: number;
  stopMs: number;
  idleHubMiB: number;
  idlePostgresMiB: number;
}

const idleMs = 10_000;

/** First start on an empty directory, ten idle seconds, stop, second start. The second hub stays up. */
export async function measureStartUp(dataDir: string, teardown: Teardown): Promise<[StartUp, SandboxHub]> {
  const port = await freePort();
  const start = () =>
    startSandboxHub(dataDir, port, (child) => {
      teardown.add(async () => {
        await stopChild(child);
        // A hub that had to be killed leaves its database behind. SIGINT is PostgreSQL's fast shutdown.
        const postmaster = postmasterOf(dataDir);
        if (postmaster) process.kill(postmaster, 'SIGINT');
        for (let n = 0; n < 100 && postmasterOf(dataDir); n++) await sleep(100);
      });
    });
  const first = await start();
  await sleep(idleMs);
  const idleHubMiB = residentMiB(first.pid);
  const idlePostgresMiB = postgresMiB(postmasterOf(dataDir)!);
  const from = performance.now();
  await stopChild(first.child);
  const stopMs = performance.now() - from;
  const second = await start();
  return [{ firstMs: first.readyMs, secondMs: second.readyMs, stopMs, idleHubMiB, idlePostgresMiB }, second];
}
