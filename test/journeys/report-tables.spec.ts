import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launch, screenshot } from '../support/browser.js';
import { threadOf } from '../support/conversations.js';
import { handset } from '../support/handset.js';
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

  it('open every number: the callbacks that are due, and what has been counted of threads', async () => {
    const [due] = await hub.query<{ call: string }>(
      `select call_ids[1]::text as call from report_episodes where contact_id = 57`,
    );
    // The story's customers are nobody's here: this one gets a name, and their call is one that the hub took.
    await hub.query(`insert into contacts (id, name) overriding system value values (57, 'Cleo Rey')`);
    await hub.query(
      `insert into episodes (id, started_at) overriding system value values (990057, '2026-04-13T13:00Z')`,
    );
    await hub.query(
      `insert into calls (id, episode_id, provider_call_id, contact_id, from_number, to_number, intent, started_at)
       overriding system value values ($1, 990057, 'due', 57, '+447700900657', '+442079460000', 'billing.refund', '2026-04-13T13:00Z')`,
      [due!.call],
    );
    await open('callbacks', `${fortnight}&asOf=2026-04-15T13:01:00Z`);
    await page.getByText('The numbers as a table').first().click();
    const number = page.getByRole('button', { name: 'Due, 1 to 3 days ago: 1. Show the calls' });
    await number.press('Enter');
    const panel = page.getByRole('dialog', { name: /^Due · 1 to 3 days ago/ });
    await panel.getByText('Not called back yet: waiting for 2 d 0 h').waitFor();
    const items = panel.getByRole('list').first().locator('> li');
    expect(await items.count()).toBe(1);
    expect(await items.first().locator('> div').first().innerText()).toMatch(
      /13 Apr 2026, 13:01\s*Cleo Rey\s*\+447700900657/,
    );
    await panel.getByText(`Call ${due!.call}`).click();
    await panel.getByText('Billing refund').waitFor();
    await lookAt(page, 'report-callbacks-due');
    await page.keyboard.press('Escape');
    await panel.waitFor({ state: 'detached' });
    expect(page.url()).not.toContain('metric=');
    await expect.poll(() => number.evaluate((button) => button === document.activeElement)).toBe(true);

    await page.getByRole('button', { name: 'Done, All: 1. Show the calls' }).first().click();
    const done = page.getByRole('dialog', { name: /^Done · All/ });
    await done.getByText('An agent spoke with them 13 Apr 2026, 14:01, after 2 h').waitFor();
    await done.getByText('Not counted', { exact: true }).click();
    await done.getByText('Not called back yet').waitFor();
    expect(page.url()).toContain('part=excluded');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Callbacks, Tue 14 Apr: 0. Show the calls' }).click();
    await page.getByText('This number is zero: nothing is counted in it.').waitFor();
    expect(problems).toEqual([]);
  }, 120_000);

  it('lead from a number to the thread, and say what is missing', async () => {
    await handset(hub, '+447700900611').write('whatsapp', 'I moved, how do I tell you?');
    const { id } = await threadOf(hub, '+447700900611');
    const [written] = await hub.query<{ thread: string }>(
      `select thread_id::text as thread from messages where author_kind = 'user' and created_at < '2026-05-01' limit 1`,
    );
    await hub.query(
      `update messages set thread_id = $1, seq = seq + 100 where thread_id = $2 and created_at < '2026-05-01'`,
      [id, written!.thread],
    );
    await open('agents');
    await page.getByRole('button', { name: /^Replies, .*: 3\. Show the calls$/ }).click();
    const panel = page.getByRole('dialog', { name: /^Replies · / });
    await panel.getByText('Messages: 3, the latest 13 Apr 2026, 16:50').waitFor();
    await lookAt(page, 'report-agents-replies');
    await panel.getByRole('link', { name: /^To the thread of/ }).click();
    await page.waitForURL(`**/threads/${id}`);
    await page.goBack();
    await panel.getByText('Messages: 3').waitFor();
    await page.keyboard.press('Escape');

    await page.route('**/api/v1/reports/agents/calls?*', (route) => route.abort());
    await page
      .getByRole('button', { name: /^Resolved, .*: 1\. Show the calls$/ })
      .first()
      .click();
    await page.getByRole('alert').getByText('The calls didn’t load').waitFor({ timeout: 20_000 });
    await page.unroute('**/api/v1/reports/agents/calls?*');
    await page.getByRole('button', { name: 'Try again' }).click();
    await page
      .getByRole('dialog')
      .getByText(/^Resolved 1\d Apr 2026/)
      .waitFor();
    expect(problems).toEqual([]);

    const german = await consolePage(hub, browser, 'supervisor', 0, 'de-DE');
    await german.page.goto(
      `${hub.url}/reports/first-response?${fortnight}&metric=responses.never&of=${encodeURIComponent('{"by":"all"}')}`,
    );
    const never = german.page.getByRole('dialog', { name: /^Nie · Alle/ });
    await never.getByText('Antwort zugesagt, und bis dahin hat niemand geantwortet').waitFor();
    await screenshot(german.page, 'report-first-response-never-de');
    expect(german.problems).toEqual([]);
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
  });

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
    await page.route('**/api/v1/reports/channel-shift?*', (route) => route.abort());
    await page.getByRole('button', { name: 'Filter' }).click();
    await page.getByText('The values didn’t load').first().waitFor({ timeout: 20_000 });
    await page.unroute('**/api/v1/reports/channel-shift?*');
  });

  it('say that the rest of a list has not come, and ask for it again', async () => {
    let there = false;
    await page.route('**/api/v1/reports/agents/calls?*', async (route) => {
      if (!route.request().url().includes('cursor=')) {
        const response = await route.fetch();
        return route.fulfill({ response, json: { ...((await response.json()) as object), nextCursor: 'on' } });
      }
      return there ? route.fulfill({ json: { items: [], nextCursor: null } }) : route.abort();
    });
    await open('agents');
    await page
      .getByRole('button', { name: /^Resolved, .*: 1\. Show the calls$/ })
      .first()
      .click();
    const more = page.getByRole('dialog').getByRole('button', { name: 'Load more' });
    await more.click();
    await page
      .getByRole('dialog')
      .getByRole('alert')
      .getByText('The hub can’t be reached.')
      .waitFor({ timeout: 20_000 });
    await screenshot(page, 'report-rest-missing');
    there = true;
    await more.click();
    await more.waitFor({ state: 'detached' });
    await page.unroute('**/api/v1/reports/agents/calls?*');
  });
});
