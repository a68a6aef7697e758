import { setTimeout as sleep } from 'node:timers/promises';
import type { ChaosDatabase } from './chaos-database.js';
import type { Counters } from './counters.js';
import type { FaultProxy } from './fault-proxy.js';
import type { HubProcess } from './hub-process.js';
import type { Random } from './random.js';

const databaseFaults = ['kill', 'cut', 'freeze', 'slow', 'blackhole', 'vanish'] as const;
/** A silent connection is given up after 12 s: nothing for a run that is over by then. */
const quickFaults = databaseFaults.filter((kind) => kind !== 'vanish');
const carrierFaults = ['cut', 'slow', 'blackhole'] as const;

/** What goes wrong, in three lanes at once: hubs, the database and its network, the carrier's network. */
export class Faults {
  /** From the start of a killed hub's successor to its first "ready", while the database was well. */
  readonly readyAgainMs: number[] = [];
  private until = 0;
  private stopped = false;

  constructor(
    private readonly hubs: readonly HubProcess[],
    private readonly db: ChaosDatabase,
    private readonly toDatabase: FaultProxy,
    private readonly toCarrier: FaultProxy,
    private readonly random: Random,
    private readonly counters: Counters,
  ) {}

  async run(seconds: number): Promise<void> {
    this.until = performance.now() + seconds * 1000;
    const long = seconds >= 120;
    const [kinds, pause] =
      seconds < 30 ? ([quickFaults, [1500, 3500]] as const) : ([databaseFaults, [4000, 8000]] as const);
    await Promise.all([
      this.lane('hub', ['kill'], [2000, 5000], () => this.killHub()),
      this.lane('database', kinds, pause, (kind) => this.db.disturbed(() => this.hurt(kind, long))),
      this.lane('carrier', carrierFaults, [2000, 5000], (kind) => this.hurtCarrier(kind)),
    ]);
    if (seconds < 30) return;
    await Promise.all(this.hubs.map((hub) => hub.ready()));
    // No kill comes after this one: a hub must get over connections that are silent for ever by itself.
    this.counters.hit('parting-vanish', this.toDatabase.vanish());
  }

  stop(): void {
    this.stopped = true;
  }

  /** Every kind once before any comes again. */
  private async lane<K extends string>(
    name: string,
    kinds: readonly K[],
    [from, to]: readonly [number, number],
    work: (kind: K) => Promise<void>,
  ): Promise<void> {
    const random = this.random.fork(name);
    let bag: readonly K[] = kinds;
    for (let n = 0; ; n++) {
      const pause = random.between(from, to);
      if (this.stopped || performance.now() + pause > this.until) return;
      await sleep(pause);
      const kind = bag[n % kinds.length]!;
      await work(kind);
      this.counters.hit(`${name}-${kind}`);
      if (n % kinds.length === kinds.length - 1) bag = random.shuffled(kinds);
    }
  }

  private async killHub(): Promise<void> {
    const hub = this.random.pick(this.hubs);
    await hub.kill();
    const from = performance.now();
    hub.start();
    // The next kill does not wait for it, and may end this very start.
    void hub.ready(30_000, true).then((ms) => ms !== null && this.db.wellSince(from) && this.readyAgainMs.push(ms));
  }

  private async hurt(kind: (typeof databaseFaults)[number], long: boolean): Promise<void> {
    if (kind === 'kill') return this.db.kill();
    if (kind === 'cut') return void this.toDatabase.cut();
    if (kind === 'vanish') return void this.toDatabase.vanish();
    if (kind === 'slow') return this.toDatabase.slow(20, 2000);
    if (kind === 'blackhole') return this.toDatabase.blackhole(long ? 5000 : 2000);
    this.db.freeze();
    await sleep(long ? 20_000 : 2000);
    this.db.thaw();
  }

  private async hurtCarrier(kind: (typeof carrierFaults)[number]): Promise<void> {
    if (kind === 'cut') this.toCarrier.cut();
    else if (kind === 'slow') await this.toCarrier.slow(200, 1500);
    else await this.toCarrier.blackhole(1500);
  }
}
