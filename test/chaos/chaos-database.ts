import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { type EmbeddedPg, startEmbeddedPg } from '#libs/platform';

/** The run's own PostgreSQL, fsync on: killed, frozen and started again by its processes' ids. */
export class ChaosDatabase {
  private server: EmbeddedPg | undefined;
  private frozen: number[] = [];
  private starting: Promise<void> | undefined;
  private stopped = false;
  /** When it last was, or is, anything but well. */
  private disturbedAt = 0;
  private disturbances = 0;

  constructor(private readonly dir: string) {}

  async start(): Promise<void> {
    // Stopped while it was down between a kill and its start: it stays down.
    if (this.stopped) return;
    this.starting = this.launch();
    await this.starting;
  }

  private async launch(): Promise<void> {
    this.server = await startEmbeddedPg({
      dir: this.dir,
      database: 'shiftline',
      settings: {
        max_connections: 120,
        shared_buffers: '64MB',
        log_min_messages: 'warning',
        // Does nothing to who commits synchronously; whoever does not loses more in a kill, and is found out.
        wal_writer_delay: '5s',
      },
    });
  }

  get port(): number {
    return Number(new URL(this.server!.url).port);
  }

  urlThrough(port: number): string {
    const url = new URL(this.server!.url);
    url.port = String(port);
    return url.href;
  }

  /** Straight at the server, around every proxy. */
  async query<R extends object>(sql: string, values: unknown[] = []): Promise<R[]> {
    const client = new pg.Client({ connectionString: this.server!.url });
    client.on('error', () => {});
    await client.connect();
    try {
      return (await client.query(sql, values)).rows as R[];
    } finally {
      await client.end().catch(() => {});
    }
  }

  async kill(): Promise<void> {
    for (const pid of this.processes()) signal(pid, 'SIGKILL');
    await this.start();
  }

  freeze(): void {
    this.frozen = this.processes();
    for (const pid of this.frozen) signal(pid, 'SIGSTOP');
  }

  thaw(): void {
    for (const pid of this.frozen.splice(0)) signal(pid, 'SIGCONT');
  }

  /** While `work` runs a hub may find no database; its start is not timed then. */
  async disturbed<T>(work: () => Promise<T>): Promise<T> {
    this.disturbances++;
    try {
      return await work();
    } finally {
      this.disturbances--;
      this.disturbedAt = performance.now();
    }
  }

  wellSince(time: number): boolean {
    return this.disturbances === 0 && this.disturbedAt < time;
  }

  async stop(): Promise<void> {
    this.stopped = true;
    this.thaw();
    await this.starting?.catch(() => {});
    await this.server?.stop();
  }

  /** How often the server has written this, over all its starts. */
  logged(text: string): number {
    return readFileSync(path.join(this.dir, 'postgres.log'), 'utf8').split(text).length - 1;
  }

  /** The postmaster first, then its children. */
  private processes(): number[] {
    const lock = readFileSync(path.join(this.dir, 'data/postmaster.pid'), 'utf8');
    const postmaster = Number(lock.split('\n')[0]);
    const children = readdirSync('/proc').filter((name) => /^\d+$/.test(name) && parentOf(name) === postmaster);
    return [postmaster, ...children.map(Number)];
  }
}

function parentOf(pid: string): number {
  try {
    return Number(/\) \S (\d+)/.exec(readFileSync(`/proc/${pid}/stat`, 'latin1'))?.[1]);
  } catch {
    return 0;
  }
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // It has ended by itself meanwhile.
  }
}
