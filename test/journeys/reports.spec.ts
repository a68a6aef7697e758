import { readFileSync } from 'node:fs';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { workedExample } from '../../libs/reports/src/testing.js';
import { launch, screenshot } from '../support/browser.js';
import { startTestHub, type TestHub } from '../support/hub.js';
import { consolePage, lookAt } from '../support/look.js';
import { tellStory } from '../support/report-log.js';

/** A supervisor reads the worked example off the screen, opens its numbers, and takes its charts away. */
let hub: TestHub;
let browser: Browser;
let page: Page;
let problems: string[];

const hour = 'from=2026-03-01T09:00:00Z&to=2026-03-01T10:00:00Z';
const open = async (search: string) => {
  await page.goto(`${hub.url}/reports/channel-shift?${search}`);
  await page.getByRole('heading', { name: 'Verified deflection, 7 days' }).waitFor();
};
const section = (name: string) => page.getByRole('region', { name, exact: true });
const texts = async (cells: Locator) => (await cells.allInnerTexts()).map((text) => text.replace(/\s+/g, ' ').trim());
const rows = async (name: string) => {
  const found: string[][] = [];
  for (const row of await section(name).locator('tbody tr').all()) found.push(await texts(row.locator('th, td')));
  return found;
};
/** The numbers of a list of facts, by their names. */
const facts = async (name: string) => {
  const names = await texts(section(name).locator('dl div dt'));
  const values = await texts(section(name).locator('dl div dd'));
  return Object.fromEntries(names.map((key, n) => [key, values[n]]));
};

beforeAll(async () => {
  hub = await startTestHub();
  browser = await launch();
  ({ page, problems } = await consolePage(hub, browser, 'supervisor'));
}, 90_000);
afterAll(async () => {
  await browser.close();
  await hub.stop();
});

describe('the channel-shift report', () => {
  it('says how to begin while there are no calls', async () => {
    await page.goto(`${hub.url}/`);
    await page.getByRole('link', { name: 'Reports', exact: true }).click();
    await page.getByText('No calls in this period').waitFor();
    await lookAt(page, 'reports-empty');
  }, 60_000);

  it('shows the worked example to the decimal on 20 March, but for what nobody has entered', async () => {
    await tellStory(hub, workedExample());
    await open(`${hour}&asOf=2026-03-20`);
    const headline = section('Verified deflection, 7 days');
    expect(await headline.innerText()).toMatch(/21\.1%\s+4 \/ 19/);
    await headline.getByText('final').waitFor();
    expect(await rows('How long it held')).toEqual([
      ['Verified deflection, of episodes', '31.6% 6 / 19', '26.3% 5 / 19', '21.1% 4 / 19'],
      ['Verified deflection, of offered', '40.0% 6 / 15', '33.3% 5 / 15', '26.7% 4 / 15'],
      ['Verified deflection, of accepted', '54.5% 6 / 11', '45.5% 5 / 11', '36.4% 4 / 11'],
      ['Bounced: called again about the same issue', '30.0% 3 / 10', '40.0% 4 / 10', '50.0% 5 / 10'],
      ['Called again about anything', '30.0% 3 / 10', '50.0% 5 / 10', '60.0% 6 / 10'],
      ['Evaporated: neither wrote nor called again', '10.0% 1 / 10', '10.0% 1 / 10', '10.0% 1 / 10'],
    ]);
    expect(await facts('Step by step')).toMatchObject({
      'Offer rate': '78.9% 15 / 19',
      'Acceptance rate': '73.3% 11 / 15',
      'Handoff success': '90.9% 10 / 11',
      'Engagement rate': '72.7% 8 / 11',
      'Channel-shift rate': '42.1% 8 / 19',
      'Digital resolution rate': '87.5% 7 / 8',
      'CSAT: 4 and 5 of the answers': '66.7% 2 / 3',
      'CSAT: answers of the surveys delivered': '42.9% 3 / 7',
      'Not offered': '3',
      'Answered by the menu': '1',
      'Stayed on the line': '1',
      'No answer to the offer': '1',
      'Hung up at the offer': '1',
      'Asked for a callback': '1',
      'Calls of the episodes': '20',
    });
    expect(await rows('Where they went')).toEqual([
      ['Episodes', '19', '–', '100.0%'],
      ['Offered', '15', '78.9%', '78.9%'],
      ['Accepted', '11', '73.3%', '57.9%'],
      ['Invite delivered', '10', '90.9%', '52.6%'],
      ['Engaged', '8', '80.0%', '42.1%'],
      ['Resolved digitally', '7', '87.5%', '36.8%'],
      ['Verified, 7 days', '4', '57.1%', '21.1%'],
    ]);
    await section('Net savings').getByText('Nobody has entered what this costs').waitFor();
    await page.getByText('7 of 7 sums of this report come out').waitFor();
  }, 60_000);

  it('takes every debit from the savings, once costs are entered', async () => {
    await hub.query(
      `insert into report_costs (valid_from, currency, voice, digital, fees)
       values ('2026-01-01', 'EUR', 6, 2.4, '{"utility": 0.05, "segment": 0.05}')`,
    );
    await open(`${hour}&asOf=2026-03-20`);
    expect((await rows('Net savings')).map(([name, amount]) => [name, amount])).toEqual([
      ['Voice saved', '€24.00'],
      ['Digital handling', '-€19.20'],
      ['Message fees', '-€0.50'],
      ['Net savings', '€4.30'],
    ]);
    await lookAt(page, 'reports-final');
  }, 60_000);

  it('says what is pending on 3 March, in words, by hatching and in the table', async () => {
    await open(`${hour}&asOf=2026-03-03`);
    const windows = await texts(section('How long it held').locator('thead th'));
    expect(windows).toEqual([
      'Within',
      '24 hours final',
      '72 hours pending: 11 can still change',
      '7 days pending: 11 can still change',
    ]);
    const verified = (await rows('How long it held'))[0];
    expect(verified).toEqual(['Verified deflection, of episodes', '31.6% 6 / 19', '31.6% 6 / 19', '31.6% 6 / 19']);
    expect(await section('Where they went').locator('rect[data-pending]').count()).toBe(1);
    await section('Day by day').locator('rect[data-pending]').first().waitFor();
    await section('Where they went').getByText('Verified, 7 days (pending)').waitFor();
    await lookAt(page, 'reports-pending');
  }, 60_000);
});
