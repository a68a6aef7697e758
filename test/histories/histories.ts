import 'reflect-metadata';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { isDeepStrictEqual, parseArgs } from 'node:util';
import { migrate, startEmbeddedPg } from '#libs/platform';
import { dataSourceOptions } from '../../apps/hub/src/data-source.js';
import { Teardown } from '../bench/teardown.js';
import { Rig } from './rig.js';
import { search } from './search.js';
import { newStage } from './stage.js';

const text = { type: 'string' } as const;
const flag = { type: 'boolean', default: false } as const;
const { values } = parseArgs({
  options: { count: text, seed: text, times: text, lanes: text, http: flag, raw: flag },
});
const count = Number(values.count ?? 1000);
const seed = Number(values.seed ?? Math.floor(Math.random() * 1e6));
const times = Number(values.times ?? 3);

const teardown = new Teardown();
try {
  process.exitCode = await run();
} catch (error) {
  console.error(error);
  process.exitCode = 2;
} finally {
  await teardown.run();
}

async function run(): Promise<number> {
  const dir = await mkdtemp(path.join(tmpdir(), 'shiftline-histories-'));
  teardown.add(() => rm(dir, { recursive: true, force: true }));
  const settings = { fsync: 'off', full_page_writes: 'off', max_wal_size: '2GB' };
  const pg = await startEmbeddedPg({ dir: path.join(dir, 'postgres'), database: 'histories', settings });
  teardown.add(() => pg.stop());
  await migrate({ ...dataSourceOptions(pg.url), poolSize: 3 });
  const rig = await Rig.start(pg.url, dir);
  teardown.add(() => rig.stop());
  const stage = newStage(rig, values.http);
  const start = performance.now();
  const took = () => `${((performance.now() - start) / 1000).toFixed(0)} s`;
  const { histories, deliveries, found } = await search(stage, {
    count,
    seed,
    times,
    shrink: !values.raw,
    lanes: Number(values.lanes ?? 16),
    progress: (n) => n % 500 === 0 && console.log(`${n} of ${count} histories, ${took()}`),
  });
  for (const { history, why } of found) console.log(`\n${history}\n${why}`);
  const counts = await rig.counts();
  const balanced = isDeepStrictEqual(counts, stage.ledger.counts);
  const { received, applied, duplicate, quarantined } = counts;
  console.log(`received=${received} applied=${applied} duplicate=${duplicate} quarantined=${quarantined} in ${took()}`);
  if (!balanced) console.log(`  and not ${JSON.stringify(stage.ledger.counts)}`);
  console.log(`histories=${histories} deliveries=${deliveries} different=${found.length} seed=${seed}`);
  return found.length === 0 && balanced ? 0 : 1;
}
