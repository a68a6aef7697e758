import { existsSync, readFileSync, rmSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

export interface Memory {
  /** Bytes on the heap and beside it after a collection, and of the whole process. */
  held: number;
  rss: number;
}

/** What a program has to be started with, so that it can be asked. */
export const reporting = (file: string) => ({
  NODE_OPTIONS: `--import=${new URL('memory-report.js', import.meta.url).href}`,
  MEMORY_REPORT: file,
});

export async function memoryOf(pid: number, file: string): Promise<Memory> {
  rmSync(file, { force: true });
  process.kill(pid, 'SIGUSR2');
  for (const until = Date.now() + 10_000; !existsSync(file); await sleep(20))
    if (Date.now() > until) throw new Error('the program does not tell its memory');
  // Written at once, but perhaps not yet wholly.
  await sleep(50);
  return JSON.parse(readFileSync(file, 'utf8')) as Memory;
}
