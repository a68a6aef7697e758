import { readdirSync, readFileSync } from 'node:fs';

/** Figures of other processes from /proc; where there is none (not Linux) they are NaN and shown as "-". */
const MiB = 1024 * 1024;

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
/** The fields after the command's name, which may hold anything. */
const fields = (pid: number) => read(`/proc/${pid}/stat`).split(') ').at(-1)!.split(' ');
const kB = (text: string, name: string) => Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(text)?.[1]);

export const residentMiB = (pid: number): number => (kB(read(`/proc/${pid}/status`), 'VmRSS') * 1024) / MiB;

/** A process with its children, and with the children that have ended. */
function family(pid: number): number[] {
  const processes = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return [pid, ...processes.map(Number).filter((child) => Number(fields(child)[1]) === pid)];
}

/** Processes that this one has started, with a word in their command line. */
export function childrenOf(pid: number, word: string): number[] {
  if (process.platform !== 'linux') return [];
  return family(pid).filter((child) => child !== pid && read(`/proc/${child}/cmdline`).includes(word));
}

/** Memory of a PostgreSQL server; what its processes share is counted once. */
export function postgresMiB(postmaster: number): number {
  if (process.platform !== 'linux') return Number.NaN;
  const each = family(postmaster).map((pid) => kB(read(`/proc/${pid}/smaps_rollup`), 'Pss'));
  return (each.reduce((a, b) => a + (b || 0), 0) * 1024) / MiB || Number.NaN;
}

/** Kernel ticks are 10 ms on every Linux that Node runs on. */
const ticks = (values: (string | undefined)[]) => values.reduce((sum, value) => sum + Number(value), 0) * 10;

export const cpuMs = (pid: number): number => ticks(fields(pid).slice(11, 13));

export function postgresCpuMs(postmaster: number): number {
  if (process.platform !== 'linux') return Number.NaN;
  const own = fields(postmaster);
  const living = family(postmaster).reduce((sum, pid) => sum + (cpuMs(pid) || 0), 0);
  return living + ticks(own.slice(13, 15));
}
