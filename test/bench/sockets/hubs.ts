import { copyFile, mkdir, readFile } from 'node:fs/promises';
import { once } from 'node:events';
import path from 'node:path';
import { randomBytes } from 'node:crypto';
import type { SandboxFile } from '../../../apps/hub/src/demo.js';
import { stopChild } from '../child.js';
import { freePort, type HubProcess, startHubProcess } from '../hub-process.js';
import type { Teardown } from '../teardown.js';
import { reporting } from './memory.js';

/** Hubs over one database, each of which can be killed and started again at its port. */
export class Hubs {
  sandbox!: SandboxFile;
  private readonly running: HubProcess[] = [];
  private readonly secretKey = randomBytes(24).toString('hex');

  constructor(
    private readonly dir: string,
    private readonly databaseUrl: string,
    private readonly teardown: Teardown,
  ) {}

  async start(count: number): Promise<void> {
    for (let n = 0; n < count; n++) {
      await mkdir(this.folder(n));
      // One company with several hubs: the others have the first one's sign-ins and secrets.
      if (n > 0) await copyFile(this.identity, path.join(this.folder(n), 'sandbox.json'));
      this.running[n] = await this.launch(n, await freePort());
      this.sandbox = JSON.parse(await readFile(this.identity, 'utf8')) as SandboxFile;
    }
  }

  get urls(): string[] {
    return this.running.map(({ url }) => url);
  }

  get ports(): number[] {
    return this.running.map(({ port }) => port);
  }

  hub(n: number) {
    return { ...this.running[n]!, report: this.report(n) };
  }

  /** SIGKILL, and started again at once. */
  async kill(n: number): Promise<void> {
    const { child, port } = this.running[n]!;
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
    this.running[n] = await this.launch(n, port);
  }

  private async launch(n: number, port: number): Promise<HubProcess> {
    const env = {
      DATABASE_URL: this.databaseUrl,
      SECRET_KEY: this.secretKey,
      MEDIA_URL: `file://${path.join(this.dir, 'media')}`,
      LOG_LEVEL: 'warn',
      ...(process.env.REDIS_URL && { REDIS_URL: process.env.REDIS_URL }),
      ...reporting(this.report(n)),
    };
    return startHubProcess(this.folder(n), port, env, (child) => this.teardown.add(() => stopChild(child)));
  }

  private folder = (n: number) => path.join(this.dir, `hub-${n + 1}`);
  private report = (n: number) => path.join(this.dir, `memory-${n + 1}.json`);
  private get identity() {
    return path.join(this.folder(0), 'sandbox.json');
  }
}
