import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';

const patienceMs = 12_000;

/** Asks a child to end, and ends it where it does not. */
export async function stopChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill('SIGTERM');
  const forced = setTimeout(() => child.kill('SIGKILL'), patienceMs);
  await exited;
  clearTimeout(forced);
}
