import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, type WriteStream } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { request } from './http-client.js';

interface Setup {
  name: string;
  /** The program, in the run's own copy of what was built. */
  main: string;
  dataDir: string;
  port: number;
  env: Record<string, string>;
}

/** A hub under a supervisor that starts it again at once, however it ended. */
export class HubProcess {
  private child: ChildProcess | undefined;
  private readonly log: WriteStream;
  private wanted = false;
  private killed = false;
  private beenReady = false;
  private starts = 0;
  private retired = false;
  /** Ends that nobody asked for, of a hub that had been ready. */
  crashes = 0;
  /** Starts that went on for too long and were ended by the supervisor, as a start-up probe does. */
  stalledStarts = 0;
  /** Starts that gave up: nothing to hold against it while there is no database. */
  failedStarts = 0;
  readonly url: string;

  constructor(private readonly setup: Setup) {
    this.url = `http://127.0.0.1:${setup.port}`;
    this.log = createWriteStream(path.join(setup.dataDir, '..', `${setup.name}.log`), { flags: 'a' });
  }

  get name(): string {
    return this.setup.name;
  }

  get alive(): boolean {
    return this.child !== undefined;
  }

  start(): void {
    // A fault that still runs while everything is taken down must not bring it back.
    if (this.retired) return;
    this.wanted = true;
    this.starts++;
    this.killed = false;
    this.beenReady = false;
    const { main, dataDir, port, env } = this.setup;
    const kept = Object.fromEntries(['PATH', 'HOME', 'LANG', 'TMPDIR'].map((name) => [name, process.env[name] ?? '']));
    const child = spawn(process.execPath, [main], {
      env: { ...kept, ...env, DATA_DIR: dataDir, PORT: String(port), LOG_LEVEL: 'warn' },
      stdio: ['ignore', 'pipe', 'pipe'],
      // A Ctrl-C on the terminal reaches the rig alone, which then ends what it started in order.
      detached: true,
    });
    this.child = child;
    child.stdout!.pipe(this.log, { end: false });
    child.stderr!.pipe(this.log, { end: false });
    child.once('exit', (code) => {
      this.child = undefined;
      this.log.write(`--- ended: ${this.killed ? 'killed' : code}\n`);
      if (this.killed || !this.wanted) return;
      if (this.beenReady) this.crashes++;
      else this.failedStarts++;
      setTimeout(() => this.wanted && !this.child && this.start(), 100);
    });
    const start = this.starts;
    void this.ready(20_000, true).then(async (ms) => {
      if (ms !== null || start !== this.starts || !this.wanted) return;
      this.stalledStarts++;
      await this.kill();
      this.start();
    });
  }

  /** SIGKILL; resolves when it is gone. */
  async kill(): Promise<void> {
    const { child } = this;
    if (!child) return;
    this.killed = true;
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
  }

  /** The milliseconds from now to a 200 of /health/ready; null where it ended before, or took longer than `patienceMs`. */
  async ready(patienceMs = 30_000, same = false): Promise<number | null> {
    const from = performance.now();
    const start = this.starts;
    while (performance.now() - from < patienceMs && (!same || start === this.starts)) {
      const { status } = await request(`${this.url}/health/ready`, { method: 'GET', headers: {} }, 2000);
      if (status === 200) {
        this.beenReady = true;
        return performance.now() - from;
      }
      await sleep(15);
    }
    return null;
  }

  async stop(): Promise<void> {
    this.retired = true;
    this.wanted = false;
    const { child } = this;
    if (!child) return;
    this.killed = true;
    const gone = once(child, 'exit');
    child.kill('SIGTERM');
    const forced = setTimeout(() => child.kill('SIGKILL'), 12_000);
    await gone;
    clearTimeout(forced);
  }
}
