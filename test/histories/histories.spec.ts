import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshDatabase } from '../support/database.js';
import { newStage } from './stage.js';
import type { Stage } from './play.js';
import { Rig } from './rig.js';
import { search } from './search.js';

let stage: Stage;
let stop: () => Promise<void>;
beforeAll(async () => {
  const database = await freshDatabase();
  const dataDir = await mkdtemp(path.join(tmpdir(), 'shiftline-histories-'));
  const rig = await Rig.start(database.url, dataDir);
  stage = newStage(rig);
  stop = async () => {
    await rig.stop();
    await database.drop();
    await rm(dataDir, { recursive: true, force: true });
  };
});
afterAll(() => stop());

describe('a history of many persons, channels and receipts', () => {
  it('ends the same in whatever order, however often and however grouped it comes', async () => {
    const { found } = await search(stage, { count: 100, seed: 1, times: 2, lanes: 8 });
    expect(found.map(({ history, why }) => `${history}\n${why}`)).toEqual([]);
    expect(await stage.rig.counts()).toEqual(stage.ledger.counts);
  }, 90_000);

  it('and over HTTP, signed, at two hubs', async () => {
    const { found } = await search({ ...stage, overHttp: true }, { count: 16, seed: 2, times: 2, lanes: 8 });
    expect(found.map(({ history, why }) => `${history}\n${why}`)).toEqual([]);
    expect(await stage.rig.counts()).toEqual(stage.ledger.counts);
  }, 60_000);
});
