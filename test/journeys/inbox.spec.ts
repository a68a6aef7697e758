import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launch, screenshot } from '../support/browser.js';
import { phones } from '../support/handset.js';
import { eventually, startTestHub, type TestHub } from '../support/hub.js';
import { consolePage, lookAt } from '../support/look.js';
import { metaText, postMeta } from '../support/providers.js';

let hub: TestHub;
let browser: Browser;
let page: Page;
let problems: string[];
const names = ['Amara Okoye', 'Björn Lindqvist', 'Chiara Conti', 'Dmitri Petrov', 'Elif Yılmaz', 'فاطمة الزهراء'];
const newPhone = phones('+44770098');
const many = 70;

beforeAll(async () => {
  hub = await startTestHub();
  browser = await launch();
  for (let n = 0; n < many; n++) {
    const name = n === 3 ? '<img src=x onerror=alert(1)>' : `${names[n % names.length]} ${n}`;
    const words = n === 7 ? 'The stopcock in the basement is stuck' : `Hello, my bill number ${n} is wrong`;
    await postMeta(hub, metaText(hub, newPhone(), words, { name }));
  }
  // As a day of work leaves them.
  await hub.query(`
    insert into teams (name) values ('Leaks & pressure');
    insert into team_members select t.id, u.id from teams t, users u where u.email like 'ada@%';
    update threads set last_at = now() - id * interval '7 min', waiting_since = now() - (80 - id) * interval '9 min',
      window_started_at = now() - interval '3 h';
    update threads set priority = 2 where id % 9 = 1;
    update threads set priority = 1, tags = '{vip,hard water,callback}' where id % 9 = 4;
    update threads set has_photo = true where id % 5 = 2;
    update threads set team_id = (select id from teams) where id % 4 = 1;
    update threads set assignee_id = (select id from users where email like 'ben@%') where id % 6 = 3;
    update threads set assignee_id = (select id from users where email like 'ada@%') where id % 6 = 5;
    update threads set waiting_since = null, unread_count = 0 where id % 3 = 0;
    update threads set window_started_at = now() - interval '23 h' where id = 12;
    update threads set status = 'snoozed', snoozed_until = now() + interval '5 h' where id in (20, 21);
    update threads set status = 'resolved' where id in (30, 31, 32);`);
  ({ page, problems } = await consolePage(hub, browser));
  page.setDefaultTimeout(60_000);
}, 120_000);
afterAll(async () => {
  await browser.close();
  await hub.stop();
});

const rows = () => page.locator('[data-thread-row]');
const shown = () => rows().evaluateAll((all) => all.map((row) => row.getAttribute('data-thread-row')!));
const inOrder = async (where: string, order: string) =>
  (await hub.query<{ id: string }>(`select id from threads where ${where} order by ${order}`)).map(({ id }) => id);
const bar = () => page.getByRole('toolbar', { name: 'Selected threads' });
const menu = (name: string) => page.getByRole('menuitem', { name, exact: true });

describe('an agent works through a long inbox', { timeout: 120_000 }, () => {
  it('sees who waits, what is urgent and whose it is; scrolling goes to the end, drawing only what is seen', async () => {
    await page.goto(`${hub.url}/?view=all`);
    await page.getByText('Live', { exact: true }).waitFor();
    await rows().first().waitFor();
    await lookAt(page, 'inbox');
    const expected = await inOrder(`status = 'open'`, 'last_at desc, id desc');
    expect((await shown()).slice(0, 5)).toEqual(expected.slice(0, 5));
    const list = page.getByRole('list', { name: 'Threads' });
    await eventually(async () => {
      await list.evaluate((element) => element.parentElement!.scrollTo({ top: 1e6 }));
      return (await shown()).includes(expected.at(-1)!);
    }, 30_000);
    expect(await rows().count()).toBeLessThan(40);
    const end = page.locator('li').filter({ has: page.locator(`[data-thread-row='${expected.at(-1)}']`) });
    expect([await end.getAttribute('aria-posinset'), await end.getAttribute('aria-setsize')]).toEqual([
      String(expected.length),
      String(expected.length),
    ]);
  });

  it('sorts by who has waited longest, and news keep to that order', async () => {
    await page.getByRole('button', { name: /^Sort:/ }).click();
    await menu('Longest waiting').click();
    const longest = await inOrder(`status = 'open' and waiting_since is not null`, 'waiting_since, id');
    await expect.poll(async () => (await shown()).slice(0, 4), { timeout: 30_000 }).toEqual(longest.slice(0, 4));
    const [first] = await hub.query<{ address: string }>('select address from threads where id = $1', [longest[2]]);
    await postMeta(hub, metaText(hub, first!.address, 'Is anybody there?'));
    await page.getByText('Is anybody there?').waitFor();
    expect((await shown()).slice(0, 4)).toEqual(longest.slice(0, 4));
    await hub.api('POST', `/api/v1/threads/${longest[0]}/messages`, { clientId: 'a', text: 'We are on it.' });
    await eventually(async () => (await shown())[0] === longest[1], 30_000);
  });

  it('filters by tag, saves that as a view, and finds it again', async () => {
    await page.getByRole('button', { name: 'Filter', exact: true }).click();
    await menu('Tag').hover();
    await menu('vip').click();
    await page.getByRole('button', { name: 'Remove filter: vip' }).waitFor();
    const expected = await inOrder(`status = 'open' and tags @> '{vip}'`, 'waiting_since nulls last, id');
    await eventually(async () => (await shown()).length === expected.length, 30_000);
    await page.getByRole('button', { name: 'Save view' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
    await page.getByText('Give it a name.').waitFor();
    await page.getByRole('textbox', { name: 'Name' }).fill('Important people');
    await lookAt(page, 'inbox-save-view', { within: '[role=dialog]' });
    await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
    await page.getByRole('button', { name: 'Important people' }).waitFor();
    await page.getByRole('button', { name: 'All', exact: false }).first().click();
    await page.getByRole('button', { name: 'More', exact: true }).click();
    await page.getByRole('menuitem', { name: /Snoozed\s*2/ }).waitFor();
    await lookAt(page, 'inbox-views', { within: '[role=menu]' });
    await page.getByRole('menuitem', { name: new RegExp(`Important people\\s*${expected.length}`) }).click();
    await page.getByRole('button', { name: 'Remove filter: vip' }).waitFor();
    await page.getByRole('button', { name: 'Clear' }).click();
  });

  it('searches the words of messages, and sees where they are', async () => {
    await page.keyboard.press('Escape');
    await page.keyboard.press('/');
    await page.keyboard.type('stopcock');
    await eventually(async () => (await page.locator('mark').allTextContents()).join() === 'stopcock', 30_000);
    expect(await shown()).toEqual(['8']);
    await lookAt(page, 'inbox-search');
    await page.getByRole('searchbox').fill('nothing like it');
    await page.getByText('No match').waitFor();
    await lookAt(page, 'inbox-no-match');
    await page.getByRole('searchbox').fill('07700 980012');
    await eventually(async () => (await shown()).join() === '12', 30_000);
    await page.getByRole('button', { name: 'Clear search' }).click();
    await eventually(async () => (await shown()).length > 5, 30_000);
  });

  it('chooses several by keyboard, does the same to all of them, and takes it back', async () => {
    await page.goto(`${hub.url}/?view=unassigned`);
    await rows().first().waitFor();
    const chosen = (await shown()).slice(1, 4);
    const tagged = async () => (await inOrder(`tags @> '{flood}'`, 'id')).length;
    for (const key of ['j', 'j', 'x', 'j', 'j', 'Shift+X']) await page.keyboard.press(key);
    await bar().getByText('3 selected').waitFor();
    await lookAt(page, 'inbox-bulk');
    await bar().getByRole('button', { name: 'Tag' }).click();
    await page.getByRole('textbox', { name: 'New tag' }).fill('flood');
    await page.keyboard.press('Enter');
    await page.getByText('3 threads tagged').waitFor();
    await screenshot(page, 'inbox-undo');
    expect(await inOrder(`tags @> '{flood}'`, 'id')).toEqual(chosen.toSorted((a, b) => Number(a) - Number(b)));
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByText('Taken back').waitFor();
    expect(await tagged()).toBe(0);
    await bar().waitFor({ state: 'hidden' });
  });

  it('takes several at once from nobody, and they leave the list', async () => {
    const [first, second] = await shown();
    for (const id of [first!, second!]) await page.locator(`[data-thread-row='${id}']`).click({ modifiers: ['Shift'] });
    await bar().getByRole('button', { name: 'Assign' }).click();
    await menu('Me').click();
    await page.getByText('2 threads assigned').waitFor();
    await eventually(async () => !(await shown()).some((id) => id === first || id === second), 30_000);
  });

  it('is told where the rest of a list did not come, and asks for it again', async () => {
    await page.route('**/api/v1/threads?*cursor=*', (route) => route.fulfill({ status: 503, body: '{}' }));
    await page.goto(`${hub.url}/?view=all&status=any`);
    await rows().first().waitFor();
    const list = page.getByRole('list', { name: 'Threads' });
    const failed = page.getByRole('alert').filter({ hasText: 'The rest of the inbox didn’t load' });
    await eventually(async () => {
      await list.evaluate((element) => element.parentElement!.scrollTo({ top: 1e6 }));
      return failed.isVisible();
    }, 30_000);
    await lookAt(page, 'inbox-rest-error');
    await page.unroute('**/api/v1/threads?*cursor=*');
    await failed.getByRole('button', { name: 'Try again' }).click();
    await failed.waitFor({ state: 'detached' });
    await eventually(async () => {
      await list.evaluate((element) => element.parentElement!.scrollTo({ top: 1e6 }));
      return page.locator(`li[aria-posinset='${many}'][aria-setsize='${many}']`).isVisible();
    }, 30_000);
  });

  it('is told where a list is empty, and where it could not be loaded', async () => {
    await page.goto(`${hub.url}/?view=mine&status=snoozed`);
    await page.getByText('Nothing here').waitFor();
    await lookAt(page, 'inbox-empty');
    await page.route('**/api/v1/threads?*', (route) => route.fulfill({ status: 503, body: '{}' }));
    await page.goto(`${hub.url}/?view=all&status=resolved`);
    await page.getByText('The inbox didn’t load').waitFor();
    await lookAt(page, 'inbox-error');
    await page.unroute('**/api/v1/threads?*');
    await page.getByRole('button', { name: 'Try again' }).click();
    await eventually(async () => (await shown()).length === 3, 30_000);
    expect(problems).toEqual([]);
  });
});
