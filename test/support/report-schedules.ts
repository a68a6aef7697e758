import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import type { Problem, ReportRun, ReportSchedule, SmtpSettings } from '#libs/contracts';
import { days, hours, Log, minutes } from '../../libs/reports/src/testing/story.js';
import { eventually, startTestHub, type TestHub } from './hub.js';
import { hurried } from './hurry.js';
import { type MailServer, startMailServer } from './mail-server.js';
import { tellStory } from './report-log.js';

export const day = days(1);
/** When it began. No day ends, nor becomes final, while the tests of a file are at it. */
export let today = 0;
/** The last day whose calls are final after seven days and an hour. */
export let finalDay = 0;
async function lookAtTheClock(): Promise<void> {
  const left = hours(1) - (Date.now() % hours(1));
  if (left < minutes(3) && [23, 0].includes(new Date().getUTCHours())) await sleep(left + 1000);
  today = Math.floor(Date.now() / day) * day;
  finalDay = Math.floor((Date.now() - days(7) - hours(1)) / day) * day - day;
}
export const date = (at: number) => new Date(at).toISOString().slice(0, 10);

/** What is due is looked at every five seconds and targets every ten, here as many times as often. */
const times = 10;
export const twoRounds = (2 * 10_000) / times;
export const startHurriedHub = (beside?: TestHub) => hurried(times, () => startTestHub({}, beside));

/** A hub on UTC with a mail server and eleven calls to report on, for every test of a file; schedules go with their test. */
export function scheduleRig() {
  let hub: TestHub;
  let server: MailServer;
  const closing: (() => unknown)[] = [];

  beforeAll(async () => {
    await lookAtTheClock();
    hub = await startHurriedHub();
    const { body } = await hub.api<{ calendar: object }>('GET', '/api/v1/work-settings');
    await hub.api('PUT', '/api/v1/work-settings', { ...body, calendar: { ...body.calendar, timeZone: 'UTC' } });
    server = await startMailServer();
    await tellStory(hub, story());
  }, 300_000);
  afterAll(async () => {
    await server?.stop();
    await hub?.stop();
  });
  afterEach(async () => {
    for (const close of closing.splice(0)) await close();
    for (const { id } of await schedules()) await hub.api('DELETE', `/api/v1/reports/schedules/${id}`);
    server.mails.length = 0;
  });

  const schedules = async () =>
    (await hub.api<{ items: ReportSchedule[] }>('GET', '/api/v1/reports/schedules')).body.items;
  const lastRun = async () => (await schedules())[0]?.lastRun ?? null;
  return {
    get hub() {
      return hub;
    },
    get server() {
      return server;
    },
    /** What a test opened, closed after it. */
    closing,
    lastRun,
    smtp: (change: object = {}) =>
      hub.api<{ settings: SmtpSettings } & Problem>('PUT', '/api/v1/reports/smtp', {
        host: '127.0.0.1',
        port: server.port,
        from: 'reports@example.com',
        tls: 'none',
        ...change,
      }),
    put: async (change: object = {}, status = 200) => {
      const answer = await hub.api<ReportSchedule & Problem>('PUT', '/api/v1/reports/schedules', {
        name: 'Morning numbers',
        every: 'day',
        // Not while a test is at it.
        at: new Date(Date.now() + hours(12)).toISOString().slice(11, 16),
        to: { kind: 'email', addresses: ['ada@example.com', 'bob@example.com'] },
        ...change,
      });
      expect(answer.status, JSON.stringify(answer.body)).toBe(status);
      return answer.body;
    },
    runNow: (id: string) => hub.api<ReportRun>('POST', `/api/v1/reports/schedules/${id}/run`, {}),
    /** Nobody waits out the time between two tries. */
    sent: () =>
      eventually(async () => {
        await hub.query(`update jobs set run_at = now() where kind = 'report.send'`);
        return (await lastRun())?.status === 'sent';
      }),
    failure: () => eventually(async () => (await lastRun())?.error, 45_000),
  };
}

/** That day seven of eight were engaged, and one of them called again; yesterday two of three. */
function story(): Log {
  const log = new Log(new Date(finalDay));
  for (let n = 0; n < 8; n++) {
    const one = log.customer(String(n + 1));
    const at = hours(9) + minutes(n);
    one.rings(at).decided(at + 1000);
    if (n === 7) continue;
    one
      .accepts(at + 5000)
      .delivered(at + 6000)
      .engaged(at + minutes(2))
      .resolved(at + minutes(30));
    if (n === 0) one.rings(at + hours(3));
  }
  for (let n = 0; n < 3; n++) {
    const one = log.customer(String(n + 20));
    const at = today - day - finalDay + hours(23) + minutes(n);
    one.rings(at, { queue: 'sales' }).decided(at + 1000);
    if (n < 2)
      one
        .accepts(at + 2000)
        .delivered(at + 3000)
        .engaged(at + 4000);
  }
  return log;
}
