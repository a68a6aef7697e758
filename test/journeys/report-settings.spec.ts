import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launch } from '../support/browser.js';
import { eventually, startTestHub, type TestHub } from '../support/hub.js';
import { atRest, consolePage, lookAt } from '../support/look.js';
import { type MailServer, startMailServer } from '../support/mail-server.js';

/** A supervisor enters costs and targets; an administrator a mail server, and a report that goes out every week. */
let hub: TestHub;
let browser: Browser;
let server: MailServer;
beforeAll(async () => {
  hub = await startTestHub();
  browser = await launch();
  server = await startMailServer();
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await server?.stop();
  await hub?.stop();
});

describe('costs and targets', () => {
  it('are entered with faults beside their fields, and what was typed stays', async () => {
    const { page, problems } = await consolePage(hub, browser, 'supervisor');
    page.setDefaultTimeout(30_000);
    await page.goto(`${hub.url}/reports/costs-targets`);
    await page.getByText('No costs yet').waitFor();
    await page.getByRole('button', { name: 'Enter costs' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('From').fill('2026-01-01');
    await dialog.getByLabel('Currency').fill('EUX');
    await dialog.getByLabel('A call an agent answers').fill('six');
    await dialog.getByText('A number, such as 6.50').waitFor();
    await dialog.getByLabel('A call an agent answers').fill('6,5');
    await dialog.getByLabel('A thread').fill('2.4');
    await dialog.getByRole('switch', { name: 'A price for each kind of message' }).press('Space');
    await dialog.getByLabel('Template, utility').fill('0.05');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.getByText('must be a currency, such as EUR').waitFor();
    expect(await dialog.getByLabel('A call an agent answers').inputValue()).toBe('6,5');
    await lookAt(page, 'report-costs-dialog');
    await dialog.getByLabel('Currency').fill('eur');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.waitFor({ state: 'detached' });
    await page.getByText('A call €6.50, a thread €2.40').waitFor();
    await page.getByText('Template, utility €0.05').waitFor();

    await page.getByRole('button', { name: 'Set a target' }).click();
    await dialog.getByLabel('Metric').selectOption({ label: 'Verified deflection, of episodes' });
    await dialog.getByLabel('Within').selectOption({ label: '7 days' });
    await dialog.getByLabel('Per cent').fill('120');
    await dialog.getByText('A number from 0 to 100').waitFor();
    await dialog.getByLabel('Per cent').fill('20');
    await dialog.getByLabel('From').fill('2026-01-01');
    await lookAt(page, 'report-target-dialog');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.waitFor({ state: 'detached' });
    await page.getByRole('strong').getByText('Verified deflection, of episodes, 7 days').waitFor();

    await page.getByRole('button', { name: 'Set a target' }).click();
    await dialog.getByLabel('Per cent').fill('20');
    await dialog.getByLabel('Metric').selectOption({ label: 'First response, median in business time' });
    expect(await dialog.getByLabel('Minutes').inputValue()).toBe('');
    expect(await dialog.getByLabel('Target').inputValue()).toBe('atMost');
    await dialog.getByLabel('Minutes').fill('1,5');
    await dialog.getByLabel('From').fill('2026-01-01');
    await lookAt(page, 'report-target-dialog-minutes');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.waitFor({ state: 'detached' });
    await page.getByText('First response, median in business time at most 2 min').waitFor();
    await page.getByRole('button', { name: 'Change First response, median in business time' }).click();
    expect(await dialog.getByLabel('Minutes').inputValue()).toBe('1.5');
    await dialog.getByLabel('Minutes').fill('45');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.waitFor({ state: 'detached' });
    await page.getByText('First response, median in business time at most 45 min').waitFor();
    expect(problems).toEqual([]);
  }, 180_000);

  it('that cannot be removed just now say so, and can be once more', async () => {
    const { page } = await consolePage(hub, browser, 'supervisor');
    page.setDefaultTimeout(30_000);
    await page.goto(`${hub.url}/reports/costs-targets`);
    const target = 'First response, median in business time';
    await page.route('**/api/v1/reports/targets/*', (route) => route.abort());
    await page.getByRole('button', { name: `Remove … ${target}` }).click();
    const really = page.getByRole('button', { name: `Really remove ${target}` });
    await really.press('Enter');
    await page.getByRole('listitem').filter({ hasText: target }).getByRole('alert').waitFor();
    await lookAt(page, 'report-target-not-removed');
    await page.unroute('**/api/v1/reports/targets/*');
    await page.keyboard.press('Enter');
    await page.getByText(`${target} at most 45 min`).waitFor({ state: 'detached' });
    const list = page.getByRole('region', { name: 'Targets', exact: true });
    await expect.poll(() => list.evaluate((element) => element === document.activeElement)).toBe(true);
  }, 120_000);

  it('that were missed are told above every page, until it was seen', async () => {
    await hub.query(
      `insert into report_target_checks (target_id, day, metric, win, bound, value, actual, missed, checked_at)
       values (98, '2026-03-01', 'acceptance', null, 'atLeast', 0.2, 0.125, true, now()),
         (99, '2026-03-01', 'bounce', '24h', 'atMost', 0.1, 0.3, true, now())`,
    );
    const { page, problems } = await consolePage(hub, browser, 'supervisor');
    page.setDefaultTimeout(30_000);
    await page.goto(`${hub.url}/reports/costs-targets`);
    const banner = page.getByRole('status', { name: 'Missed targets' });
    await banner.getByText('1 more target was missed.').waitFor();
    await page.getByText('12.5%, the target is at least 20.0%').waitFor();
    await lookAt(page, 'report-costs-targets');
    await banner.getByRole('button', { name: 'Seen' }).press('Enter');
    expect(await page.getByRole('main').evaluate((element) => element === document.activeElement)).toBe(true);
    await page.reload();
    await page.getByText('12.5%, the target is at least 20.0%').waitFor();
    expect(await banner.getByText('more target').count()).toBe(0);
    const agent = await consolePage(hub, browser);
    await agent.page.goto(`${hub.url}/calls`);
    await agent.page.getByRole('heading', { level: 1 }).waitFor();
    expect(await agent.page.getByRole('status', { name: 'Missed targets' }).count()).toBe(0);
    expect(problems).toEqual([]);
  }, 120_000);
});

describe('scheduled reports', () => {
  it('are set up with their mail server, and the first one comes at once', async () => {
    const { page, problems } = await consolePage(hub, browser, 'admin');
    page.setDefaultTimeout(30_000);
    await page.goto(`${hub.url}/reports/schedules`);
    const smtp = page.getByRole('form', { name: 'Mail server' });
    await smtp.getByLabel('Host').fill('not a host');
    await smtp.getByLabel('Sender').fill('reports');
    await smtp.getByRole('button', { name: 'Save' }).click();
    await smtp.getByText('must be the name of a host').waitFor();
    await smtp.getByText('must be an e-mail address').waitFor();
    await smtp.getByLabel('Host').fill('127.0.0.1');
    await smtp.getByLabel('Encryption').selectOption({ label: 'unencrypted' });
    expect(await smtp.getByLabel('Port').inputValue()).toBe('25');
    await smtp.getByLabel('Port').fill(String(server.port));
    await smtp.getByLabel('Sender').fill('reports@example.com');
    await smtp.getByRole('button', { name: 'Save' }).click();
    await smtp.getByText('Saved').waitFor();
    const test = page.getByRole('form', { name: 'Send a test' });
    await test.getByLabel('Send a test to').fill('ada@example.com');
    await test.getByRole('button', { name: 'Send a test' }).click();
    await test.getByText('It was taken.').waitFor();

    await page.getByRole('button', { name: 'Schedule a report' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Name').fill('Monday numbers');
    await dialog.getByLabel('How often').selectOption({ label: 'Every week' });
    await dialog.getByLabel('Weekday').selectOption({ label: 'Monday' });
    await dialog.getByLabel('Addresses').fill('ada@example.com, bob');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.getByText('must be an e-mail address').waitFor();
    expect(await dialog.getByLabel('Addresses').inputValue()).toBe('ada@example.com, bob');
    await lookAt(page, 'report-schedule-dialog');
    await dialog.getByLabel('Addresses').fill('ada@example.com, bob@example.com');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.waitFor({ state: 'detached' });
    await page.getByText('Every Monday at 07:00, about the week before').waitFor();
    await page.getByRole('button', { name: 'Send now Monday numbers' }).click();
    await page.getByText('Sent', { exact: true }).waitFor();
    expect(server.mails.at(-1)!.recipients).toEqual(['ada@example.com', 'bob@example.com']);
    await lookAt(page, 'report-schedules');
    const [link] = /http\S+/.exec(server.mails.at(-1)!.text!)!;
    await page.goto(link);
    await page.getByRole('heading', { name: 'Channel shift', level: 1 }).waitFor();

    await page.goto(`${hub.url}/reports/schedules`);
    await page.getByRole('button', { name: 'Change Monday numbers' }).click();
    await dialog.getByLabel('Group by').waitFor();
    await dialog.getByLabel('Report').selectOption({ label: 'Survey answers' });
    expect(await dialog.getByLabel('Group by').count()).toBe(0);
    await lookAt(page, 'report-schedule-dialog-tables');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.waitFor({ state: 'detached' });
    await page.getByText('Survey answers · Every Monday at 07:00').waitFor();
    const before = server.mails.length;
    await page.getByRole('button', { name: 'Send now Monday numbers' }).click();
    const line = page.getByRole('listitem').filter({ hasText: 'Monday numbers' });
    await line.getByRole('status').getByText('It is on its way.').waitFor();
    await eventually(async () => server.mails.length > before);
    await line.getByRole('status').getByText('It was sent.').waitFor();
    await page.getByRole('button', { name: 'Send now Monday numbers' }).click();
    await line.getByRole('status').getByText('It is on its way.').waitFor();
    await lookAt(page, 'report-schedule-asked');
    await page.goto(/http\S+/.exec(server.mails.at(-1)!.text!)![0]);
    await page.getByRole('heading', { name: 'Survey answers', level: 1 }).waitFor();
    expect(problems).toEqual([]);
  }, 180_000);

  it('show the secret of a webhook once, until it is put away', async () => {
    const { page } = await consolePage(hub, browser, 'admin');
    page.setDefaultTimeout(30_000);
    await page.goto(`${hub.url}/reports/schedules`);
    await page.getByRole('button', { name: 'Schedule a report' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Name').fill('For the warehouse');
    await dialog.getByLabel('Goes').selectOption({ label: 'to another system' });
    await dialog.getByLabel('Address').fill('https://warehouse.example/reports');
    await dialog.getByRole('button', { name: 'Save' }).click();
    const secret = page.getByRole('alert').filter({ hasText: 'It is shown only now' });
    await secret.waitFor();
    await lookAt(page, 'report-schedule-secret');
    await page.setViewportSize({ width: 390, height: 844 });
    await atRest(page);
    const close = secret.getByRole('button', { name: 'Close' });
    const [outer, inner] = [(await secret.boundingBox())!, (await close.boundingBox())!];
    expect(inner.x + inner.width).toBeLessThan(outer.x + outer.width);
    await close.click();
    await secret.waitFor({ state: 'detached' });
  }, 120_000);

  it('say in German what is wrong', async () => {
    const { page } = await consolePage(hub, browser, 'admin', 0, 'de-DE');
    page.setDefaultTimeout(30_000);
    await page.goto(`${hub.url}/reports/schedules`);
    await page.getByText('Jeden Montag um 07:00, über die Woche davor').waitFor();
    await page.getByRole('button', { name: 'Bericht planen' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Name').fill('Monday numbers');
    await dialog.getByLabel('Geht').selectOption({ label: 'in einen Ordner' });
    await dialog.getByLabel('Ordner').fill('../up');
    await dialog.getByRole('button', { name: 'Speichern' }).click();
    await dialog.getByText('Ein Name aus Buchstaben, Ziffern, Leerzeichen, - und _.').waitFor();
  }, 120_000);
});
