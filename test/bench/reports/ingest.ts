import pg from 'pg';
import { stopChild } from '../child.js';
import { BenchDatabase } from '../database.js';
import { Contender } from '../ingest/contender.js';
import { sender, startMetaHub } from '../ingest/meta-hub.js';
import { median } from '../percentiles.js';
import type { Teardown } from '../teardown.js';

export interface Ingest {
  name: string;
  perSecond: number;
  /** CPU of hub and PostgreSQL for a webhook. */
  microseconds: number;
}

const rounds = 9;
const seconds = 3;

/** Webhooks into two hubs on one server in turns: one folds facts, the other does not. */
export async function measureIngest(dataDir: string, teardown: Teardown): Promise<Ingest[]> {
  const names = ['facts_on', 'facts_off'];
  const database = await BenchDatabase.attach(dataDir, names);
  teardown.add(() => database.close());
  const contenders: Contender[] = [];
  for (const name of names) {
    const hub = await startMetaHub(dataDir, database.urlOf(name), (child) => teardown.add(() => stopChild(child)));
    contenders.push(new Contender(name, hub, database.postmaster, sender));
  }
  teardown.add(() => contenders.forEach(({ connections }) => connections.close()));
  // Whose log says nowhere how far it has been folded is not folded.
  const unfolded = new pg.Client({ connectionString: database.urlOf('facts_off') });
  await unfolded.connect();
  await unfolded.query('delete from report_progress');
  await unfolded.end();
  for (const each of contenders) {
    await each.introduce();
    // Plans are cached, code is compiled.
    await each.round(1);
    each.rounds.length = 0;
  }
  for (let round = 0; round < rounds; round++) {
    for (const each of round % 2 ? contenders.toReversed() : contenders) await each.round(seconds);
  }
  return contenders.map(({ name, rounds: own }) => ({
    name,
    perSecond: median(own.map((each) => each.perSecond)),
    microseconds: median(own.map((each) => each.nodeUs + each.postgresUs)),
  }));
}
