import { afterAll, describe, expect, it } from 'vitest';
import { Teardown } from '../bench/teardown.js';
import { run } from './rig.js';

/** A short, seeded run of `npm run chaos`: two hubs as processes of their own, killed while everybody writes. */
const teardown = new Teardown();
afterAll(() => teardown.run(), 30_000);

describe('two hubs under kill -9, a database that crashes and a carrier that keeps its answers', () => {
  it('lose nothing, do nothing twice and show nothing out of order', async () => {
    const { verdict, counters } = await run(
      {
        seed: 7,
        seconds: 10,
        webhooks: 300,
        sends: 60,
        hubs: 2,
        consoles: 8,
        mutant: undefined,
        mutants: false,
        keep: false,
      },
      teardown,
    );
    expect(verdict.examples()).toEqual([]);
    for (const kind of ['hub-kill', 'database-kill', 'carrier-cut', 'repeated'])
      expect([kind, counters.of(kind)]).not.toEqual([kind, 0]);
  }, 120_000);
});
