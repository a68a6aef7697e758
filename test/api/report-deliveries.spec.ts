import { createHmac } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { createServer as createHttpServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ChannelShiftReport } from '#libs/contracts';
import { date, day, scheduleRig, today } from '../support/report-schedules.js';

const rig = scheduleRig();
const { closing, put, runNow, sent, failure } = rig;

describe('a report to another system', () => {
  it('is signed, and the same each time it is tried', async () => {
    let failing = true;
    const got: { headers: IncomingHttpHeaders; body: string }[] = [];
    const company = createHttpServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        got.push({ headers: request.headers, body: Buffer.concat(chunks).toString() });
        response.writeHead(failing ? 500 : 204).end();
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
    failing = false;
    await sent();
    expect(got.length).toBeGreaterThan(1);
    expect(new Set(got.map((one) => one.body)).size).toBe(1);
    expect(new Set(got.map((one) => one.headers['shiftline-event-id'])).size).toBe(1);
    const { headers, body } = got.at(-1)!;
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
    const folder = path.join(rig.hub.dataDir, 'reports', 'Board 1');
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
