import { type AddressInfo, createServer, type Server } from 'node:net';
import { describe, expect, it } from 'vitest';
import type { ChannelShiftReport } from '#libs/contracts';
import { eventually, freePort } from '../support/hub.js';
import { startMailServer } from '../support/mail-server.js';
import { date, day, scheduleRig, today } from '../support/report-schedules.js';

const rig = scheduleRig();
const { closing, lastRun, smtp, put, runNow, sent, failure } = rig;

describe('a report by mail', () => {
  it('has the numbers of the report itself, says what is pending, and leads there', async () => {
    await smtp();
    const { id } = await put({ groupBy: ['queue'] });
    expect((await runNow(id)).status).toBe(202);
    await sent();
    const [mail, ...others] = rig.server.mails;
    expect(others).toEqual([]);
    expect(mail!.recipients).toEqual(['ada@example.com', 'bob@example.com']);
    expect(mail!.from!.value[0]!.address).toBe('reports@example.com');

    const query = `from=${date(today - day)}&to=${date(today)}&groupBy=queue`;
    const compare = `&compareFrom=${date(today - 2 * day)}&compareTo=${date(today - day)}`;
    const { body } = await rig.hub.api<ChannelShiftReport>('GET', `/api/v1/reports/channel-shift?${query}${compare}`);
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
    expect(link.origin + link.pathname).toBe(`${rig.hub.url}/reports/channel-shift`);
    expect(Object.fromEntries(link.searchParams)).toEqual({
      from: date(today - day),
      to: date(today),
      compare: 'true',
      groupBy: 'queue',
    });
    const csv = await fetch(`${rig.hub.url}/api/v1/reports/channel-shift.csv?${query}&of=summary`, {
      headers: { authorization: `Bearer ${rig.hub.sandbox.apiKey}` },
    });
    expect(csv.status).toBe(200);
    expect(mail!.attachments[0]).toMatchObject({ contentType: 'text/csv' });
    expect(mail!.attachments[0]!.content.toString()).toBe(await csv.text());
  });

  it('speaks German where the company does', async () => {
    await smtp();
    const { body } = await rig.hub.api('GET', '/api/v1/workspace');
    await rig.hub.api('PUT', '/api/v1/workspace', { ...body, language: 'de-DE', company: 'Strom & <Gas>' });
    const { id } = await put();
    await runNow(id);
    await sent();
    await rig.hub.api('PUT', '/api/v1/workspace', body);
    const [mail] = rig.server.mails;
    expect(mail!.subject).toMatch(/^Strom & <Gas>: Kanalwechsel, /);
    expect(mail!.text!.replaceAll('\u00a0', ' ')).toContain('66,7 %');
    expect(mail!.html).toContain('Strom &amp; &lt;Gas&gt;');
  });

  it('is about what it is narrowed to', async () => {
    await smtp();
    const { id } = await put({ filter: { queue: 'support' } });
    await runNow(id);
    await sent();
    expect(rig.server.mails[0]!.text).toMatch(/^Episodes: 0 /m);
    expect(rig.server.mails[0]!.text).toMatch(/&queue=support$/m);
  });

  it('is tried again where the server refuses, and said in words', async () => {
    let refusals = 0;
    let refusing = true;
    const strict = await startMailServer({
      onMailFrom(_, __, done) {
        if (!refusing) return done();
        refusals++;
        done(Object.assign(new Error('Greylisted, come back'), { responseCode: 451 }));
      },
    });
    closing.push(() => strict.stop());
    await smtp({ port: strict.port });
    await runNow((await put()).id);
    expect(await failure()).toMatch(/refused the mail: 451 Greylisted, come back/);
    expect((await lastRun())!.status).toBe('waiting');
    refusing = false;
    await sent();
    expect(strict.mails).toHaveLength(1);
    expect((await lastRun())!.tries).toBe(refusals + 1);
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
