import { readdir, readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { moreReports, type TablesAnswer } from '#libs/contracts';
import { Database, ensurePartitions } from '#libs/platform';
import { hours, Log, minutes } from '../../libs/reports/src/testing/story.js';
import { tellStory } from '../support/report-log.js';
import { date, day, scheduleRig, today } from '../support/report-schedules.js';

/** Any of the other reports comes by itself as channel shift does, with the numbers of its own address. */
const rig = scheduleRig();
const { closing, put, runNow, smtp, sent } = rig;
const yesterday = () => `from=${date(today - day)}&to=${date(today)}`;

beforeAll(async () => {
  // Yesterday one of the queue "sales" was answered after seven minutes, as promised; one of "support" waits, and wrote a text.
  const log = new Log(new Date(today - day), 700_000);
  const iso = (at: number) => log.at(at).toISOString();
  const [one, two] = [log.customer('701'), log.customer('702')];
  one
    .rings(hours(9), { queue: 'sales', intent: 'billing' })
    .decided(hours(9))
    .accepts(hours(9) + minutes(1));
  one.delivered(hours(9) + minutes(2)).engaged(hours(9) + minutes(3));
  one.tells(hours(9) + minutes(10), 'thread.first_reply', {
    cycle: 1,
    by: '1',
    customerAt: iso(hours(9) + minutes(3)),
    promisedAt: iso(hours(10)),
  });
  two
    .rings(hours(11))
    .decided(hours(11))
    .accepts(hours(11) + minutes(1), 'sms');
  two.delivered(hours(11) + minutes(2), { channel: 'sms' }).engaged(hours(11) + minutes(3), 'sms');
  const eight = log.customer('703').rings(hours(12)).decided(hours(12));
  eight.chooses(hours(12) + minutes(1), 'callback').ends(hours(12) + minutes(2), false);
  await tellStory(rig.hub, log);
  // Yesterday may have been last month.
  await ensurePartitions(rig.hub.app.get(Database), new Date(today - day));
  await rig.hub.query(
    `insert into messages (thread_id, seq, created_at, sent_at, contact_id, direction, type, author_kind, channel, status)
     values ($1, 1, $2, $2, 702, 'inbound', 'text', 'contact', 'sms', 'received')`,
    [two.threadId, iso(hours(11) + minutes(3))],
  );
});

const answerOf = async (name: string, query: string) =>
  (await rig.hub.api<TablesAnswer>('GET', `/api/v1/reports/${name}?${query}`)).body;
const csvOf = async (name: string, query: string) => {
  const file = await fetch(`${rig.hub.url}/api/v1/reports/${name}.csv?${query}`, {
    headers: { authorization: `Bearer ${rig.hub.sandbox.apiKey}` },
  });
  expect(file.status).toBe(200);
  return file.text();
};
const report = 'first-response';

describe('every other report', () => {
  it.each(Object.values(moreReports))('$name comes into a folder as its address answers it', async (definition) => {
    const { name, tables } = definition;
    const { id } = await put({ report: name, to: { kind: 'file', folder: name } });
    await runNow(id);
    await sent();
    const folder = path.join(rig.hub.dataDir, 'reports', name);
    const end = `${date(today - day)}-schedule-${id}`;
    const json = `${name}-${end}.json`;
    const csvs = Object.keys(tables).map((table) => [table, `${name}-${table}-${end}.csv`] as const);
    expect((await readdir(folder)).toSorted()).toEqual([json, ...csvs.map(([, file]) => file)].toSorted());
    const told = JSON.parse(await readFile(path.join(folder, json), 'utf8')) as {
      reportName: string;
      report: TablesAnswer;
    };
    expect(told.reportName).toBe(name);
    const query = `${yesterday()}&asOf=${told.report.asOf}`;
    expect(told.report).toEqual(await answerOf(name, query));
    for (const [table, file] of csvs)
      expect(await readFile(path.join(folder, file), 'utf8')).toBe(await csvOf(name, `${query}&table=${table}`));
  });

  it('was compared where there is something to count', async () => {
    expect((await answerOf(report, yesterday())).tables.responses![0]).toMatchObject({ answered: 1, kept: 1 });
    expect((await answerOf('messages', yesterday())).tables.volume).toHaveLength(1);
    expect((await answerOf('callbacks', yesterday())).tables.callbacks![0]).toMatchObject({ callbacks: 1 });
  });
});

describe('by mail', () => {
  it('it is tables that people can read, with a file for each', async () => {
    await smtp();
    await runNow((await put({ report })).id);
    await sent();
    const [mail] = rig.server.mails;
    expect(mail!.subject).toMatch(/: First response, /);
    const text = mail!.text!.replaceAll(/\s+/g, ' ');
    expect(text).toContain('FIRST ANSWERS · BY QUEUE All: Cycles 4; Answered 1; Not answered yet 3; Median 7 mins;');
    expect(text).toContain('Sales: Cycles 3; Answered 1;');
    expect(text).toContain('Kept, share 100.0%');
    expect(text).toContain('BY WHOM A person: Answered 1; Median 7 mins; 90 % within 7 mins');
    expect(mail!.html).toMatch(/<th scope="col"[^>]*>Median, business time<\/th>/);
    expect(mail!.html).toMatch(/<th scope="row"[^>]*>Sales<\/th><td[^>]*>3<\/td><td[^>]*>1<\/td>/);
    const link = new URL(/http\S+/.exec(mail!.text!)![0]);
    expect(link.pathname).toBe('/reports/first-response');
    expect(Object.fromEntries(link.searchParams)).toEqual({ from: date(today - day), to: date(today) });
    expect(mail!.attachments.map(({ filename }) => filename!.replace(/-\d.*/, ''))).toEqual([
      'first-response-responses',
      'first-response-answeredBy',
    ]);
    for (const [n, table] of ['responses', 'answeredBy'].entries())
      expect(mail!.attachments[n]!.content.toString()).toBe(await csvOf(report, `${yesterday()}&table=${table}`));
  });

  it('it speaks German where the company does', async () => {
    await smtp();
    const { body } = await rig.hub.api('GET', '/api/v1/workspace');
    await rig.hub.api('PUT', '/api/v1/workspace', { ...body, language: 'de-DE' });
    await runNow((await put({ report: 'callbacks' })).id);
    await sent();
    await rig.hub.api('PUT', '/api/v1/workspace', body);
    const [mail] = rig.server.mails;
    expect(mail!.subject).toMatch(/: Rückrufe, /);
    const text = mail!.text!.replaceAll(/\s+/g, ' ');
    expect(text).toContain('GEWÄHLT UND ERLEDIGT · NACH WARTESCHLANGE Alle: Episoden 6; Rückrufe 1; Anteil 16,7 %');
    expect(text).toContain('NOCH FÄLLIG, NACH ALTER in der letzten Stunde: Fällig');
  });

  it('it is about what it is narrowed to', async () => {
    await smtp();
    await runNow((await put({ report, filter: { queue: 'sales' } })).id);
    await sent();
    const [mail] = rig.server.mails;
    expect(mail!.text!.replaceAll(/\s+/g, ' ')).toContain('All: Cycles 3; Answered 1;');
    expect(mail!.text).toMatch(/&queue=sales$/m);
  });
});

it('another system gets what the address answers', async () => {
  const got: { report: TablesAnswer; type: string; reportName: string; files?: unknown }[] = [];
  const company = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      got.push(JSON.parse(Buffer.concat(chunks).toString()));
      response.writeHead(204).end();
    });
  });
  await new Promise<void>((resolve) => company.listen(0, '127.0.0.1', resolve));
  closing.push(() => company.close());
  const url = `http://127.0.0.1:${(company.address() as AddressInfo).port}/reports`;
  await runNow((await put({ report: 'handoff-steps', to: { kind: 'webhook', url } })).id);
  await sent();
  expect(got).toHaveLength(1);
  expect(got[0]).toMatchObject({ type: 'report.ready', reportName: 'handoff-steps' });
  expect(got[0]!.files).toBeUndefined();
  const { tables } = await answerOf('handoff-steps', `${yesterday()}&asOf=${got[0]!.report.asOf}`);
  expect(tables.steps![0]).toMatchObject({ step: 'offered', reached: 6 });
  expect(got[0]!.report.tables).toEqual(tables);
});

describe('what cannot be asked of them', () => {
  it.each([
    ['groups', { groupBy: ['queue'] }, 'groupBy'],
    ['a line', { filter: { line: '+442079460000' } }, 'filter'],
    ['a report there is not', { report: 'profits' }, 'report'],
  ])('is %s', async (_, change, field) => {
    const refused = await put({ report: 'callbacks', ...change }, 400);
    expect(refused.errors!.map((fault) => fault.path)).toEqual([field]);
  });

  it('and who names none means channel shift', async () => {
    expect((await put()).report).toBe('channel-shift');
  });
});
