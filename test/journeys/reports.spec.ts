import { readFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import type { Browser, Download, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { workedExample } from '../../libs/reports/src/testing/worked-example.js';
import { launch, screenshot } from '../support/browser.js';
import { threadOf } from '../support/conversations.js';
import { handset } from '../support/handset.js';
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

/** A picture that was taken away, for people to look at. */
async function saveLook(name: string, content: Buffer) {
  await mkdir('test/output/screenshots', { recursive: true });
  await writeFile(`test/output/screenshots/${name}`, content);
}

/** All of it at once, for people to look at. */
async function wholePage(name: string, width = 1440) {
  await page.setViewportSize({ width, height: width < 500 ? 9000 : 4300 });
  await page.waitForTimeout(250);
  await screenshot(page, name);
  await page.setViewportSize({ width: 1440, height: 900 });
}

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
  });

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
  });

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
    await wholePage('reports-whole');
    await wholePage('reports-whole-390', 390);
    await page.emulateMedia({ colorScheme: 'dark' });
    await wholePage('reports-whole-dark', 2560);
    await page.emulateMedia({ colorScheme: 'light', forcedColors: 'active' });
    await wholePage('reports-whole-forced');
    await page.emulateMedia({ forcedColors: 'none' });
  });

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
    await section('How long it held').getByRole('button', { name: 'pending: 11 can still change' }).first().click();
    const panel = page.getByRole('dialog', { name: /^Pending · 72 hours/ });
    await panel
      .getByText(/^Pending until 4 Mar 2026/)
      .first()
      .waitFor();
    expect(await panel.getByRole('list').first().locator('> li').count()).toBe(11);
    await page.keyboard.press('Escape');
    await lookAt(page, 'reports-pending');
    await wholePage('reports-whole-pending');
  });
});

const taken = async (download: Promise<Download>) => {
  const file = await download;
  return { name: file.suggestedFilename(), content: readFileSync(await file.path()) };
};

describe('a number of the report', () => {
  it('opens its calls, each with why, and from there the thread', async () => {
    // The story's threads are of nobody this hub knows: one of them becomes a real one.
    await handset(hub, '+447700900611').write('whatsapp', 'I moved, how do I tell you?');
    const { id } = await threadOf(hub, '+447700900611');
    await hub.query(
      `update report_episodes set thread_id = $1 where id = (
         select id from report_episodes where accepted_at is not null order by started_at limit 1)`,
      [id],
    );
    await open(`${hour}&asOf=2026-03-20`);
    await section('Verified deflection, 7 days')
      .getByRole('button', { name: 'Verified deflection within 7 days: 21.1%, 4 of 19. Show the calls' })
      .click();
    const panel = page.getByRole('dialog', { name: /^Verified deflection · 7 days/ });
    await panel.getByText('Resolved 1 Mar 2026, 09:31, confirmed').waitFor();
    const items = panel.getByRole('list').first().locator('> li');
    expect(await items.count()).toBe(4);
    await lookAt(page, 'reports-calls');
    await panel.getByText('Not counted', { exact: true }).click();
    await panel.getByText(/Called again after 20\.0 h/).waitFor();
    expect(await items.count()).toBe(4);
    expect(page.url()).toContain('part=excluded');
    await panel.getByText('Counted', { exact: true }).click();
    await panel.getByText('Resolved 1 Mar 2026, 09:31, confirmed').waitFor();
    await items
      .last()
      .getByRole('link', { name: /^To the thread/ })
      .click();
    await page.waitForURL(`**/threads/${id}`);
    await page.goBack();
    await panel.getByText('Resolved 1 Mar 2026, 09:31, confirmed').waitFor();
    await page.keyboard.press('Escape');
    await panel.waitFor({ state: 'detached' });
    expect(page.url()).not.toContain('metric=');
  });

  it('opens its denominator, and the calls of one group alone', async () => {
    await open(`${hour}&asOf=2026-03-20&groupBy=channel`);
    await section('Verified deflection, 7 days')
      .getByRole('button', { name: 'Episodes: 19. Show the calls' })
      .first()
      .click();
    await page.getByRole('button', { name: 'Load more' }).waitFor({ state: 'detached' });
    const items = page.getByRole('dialog').getByRole('list').first().locator('> li');
    await expect.poll(() => items.count()).toBe(19);
    await page.keyboard.press('Escape');
    const groups = await rows('By channel');
    expect(new Set(groups.map(([name]) => name))).toEqual(new Set(['none', 'SMS', 'WhatsApp']));
    // Also those without a channel: their filter is the empty text.
    for (const [name, episodes] of groups) {
      const row = section('By channel').getByRole('row', { name: new RegExp(`^${name}`) });
      await row
        .getByRole('button', { name: /^Episodes/ })
        .first()
        .click();
      await page.getByRole('dialog', { name: `Channel: ${name}` }).waitFor();
      await expect.poll(() => items.count()).toBe(Number(episodes));
      await page.keyboard.press('Escape');
    }
  });

  it('is set against the period before', async () => {
    await open(`from=2026-03-01T10:00:00Z&to=2026-03-01T11:00:00Z&asOf=2026-03-20&compare=true`);
    await section('Step by step').getByText('↘').first().waitFor();
    expect((await facts('Step by step'))['Offer rate']).toBe('0.0% 0 / 1 ↘ -78.9 points');
    await screenshot(page, 'reports-compared');
  });
});

const charts = ['Where they went', 'Net savings', 'Day by day', 'Weekday and hour of day'];

describe('every chart', () => {
  it('is taken away as a picture and as CSV', async () => {
    await open('from=2026-02-27&to=2026-03-03&asOf=2026-03-20');
    for (const name of charts) {
      await section(name).getByRole('img').locator('svg').waitFor();
      const picture = taken(page.waitForEvent('download'));
      await page.getByRole('button', { name: `Save as PNG: ${name}` }).click();
      const { name: file, content } = await picture;
      expect(file).toMatch(/^shiftline-.*\.png$/);
      expect(content.subarray(0, 8)).toEqual(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]));
      await saveLook(file, content);
      const table = taken(page.waitForEvent('download'));
      await page.getByRole('button', { name: `Save as CSV: ${name}` }).click();
      const csv = (await table).content.toString('utf8');
      expect(csv).toMatch(/^\uFEFF[^,\r\n]+,[^\r\n]+\r\n/);
      if (name === 'Where they went') expect(csv).toContain('\r\nEngaged,8,0.8,0.36363636363636365\r\n');
    }
  });

  it('has its numbers as a table, each opening the calls of its day', async () => {
    await open('from=2026-02-27&to=2026-03-03&asOf=2026-03-20');
    const days = section('Day by day');
    await days.getByText('The numbers as a table').click();
    expect((await rows('Day by day')).map(([day, rate, part, whole]) => [day, rate, part, whole])).toEqual([
      ['Fri 27 Feb', '–', '0', '0'],
      ['Sat 28 Feb', '–', '0', '0'],
      ['Sun 1 Mar', '20.0%', '4', '20'],
      ['Mon 2 Mar', '0.0%', '0', '2'],
    ]);
    await days
      .getByRole('row', { name: /^Sun/ })
      .getByRole('button', { name: /^Episodes/ })
      .click();
    await page.getByRole('dialog', { name: /Day: Sun 1 Mar/ }).waitFor();
    await expect.poll(() => page.getByRole('dialog').getByRole('list').first().locator('> li').count()).toBe(20);
    await page.keyboard.press('Escape');
  });
});

describe('the report as a page', () => {
  it('is filtered by keyboard, and everything is in its address', async () => {
    await open(`${hour}&asOf=2026-03-20`);
    await page.keyboard.press('f');
    await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).toBe('SELECT');
    await page.getByRole('button', { name: 'Filter', exact: true }).click();
    await page.getByRole('combobox', { name: 'Intent' }).selectOption('outage');
    await page.keyboard.press('Escape');
    await section('Verified deflection, 7 days').getByText('0 / 1').first().waitFor();
    expect(page.url()).toContain('intent=outage');
    await page.getByRole('button', { name: 'Take away the filter Intent: Outage' }).click();
    await section('Verified deflection, 7 days').getByText('4 / 19').waitFor();
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox', { name: 'Commands and search' }).fill('Last 7 days');
    await page.getByRole('listbox', { name: 'What was found' }).getByText('Period: Last 7 days').waitFor();
    await page.keyboard.press('Enter');
    await page.waitForURL(/period=last-7/);
    await page.getByText('No calls in this period').waitFor();
  });

  it('says in the hub’s words why it cannot be drawn up', async () => {
    await page.goto(`${hub.url}/reports/channel-shift?from=2026-03-02&to=2026-03-01`);
    await page.getByText('from (2026-03-02) must be before to (2026-03-01)').waitFor();
    await page.route('**/api/v1/reports/channel-shift?*', (route) =>
      route.fulfill({
        status: 503,
        contentType: 'application/problem+json',
        body: JSON.stringify({
          type: 'https://shiftline.dev/problems/report-too-long',
          title: 'The report takes too long',
          status: 503,
          detail: 'It was stopped, so that everything else stays quick. Ask for a shorter period.',
        }),
      }),
    );
    await page.goto(`${hub.url}/reports/channel-shift?${hour}`);
    await page.getByText('It was stopped, so that everything else stays quick.').waitFor();
    await screenshot(page, 'reports-too-long');
    await page.unroute('**/api/v1/reports/channel-shift?*');
  });

  it('is loud where a sum does not come out, with the calls', async () => {
    await hub.query(`update report_episodes set decision = 'lost' where decision = 'control' or reason = 'dispute'`);
    await open(`${hour}&asOf=2026-03-20`);
    await page.getByRole('alert').getByText('episodes = offered + not_offered + answered + control').waitFor();
    await page
      .getByRole('alert')
      .getByText(/^Call \d+/)
      .waitFor();
    await screenshot(page, 'reports-broken');
    await hub.query(`update report_episodes set decision = 'not_offered' where decision = 'lost'`);
  });

  it('is printed without what is for the screen', async () => {
    await open(`${hour}&asOf=2026-03-20`);
    await section('Weekday and hour of day').getByRole('img').locator('svg').waitFor();
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    await page.setViewportSize({ width: 794, height: 4200 });
    expect(await page.getByRole('navigation', { name: 'Pages', includeHidden: true }).isVisible()).toBe(false);
    expect(await page.getByRole('button', { name: 'Print' }).isVisible()).toBe(false);
    const background = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    expect(background).toBe('rgb(255, 255, 255)');
    await screenshot(page, 'reports-print');
    await page.emulateMedia({ media: 'screen', colorScheme: 'light' });
    await page.setViewportSize({ width: 1440, height: 900 });
  });

  it('is read in German, and is not for agents', async () => {
    const german = await consolePage(hub, browser, 'admin', 0, 'de-DE');
    await german.page.goto(`${hub.url}/reports/channel-shift?${hour}&asOf=2026-03-03`);
    await german.page.getByRole('heading', { name: 'Bestätigt entfallen, 7 Tage' }).waitFor();
    expect(await german.page.getByText('21,1').count()).toBe(0);
    await german.page.getByText('31,6').first().waitFor();
    await lookAt(german.page, 'reports-german');
    const agent = await consolePage(hub, browser, 'agent');
    await agent.page.goto(`${hub.url}/reports`);
    await agent.page.getByRole('heading', { name: 'There is no such report' }).waitFor();
    expect(await agent.page.getByRole('link', { name: 'Reports', exact: true }).count()).toBe(0);
    expect([...problems, ...german.problems, ...agent.problems]).toEqual([]);
  }, 90_000);
});
