import { writeFileSync } from 'node:fs';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/**
 * Loaded before a program that is measured: on SIGUSR2 it collects garbage and writes what is left, so that memory is
 * that of what the program holds and not of what it has not cleared away yet.
 */
const { MEMORY_REPORT } = process.env;
if (MEMORY_REPORT) {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  process.on('SIGUSR2', () => {
    collect();
    collect();
    const { heapUsed, external, rss } = process.memoryUsage();
    writeFileSync(MEMORY_REPORT, JSON.stringify({ held: heapUsed + external, rss }));
  });
}
