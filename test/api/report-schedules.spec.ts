import { createHmac } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { createServer as createHttpServer, type IncomingHttpHeaders } from 'node:http';
import { type AddressInfo, createServer, type Server } from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type {
  ChannelShiftReport,
  Problem,
  ReportRun,
  ReportSchedule,
  SmtpSettings,
  TargetAlert,
} from '#libs/contracts';
import { days, hours, Log, minutes } from '../../libs/reports/src/testing.js';
import { problem } from '../support/conversations.js';
import { eventually, freePort, startTestHub, type TestHub } from '../support/hub.js';
import { hurried } from '../support/hurry.js';
import { type MailServer, startMailServer } from '../support/mail-server.js';
import { signIn } from '../support/people.js';
import { tellStory } from '../support/report-log.js';

/** What is due is looked at every five seconds and targets every ten, here as many times as often. */
const times = 10;
const twoRounds = (2 * 10_000) / times;
let hub: TestHub;
let server: MailServer;
const closing: (() => unknown)[] = [];
const day = days(1);
const today = Math.floor(Date.now() / day) * day;
/** The last day whose calls are final after seven days and an hour. */
const finalDay = Math.floor((Date.now() - days(7) - hours(1)) / day) * day - day;
const date = (at: number) => new Date(at).toISOString().slice(0, 10);

beforeAll(async () => {
  hub = await hurried(times, () => startTestHub());
  const { body } = await hub.api<{ calendar: object }>('GET', '/api/v1/work-settings');
  await hub.api('PUT', '/api/v1/work-settings', { ...body, calendar: { ...body.calendar, timeZone: 'UTC' } });
  server = await startMailServer();
  // That day seven of eight were engaged, and one of them called again; yesterday two of three.
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
  await tellStory(hub, log);
}, 120_000);
afterAll(async () => {
  await server.stop();
  await hub.stop();
});
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
  for (const { id } of await schedules()) await hub.api('DELETE', `/api/v1/reports/schedules/${id}`);
  server.mails.length = 0;
});

const smtp = (change: object = {}) =>
  hub.api<{ settings: SmtpSettings } & Problem>('PUT', '/api/v1/reports/smtp', {
    host: '127.0.0.1',
    port: server.port,
    from: 'reports@example.com',
    tls: 'none',
    ...change,
  });
const schedules = async () =>
  (await hub.api<{ items: ReportSchedule[] }>('GET', '/api/v1/reports/schedules')).body.items;
async function put(change: object = {}, status = 200) {
  const answer = await hub.api<ReportSchedule & Problem>('PUT', '/api/v1/reports/schedules', {
    name: 'Morning numbers',
    every: 'day',
    at: '07:00',
    to: { kind: 'email', addresses: ['ada@example.com', 'bob@example.com'] },
    ...change,
  });
  expect(answer.status, JSON.stringify(answer.body)).toBe(status);
  return answer.body;
}
const runNow = (id: string) => hub.api<ReportRun>('POST', `/api/v1/reports/schedules/${id}/run`, {});
const lastRun = async () => (await schedules())[0]?.lastRun ?? null;
/** Nobody waits out the time between two tries. */
const hurry = () => hub.query(`update jobs set run_at = now() where kind = 'report.send' and lease_until is null`);
const sent = () => eventually(async () => (await lastRun())?.status === 'sent', 15_000);
const failure = () => eventually(async () => (await lastRun())?.error, 45_000);

describe('a report by mail', () => {
  it('has the numbers of the report itself, says what is pending, and leads there', async () => {
    await smtp();
    const { id } = await put({ groupBy: ['queue'] });
    expect((await runNow(id)).status).toBe(202);
    await sent();
    const [mail, ...others] = server.mails;
    expect(others).toEqual([]);
    expect(mail!.recipients).toEqual(['ada@example.com', 'bob@example.com']);
    expect(mail!.from!.value[0]!.address).toBe('reports@example.com');

    const query = `from=${date(today - day)}&to=${date(today)}&groupBy=queue`;
    const compare = `&compareFrom=${date(today - 2 * day)}&compareTo=${date(today - day)}`;
    const { body } = await hub.api<ChannelShiftReport>('GET', `/api/v1/reports/channel-shift?${query}${compare}`);
    const line = (label: string) =>
      new RegExp(`^${label.replace(/[.*+?()]/g, '\\$&')}: ([\\d.]+) %? ?(?:\\((\\d+) / (\\d+)\\))?(, pending)?`, 'm')
        .exec(mail!.text!.replaceAll('%', ' %').replaceAll(/ +/g, ' '))
        ?.slice(1);
    const { counts, rates } = body;
    const shown = (rate: number | null) => (rate! * 100).toFixed(1);
    expect(mail!.text).toMatch(new RegExp(`^Episodes: ${counts.episodes} `, 'm'));
    expect(counts).toMatchObject({ episodes: 3, engaged: 2 });
    expect(line('Accepted, of offered')).toEqual([shown(rates.acceptance), '2', '3', undefined]);
    expect(line('Channel shift: engaged, of episodes')).toEqual([shown(rates.channelShift), '2', '3', ', pending']);
    expect(line('Bounced, of delivered, 7d')).toEqual([shown(rates.bounce['7d']), '0', '2', ', pending']);
    expect(mail!.text).toContain('The one before: –');
    expect(mail!.text).toContain('Net savings need prices that nobody has entered');
    for (const number of ['66.7', '2 / 3']) expect(mail!.html).toContain(number);

    const link = new URL(/http\S+/.exec(mail!.text!)![0]);
    expect(link.origin + link.pathname).toBe(`${hub.url}/reports/channel-shift`);
    expect(Object.fromEntries(link.searchParams)).toEqual({
      from: date(today - day),
      to: date(today),
      compare: 'true',
      groupBy: 'queue',
    });
    const csv = await fetch(`${hub.url}/api/v1/reports/channel-shift.csv?${query}&of=summary`, {
      headers: { authorization: `Bearer ${hub.sandbox.apiKey}` },
    });
    expect(csv.status).toBe(200);
    expect(mail!.attachments[0]).toMatchObject({ contentType: 'text/csv' });
    expect(mail!.attachments[0]!.content.toString()).toBe(await csv.text());
  });

  it('speaks German where the company does', async () => {
    await smtp();
    const { body } = await hub.api('GET', '/api/v1/workspace');
    await hub.api('PUT', '/api/v1/workspace', { ...body, language: 'de-DE', company: 'Strom & <Gas>' });
    const { id } = await put();
    await runNow(id);
    await sent();
    await hub.api('PUT', '/api/v1/workspace', body);
    const [mail] = server.mails;
    expect(mail!.subject).toMatch(/^Strom & <Gas>: Kanalwechsel, /);
    expect(mail!.text!.replaceAll('\u00a0', ' ')).toContain('66,7 %');
    expect(mail!.html).toContain('Strom &amp; &lt;Gas&gt;');
  });

  it('is about what it is narrowed to', async () => {
    await smtp();
    const { id } = await put({ filter: { queue: 'support' } });
    await runNow(id);
    await sent();
    expect(server.mails[0]!.text).toMatch(/^Episodes: 0 /m);
    expect(server.mails[0]!.text).toMatch(/&queue=support$/m);
  });

  it('is tried again where the server refuses, and said in words', async () => {
    let refusals = 0;
    const strict = await startMailServer({
      onMailFrom: (_, __, done) =>
        refusals++ === 0 ? done(Object.assign(new Error('Greylisted, come back'), { responseCode: 451 })) : done(),
    });
    closing.push(() => strict.stop());
    await smtp({ port: strict.port });
    await runNow((await put()).id);
    expect(await failure()).toMatch(/refused the mail: 451 Greylisted, come back/);
    expect((await lastRun())!.status).toBe('waiting');
    await hurry();
    await sent();
    expect(strict.mails).toHaveLength(1);
    expect((await lastRun())!.tries).toBe(2);
  });

  it('waits for a server that takes its time', async () => {
    const slow = await startMailServer({ onMailFrom: (_, __, done) => void setTimeout(done, 3000) });
    closing.push(() => slow.stop());
    await smtp({ port: slow.port });
    await runNow((await put()).id);
    await sent();
    expect((await lastRun())!.tries).toBe(1);
    expect(slow.mails).toHaveLength(1);
  });

  it('says whom the server did not take', async () => {
    const picky = await startMailServer({
      onRcptTo: ({ address }, _, done) => done(address.startsWith('bob') ? new Error('No such user') : null),
    });
    closing.push(() => picky.stop());
    await smtp({ port: picky.port });
    await runNow((await put()).id);
    await sent();
    expect((await lastRun())!.error).toBe('not taken for bob@example.com');
    expect(picky.mails[0]!.recipients).toEqual(['ada@example.com']);
  });

  it('waits for nobody who is dead, or silent', { timeout: 90_000 }, async () => {
    await smtp({ port: await freePort() });
    const { id } = await put();
    await runNow(id);
    expect(await failure()).toMatch(/cannot be reached \(ECONNREFUSED\)/);
    const silent: Server = createServer(() => {});
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    closing.push(() => silent.close());
    await smtp({ port: (silent.address() as AddressInfo).port });
    const begun = Date.now();
    await runNow(id);
    expect(await eventually(async () => /did not answer in time/.test((await lastRun())?.error ?? ''), 40_000)).toBe(
      true,
    );
    expect(Date.now() - begun).toBeLessThan(35_000);
  });
});

describe('the mail server', () => {
  it('is set by administrators; its password is told to nobody and leaves no other way', async () => {
    const secret = 'correct horse battery';
    const strict = await startMailServer({
      authOptional: false,
      allowInsecureAuth: true,
      authMethods: ['PLAIN'],
      onAuth: ({ username, password }, _, done) =>
        username === 'hub' && password === secret ? done(null, { user: username }) : done(new Error('No')),
    });
    closing.push(() => strict.stop());
    const { body } = await smtp({ port: strict.port, user: 'hub', password: secret });
    expect(body.settings).toMatchObject({ user: 'hub', hasPassword: true });
    expect(JSON.stringify(body)).not.toContain(secret);
    const [row] = await hub.query<{ password: Buffer }>('select password from report_smtp');
    expect(row!.password.toString('latin1')).not.toContain('horse');
    const test = () => hub.api<Problem>('POST', '/api/v1/reports/smtp/test', { to: 'ada@example.com' });
    expect((await test()).status).toBe(204);
    expect(strict.mails[0]!.subject).toBe('Shiftline can send mail');
    // Left out it stays, as long as it is for the same server and user.
    expect((await smtp({ port: strict.port, user: 'hub' })).body.settings.hasPassword).toBe(true);
    expect((await smtp({ host: 'localhost', port: strict.port, user: 'hub' })).body.settings.hasPassword).toBe(false);
    await smtp({ port: strict.port, user: 'hub', password: 'wrong' });
    const refused = await test();
    expect([refused.status, problem(refused.body)]).toEqual([502, 'mail-not-sent']);
    expect(refused.body.detail).toMatch(/refused the user or the password/);
    const supervisor = await signIn(hub, 'supervisor');
    const asked = await hub.api('PUT', '/api/v1/reports/smtp', {}, supervisor);
    expect(asked.status).toBe(403);
  });

  it('without TLS is no server where TLS is asked for', async () => {
    await smtp({ tls: 'starttls' });
    const refused = await hub.api<Problem>('POST', '/api/v1/reports/smtp/test', { to: 'ada@example.com' });
    expect(refused.status).toBe(502);
    expect(server.mails).toEqual([]);
  });
});

describe('a report to another system', () => {
  it('is signed, and the same each time it is tried', async () => {
    const got: { headers: IncomingHttpHeaders; body: string }[] = [];
    const company = createHttpServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        got.push({ headers: request.headers, body: Buffer.concat(chunks).toString() });
        response.writeHead(got.length === 1 ? 500 : 204).end();
      });
    });
    await new Promise<void>((resolve) => company.listen(0, '127.0.0.1', resolve));
    closing.push(() => company.close());
    const url = `http://127.0.0.1:${(company.address() as AddressInfo).port}/reports`;
    const { id, secret, to } = await put({ to: { kind: 'webhook', url } });
    expect(secret).toMatch(/^[\w-]{43}$/);
    expect(to).toEqual({ kind: 'webhook', url });
    expect((await put({ id, to: { kind: 'webhook', url } })).secret).toBeNull();
    await runNow(id);
    expect(await failure()).toBe('it answered 500');
    await hurry();
    await sent();
    expect(got).toHaveLength(2);
    expect(got[1]!.body).toBe(got[0]!.body);
    expect(got[1]!.headers['shiftline-event-id']).toBe(got[0]!.headers['shiftline-event-id']);
    const { headers, body } = got[1]!;
    const hmac = createHmac('sha256', secret!)
      .update(`${headers['shiftline-timestamp'] as string}.${body}`)
      .digest('hex');
    expect(headers['shiftline-signature']).toBe(`v1=${hmac}`);
    const told = JSON.parse(body) as { type: string; report: ChannelShiftReport };
    expect(told).toMatchObject({ type: 'report.ready', name: 'Morning numbers', report: { counts: { engaged: 2 } } });
  });
});

describe('a report in a folder', () => {
  it('is a file with its numbers and one with its lines', async () => {
    const { id } = await put({ to: { kind: 'file', folder: 'Board 1' } });
    await runNow(id);
    await sent();
    const folder = path.join(hub.dataDir, 'reports', 'Board 1');
    const name = `channel-shift-${date(today - day)}-schedule-${id}`;
    expect((await readdir(folder)).sort()).toEqual([`${name}.csv`, `${name}.json`]);
    const told = JSON.parse(await readFile(path.join(folder, `${name}.json`), 'utf8')) as {
      report: ChannelShiftReport;
    };
    expect(told.report.counts.episodes).toBe(3);
    expect(await readFile(path.join(folder, `${name}.csv`), 'utf8')).toMatch(/^row,/);
  });

  it.each(['../up', 'a/b', '..', '/etc', 'a\\b', '.hidden', ''])('goes nowhere by the name %s', async (folder) => {
    const refused = await put({ to: { kind: 'file', folder } }, 400);
    expect(refused.errors!.map((fault) => fault.path)).toEqual(['to.folder']);
  });
});

describe('when it is due', () => {
  const since = (at: string) => hub.query(`update report_schedules set since = now() - interval '${at}'`);

  it('goes out once, from two hubs, and once for all the days nobody was there', { timeout: 120_000 }, async () => {
    await smtp();
    const second = await hurried(times, () => startTestHub({}, hub));
    closing.push(() => second.stop());
    // A minute that has just begun; a schedule that is four days old.
    const at = new Date().toISOString().slice(11, 16);
    await put({ at });
    // What was due before it was made is not.
    await sleep(twoRounds);
    expect(await lastRun()).toBeNull();
    await since('4 days');
    await sent();
    await sleep(twoRounds);
    expect(server.mails).toHaveLength(1);
    const runs = await hub.query<{ due: Date }>('select due_at as due from report_runs');
    expect(runs.map(({ due }) => due.toISOString().slice(11, 16))).toEqual([at]);
  });

  it('is sent by the next hub where one died on the way', async () => {
    await smtp();
    const { id } = await put();
    // As a crash leaves it: begun six minutes ago, by a job whose lease has run out.
    const due = new Date(today).toISOString();
    await hub.query(
      `insert into report_runs (schedule_id, due_at, tries, started_at) values ($1, $2, 1, now() - interval '6 minutes')`,
      [id, due],
    );
    await hub.query(
      `insert into jobs (kind, payload, attempts, lease_until) values ('report.send', $1, 1, now() - interval '1 s')`,
      [JSON.stringify({ scheduleId: id, dueAt: due })],
    );
    await sent();
    expect(server.mails).toHaveLength(1);
    expect((await lastRun())!.tries).toBe(2);
  });

  it.each([
    ['a week without its weekday', { every: 'week' }, 'weekday'],
    ['a time that is none', { at: '24:00' }, 'at'],
    ['an address that is none', { to: { kind: 'email', addresses: ['ada'] } }, 'to.addresses.0'],
    ['nobody', { to: { kind: 'email', addresses: [] } }, 'to.addresses'],
    ['another kind of address', { to: { kind: 'webhook', url: 'ftp://example.com' } }, 'to.url'],
  ])('refuses %s', async (_, change, field) => {
    const refused = await put(change, 400);
    expect(refused.errors!.map((fault) => fault.path)).toEqual([field]);
  });

  it('refuses a queue nobody has, and another’s name', async () => {
    expect(problem(await put({ filter: { queue: 'nowhere' } }, 400))).toBe('unknown-queue');
    await put();
    const { id } = await put({ name: 'Evening numbers' });
    expect(problem(await put({ id }, 409))).toBe('schedule-name-taken');
    expect((await put({ id, name: 'Late numbers' })).name).toBe('Late numbers');
    expect((await put({ id: '987654', name: 'None' }, 404)).status).toBe(404);
  });
});

describe('targets', () => {
  const target = (body: object) => hub.api<{ id: string } & Problem>('PUT', '/api/v1/reports/targets', body);
  const alerts = async () => (await hub.api<{ items: TargetAlert[] }>('GET', '/api/v1/reports/alerts')).body.items;

  it('raise an alert of a day that is final, once, and mails tell it', { timeout: 90_000 }, async () => {
    await smtp();
    const from = date(today - 30 * day);
    const goals = [
      { metric: 'verifiedPerAccepted', window: '7d', bound: 'atLeast', value: 0.9 },
      { metric: 'bounce', window: '7d', bound: 'atMost', value: 0.5 },
      // Missed yesterday, which is still pending.
      { metric: 'channelShift', bound: 'atLeast', value: 0.9 },
    ];
    for (const goal of goals) expect((await target({ ...goal, from })).status).toBe(200);
    const checks = () => hub.query<{ id: string }>('select id from report_target_checks');
    await eventually(async () => (await checks()).length === 3, 30_000);
    const expected = { metric: 'verifiedPerAccepted', day: date(finalDay), actual: 6 / 7, value: 0.9, latest: true };
    expect(await alerts()).toEqual([expect.objectContaining(expected)]);
    await runNow((await put()).id);
    await sent();
    expect(server.mails[0]!.text).toMatch(
      /missed:\n- .*: Verified deflection, of accepted, 7d 85\.7% \(at least 90\.0%\)/,
    );
    // A stricter value from today on says nothing of a day that has been looked at.
    expect((await target({ ...goals[1]!, value: 0, from })).status).toBe(200);
    await sleep(twoRounds);
    expect(await checks()).toHaveLength(3);
  });

  it('say nothing of a day while a call of it can still change', async () => {
    // Accepted so long after it began that it is not final by the time its day is looked at.
    const from = Math.floor((Date.now() - hours(25)) / day) * day - day;
    const log = new Log(new Date(from), 900_000);
    const late = Date.now() - hours(20) - from;
    const one = log
      .customer('900001')
      .rings(hours(23))
      .decided(hours(23) + 1000);
    one.accepts(late).delivered(late + 1000);
    await tellStory(hub, log);
    const { body } = await target({
      metric: 'acceptance',
      bound: 'atLeast',
      value: 0.5,
      from: date(today - 30 * day),
    });
    const checks = () => hub.query('select from report_target_checks where target_id = $1', [body.id]);
    await sleep(twoRounds);
    expect(await checks()).toEqual([]);
    await hub.query(
      `update report_episodes set accepted_at = accepted_at - interval '1 day' where contact_id = 900001`,
    );
    await eventually(async () => (await checks()).length === 1);
  });

  it.each([
    ['a window where there is none', { metric: 'channelShift', window: '24h' }],
    ['none where there is one', { metric: 'bounce' }],
    ['more than everything', { metric: 'channelShift', value: 1.5 }],
  ])('refuse %s', async (_, change) => {
    expect((await target({ bound: 'atLeast', value: 0.5, from: '2026-01-01', ...change })).status).toBe(400);
  });

  it('refuse a queue nobody has', async () => {
    const refused = await target({
      metric: 'offer',
      bound: 'atLeast',
      value: 0.5,
      from: '2026-01-01',
      queue: 'nowhere',
    });
    expect(problem(refused.body)).toBe('unknown-queue');
  });
});
