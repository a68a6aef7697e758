import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { launch } from '../support/browser.js';
import { startTestHub, type TestHub } from '../support/hub.js';
import { consolePage, lookAt } from '../support/look.js';
import { colleague } from '../support/work.js';

let hub: TestHub;
let browser: Browser;
const pages: Page[] = [];
beforeAll(async () => {
  hub = await startTestHub();
  browser = await launch();
});
afterEach(async () => {
  for (const page of pages.splice(0)) await page.context().close();
});
afterAll(async () => {
  await browser.close();
  await hub.stop();
});

async function settings(role: 'admin' | 'supervisor') {
  const { page, problems } = await consolePage(hub, browser, role);
  pages.push(page);
  await page.goto(`${hub.url}/settings/people`);
  await page.getByRole('button', { name: 'Change Ada Okafor' }).waitFor();
  return { page, problems };
}

it('an administrator makes a sign-in by keyboard, gives a new password and switches the person off and on', async () => {
  const { page, problems } = await settings('admin');
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.getByRole('button', { name: 'New person' }).focus();
  await page.keyboard.press('Enter');
  const making = page.getByRole('dialog', { name: 'New person' });
  await expect.poll(() => making.getByLabel('Name').evaluate((field) => field === document.activeElement)).toBe(true);
  await page.keyboard.press('Enter');
  await making.getByText('Name who it is').waitFor();
  await making.getByText('An e-mail address, such as').waitFor();
  await page.keyboard.type('Jo Nowak');
  await page.keyboard.press('Tab');
  await page.keyboard.type('Ada@riverside.example');
  await page.keyboard.press('Enter');
  await making.getByText('Somebody signs in with this address already.').waitFor();
  expect(await making.getByLabel('Name').inputValue()).toBe('Jo Nowak');
  await lookAt(page, 'person-new', { within: '[role=dialog]' });
  await making.getByLabel('Email').fill('jo@riverside.example');
  await page.keyboard.press('Enter');

  const made = page.getByRole('dialog', { name: 'Jo Nowak can sign in' });
  const password = await made.locator('code').textContent();
  await lookAt(page, 'person-password', { within: '[role=dialog]' });
  await made.getByRole('button', { name: 'Copy the password' }).click();
  await made.getByRole('button', { name: 'Copied' }).waitFor();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(password);
  await made.getByRole('button', { name: 'Done' }).click();

  const context = await browser.newContext();
  const theirs = await context.newPage();
  pages.push(theirs);
  await theirs.goto(hub.url);
  await theirs.getByLabel('Email').fill('jo@riverside.example');
  await theirs.getByLabel('Password', { exact: true }).fill(password!);
  await theirs.keyboard.press('Enter');
  await theirs.getByText('Live', { exact: true }).waitFor();

  await page.getByRole('button', { name: 'Change Jo Nowak' }).click();
  const person = page.getByRole('dialog', { name: 'Change Jo Nowak' });
  await person.getByLabel('Role').selectOption('supervisor');
  await person.getByLabel('Name').fill('Joanna Nowak');
  await lookAt(page, 'person-change', { within: '[role=dialog]' });
  await person.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('button', { name: 'Change Joanna Nowak' }).waitFor();
  expect(await colleague(hub, /^Joanna/)).toMatchObject({ role: 'supervisor', email: 'jo@riverside.example' });

  await page.getByRole('button', { name: 'Change Joanna Nowak' }).click();
  await page.getByRole('button', { name: 'New password …' }).click();
  await page.getByText('signed out everywhere').waitFor();
  await page.getByRole('button', { name: 'Make a new password' }).click();
  const anew = page.getByRole('dialog', { name: 'Joanna Nowak has a new password' });
  const next = await anew.locator('code').textContent();
  expect(next).not.toBe(password);
  await anew.getByRole('button', { name: 'Done' }).click();
  await theirs.getByRole('button', { name: 'Sign in', exact: true }).waitFor({ timeout: 10_000 });
  await theirs.getByLabel('Email').fill('jo@riverside.example');
  await theirs.getByLabel('Password', { exact: true }).fill(next!);
  await theirs.keyboard.press('Enter');
  await theirs.getByText('Live', { exact: true }).waitFor();

  await page.getByRole('button', { name: 'Change Joanna Nowak' }).click();
  await page.getByRole('button', { name: 'Switch off …' }).click();
  await lookAt(page, 'person-switch-off', { within: '[role=dialog]' });
  await page.getByRole('button', { name: 'Switch Joanna Nowak off' }).click();
  await page.getByRole('heading', { name: 'Switched off' }).waitFor();
  await lookAt(page, 'people-switched-off');
  await theirs.getByRole('button', { name: 'Sign in', exact: true }).waitFor({ timeout: 10_000 });
  await theirs.getByLabel('Email').fill('jo@riverside.example');
  await theirs.getByLabel('Password', { exact: true }).fill(next!);
  await theirs.keyboard.press('Enter');
  await theirs.getByText('This sign-in is switched off. Ask an administrator.').waitFor();
  await page.getByRole('button', { name: 'Switch on Joanna Nowak' }).click();
  await page.getByRole('button', { name: 'Change Joanna Nowak' }).waitFor();
  expect(problems).toEqual([]);
}, 120_000);

it('says so where those who are switched off did not load', async () => {
  const { page } = await settings('admin');
  await page.route('**/api/v1/users?off=true', (route) => route.abort());
  await page.reload();
  const off = page.getByRole('region', { name: 'Switched off' });
  await off.getByText('The colleagues didn’t load').waitFor({ timeout: 20_000 });
  await page.unroute('**/api/v1/users?off=true');
  await off.getByRole('button', { name: 'Try again' }).click();
  await off.waitFor({ state: 'detached' });
}, 60_000);

it('a supervisor changes what work people get, and no sign-in', async () => {
  const { page, problems } = await settings('supervisor');
  expect(await page.getByRole('button', { name: 'New person' }).count()).toBe(0);
  await page.getByRole('button', { name: 'Change Ada Okafor' }).click();
  const person = page.getByRole('dialog', { name: 'Change Ada Okafor' });
  await person.getByLabel('Capacity').waitFor();
  expect(await person.getByLabel('Email').count()).toBe(0);
  expect(await person.getByRole('button', { name: /Switch off|New password/ }).count()).toBe(0);
  expect(problems).toEqual([]);
});

it('the last administrator is told why they stay one, and nothing typed is lost', async () => {
  const { page } = await settings('admin');
  await page.getByRole('button', { name: 'Change Amir Haddad' }).click();
  const person = page.getByRole('dialog', { name: 'Change Amir Haddad' });
  expect(await person.getByRole('button', { name: 'Switch off …' }).count()).toBe(0);
  await person.getByLabel('Name').fill('Amir H');
  await person.getByLabel('Role').selectOption('agent');
  await person.getByRole('button', { name: 'Save' }).click();
  await person.getByText('Make somebody else an administrator first.').waitFor();
  expect(await person.getByLabel('Name').inputValue()).toBe('Amir H');
});
