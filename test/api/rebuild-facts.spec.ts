import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Database } from '#libs/platform';
import { rebuild } from '#libs/reports';
import { randomBy, randomStory } from '../../libs/reports/src/testing/random-story.js';
import { startTestHub, type TestHub } from '../support/hub.js';
import { tellStory } from '../support/report-log.js';

const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 1e6));
let hub: TestHub;
beforeAll(async () => {
  hub = await startTestHub();
  const random = randomBy(seed);
  const { events } = randomStory(random, 60);
  for (let n = 0; n < events.length;) {
    const size = 1 + Math.floor(random() * 200);
    await tellStory(hub, { events: events.slice(n, n + size) });
    n += size;
  }
});
afterAll(() => hub?.stop());

/** The command as an operator runs it, beside the hub. */
async function command(...args: string[]): Promise<{ code: number; said: string }> {
  const env = { ...process.env, DATABASE_URL: hub.databaseUrl, DATA_DIR: hub.dataDir };
  try {
    const { stdout } = await promisify(execFile)('node', ['dist/apps/cli/src/main.js', 'rebuild-facts', ...args], {
      env,
    });
    return { code: 0, said: stdout };
  } catch (error) {
    const { code, stderr } = error as { code: number; stderr: string };
    return { code, said: stderr };
  }
}

const report = async () => {
  const period = 'from=2026-03-23&to=2026-04-20';
  const { body } = await hub.api<{ asOf: string }>('GET', `/api/v1/reports/channel-shift?${period}&groupBy=intent`);
  return { ...body, asOf: '' };
};
const spoiled = () => hub.query<{ id: string }>(`select id from report_episodes where queue = 'spoiled'`);

describe(`Facts folded anew (seed ${seed})`, { timeout: 90_000 }, () => {
  it('are the same to the byte, however they came', async () => {
    const { code, said } = await command();
    expect(said).toMatch(
      /before ([0-9a-f]{32}) \((\d+) facts\)\nafter {2}\1 \(\2 facts\)\n\d+ events and \d+ facts a second\nthe same\n$/,
    );
    expect(code).toBe(0);
  });

  it('that come out otherwise change nothing, unless that is forced', async () => {
    await hub.query(`update report_episodes set queue = 'spoiled' where id = (select min(id) from report_episodes)`);
    const refused = await command();
    expect(refused).toMatchObject({ code: 1, said: expect.stringContaining('nothing has been changed') });
    expect(await spoiled()).toHaveLength(1);
    const forced = await command('--force');
    expect(forced).toMatchObject({ code: 0, said: expect.stringContaining('is kept') });
    expect(await spoiled()).toEqual([]);
  });

  it('are read as they were until they are done, and what happens meanwhile follows', async () => {
    const before = await report();
    const db = Database.connect(hub.databaseUrl);
    let seen = 0;
    const reading: Promise<unknown>[] = [];
    await db.transaction(async (sql) => {
      await rebuild(sql, {
        progress: () => {
          if (seen++ === 0) reading.push(report());
        },
      });
      expect(await Promise.all(reading)).toEqual([before]);
    });
    await db.close();
    expect(seen).toBeGreaterThan(0);
    expect(await report()).toEqual(before);
    const call = { providerCallId: 'later', from: '+447700900777', to: hub.sandbox.voice.number };
    const { body } = await hub.api<{ id: string }>('POST', '/api/v1/calls', call);
    await expect
      .poll(() => hub.query('select from report_episodes where call_ids = array[$1::bigint]', [body.id]))
      .toHaveLength(1);
  });
});
