import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launch, screenshot } from '../support/browser.js';
import { startTestHub, type TestHub } from '../support/hub.js';
import { consolePage, lookAt } from '../support/look.js';
import { tellWeek } from '../support/report-week.js';

/** A supervisor reads the other reports: each on a page of its own, as tables, and takes them away. */
let hub: TestHub;
let browser: Browser;
let page: Page;
let problems: string[];

const fortnight = 'from=2026-04-13&to=2026-04-27';
const open = async (path: string, search = fortnight) => {
  await page.goto(`${hub.url}/reports/${path}?${search}`);
  await page.locator('[role=status][aria-label^=Loading]').first().waitFor({ state: 'detached' });
  await page.getByText(/, as of \d/).waitFor();
};
/** The rows of a table, behind a fold too. */
const rows = async (name: string) => {
  const found: string[][] = [];
  for (const row of await page.getByRole('region', { name, exact: true, includeHidden: true }).locator('tr').all())
    found.push((await row.locator('th, td').allTextContents()).map((text) => text.trim()));
  return found.filter((row) => row.length > 0);
};

beforeAll(async () => {
  hub = await startTestHub();
  browser = await launch();
  await tellWeek(hub);
  ({ page, problems } = await consolePage(hub, browser, 'supervisor'));
}, 120_000);
afterAll(async () => {
  await browser.close();
  await hub.stop();
});

describe('the other reports', () => {
  it('are a page each, with their tables', async () => {
    await page.goto(`${hub.url}/reports/agents?${fortnight}`);
    const links = page.getByRole('navigation', { name: 'Reports' }).getByRole('link');
    await links.first().waitFor();
    expect(await links.allTextContents()).toEqual(
      expect.arrayContaining([
        'Handoffs by step',
        'First response',
        'Resolution time',
        'People’s work',
        'Messages and cost',
        'Delivery',
        'Survey answers',
        'Callbacks',
        'Waiting callers',
      ]),
    );
    const cells: [path: string, table: string, ...cells: string[]][] = [
      ['resolution-time', 'Resolved, by how they ended: the numbers', 'Solved', '1', '1 h', '1 h', '1', '100.0%', '0'],
      ['messages', 'Fees: the numbers', 'WhatsApp', 'Reply in an open window', '1', 'unknown', 'unknown'],
      ['messages', 'Fees: the numbers', 'SMS', 'Text segment', '1', '€0.05', '€0.05'],
      ['surveys', 'By way: the numbers', 'All', '3', '2', '2', '100.0%', '1', '50.0%', '2', '1', '50.0%'],
      ['callbacks', 'How they were done: the numbers', 'An agent spoke with them', '1', '100.0%'],
      [
        'holdout',
        'Groups · contacts per episode: the numbers',
        'Holdout: nothing offered',
        '2',
        '2',
        '5 min',
        '6 min',
        '3',
        '1.50',
      ],
    ];
    for (const [path, table, ...wanted] of cells) {
      await open(path);
      expect(await rows(table), path).toContainEqual(wanted);
    }
    await open('delivery');
    expect((await rows('By error: the numbers'))[1]).toEqual(
      expect.arrayContaining(['131026', 'The number can’t be reached on this channel']),
    );
    await open('agents');
    const [head, ...people] = await rows('By person: the numbers');
    expect(head![0]).toBe('Name');
    const names = people.map(([name]) => name!);
    expect(names).toEqual(names.toSorted((a, b) => a.localeCompare(b)));
    expect(people.map((row) => row.slice(1, 5).join(' '))).toContain('1 1 h 5 min 3 1');
    await screenshot(page, 'report-agents');
    expect(problems).toEqual([]);
  }, 120_000);

  it('read well in any light and width', async () => {
    await open('first-response');
    expect((await rows('First answers, by queue: the numbers'))[1]?.slice(0, 5)).toEqual([
      'All',
      '4',
      '3',
      '1',
      '30 min',
    ]);
    await lookAt(page, 'report-first-response');
    await open('handoff-steps', 'from=2026-03-01&to=2026-03-02');
    expect(await rows('Steps: the numbers')).toContainEqual(['All', 'Accepted', '11', '15', '73.3%', '4']);
    await lookAt(page, 'report-handoff-steps');
    await page.setViewportSize({ width: 2560, height: 1440 });
    await open('messages');
    await screenshot(page, 'report-messages-2560');
    await page.setViewportSize({ width: 1440, height: 900 });
    const german = await consolePage(hub, browser, 'supervisor', 0, 'de-DE');
    await german.page.goto(`${hub.url}/reports/callbacks?${fortnight}`);
    await german.page.getByRole('heading', { name: 'Rückrufe' }).waitFor();
    await german.page.getByText('vor mehr als 3 Tagen').first().waitFor({ state: 'attached' });
    await screenshot(german.page, 'report-callbacks-de');
  }, 120_000);

  it('are taken away as CSV, narrowed like the page', async () => {
    await open('first-response', `${fortnight}&queue=sales`);
    await page.getByText('Queue: Sales').waitFor();
    await page.getByRole('button', { name: 'CSV', exact: true }).click();
    const link = page.getByRole('menuitem', { name: 'First answers' });
    const file = await page.request.get(`${hub.url}${await link.getAttribute('href')}`);
    const [head, all] = (await file.text()).split('\r\n');
    expect(head).toMatch(/^by,value,cycles,answered/);
    expect(all).toMatch(/^all,,1,1,0,233400,/);
  }, 60_000);

  it('say that there is nothing, and what went wrong', async () => {
    await open('delivery', 'from=2020-01-01&to=2020-01-02');
    await page.getByText('Nothing in this period').waitFor();
    await page.route('**/api/v1/reports/callbacks?*', (route) =>
      route.fulfill({
        status: 503,
        contentType: 'application/problem+json',
        json: {
          type: 'https://shiftline.dev/problems/report-too-long',
          title: 'The report takes too long',
          status: 503,
        },
      }),
    );
    await page.goto(`${hub.url}/reports/callbacks?${fortnight}`);
    await page.getByRole('alert').getByText('The report didn’t load').waitFor({ timeout: 20_000 });
    await page.unroute('**/api/v1/reports/callbacks?*');
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByRole('heading', { name: 'How they were done' }).waitFor();
  }, 60_000);
});
