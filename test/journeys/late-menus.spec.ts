import type { Browser, Page, Route } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { launch } from '../support/browser.js';
import { startTestHub, type TestHub } from '../support/hub.js';
import { consolePage } from '../support/look.js';

/** Menus are loaded when they are first asked for: on a slow network too, the first click is the one that counts. */
let hub: TestHub;
let browser: Browser;
let page: Page;
let problems: string[];
let held: Route[] = [];

beforeAll(async () => {
  hub = await startTestHub();
  browser = await launch();
  ({ page, problems } = await consolePage(hub, browser));
}, 90_000);
afterAll(async () => {
  await browser.close();
  await hub.stop();
});

const account = () => page.getByRole('button', { name: /^Account:/ });
const arrive = async () => {
  for (const route of held.splice(0)) await route.continue();
  await page.unroute('**/assets/*.js');
};

describe('a menu that has not been loaded yet', { timeout: 60_000 }, () => {
  beforeEach(async () => {
    held = [];
    await page.goto(`${hub.url}/`);
    await account().waitFor();
    // What is fetched from here on is on its way until it is let through.
    await page.waitForLoadState('networkidle');
    await page.route('**/assets/*.js', (route) => void held.push(route));
  });

  it('opens by the first click, once it has come', async () => {
    await account().click();
    await expect.poll(() => held.length).toBeGreaterThan(0);
    expect(await account().getAttribute('aria-expanded')).toBe('true');
    expect(await page.getByRole('menu').count()).toBe(0);
    await arrive();
    await page.getByRole('menuitem', { name: 'Sign out' }).waitFor();
  });

  it('opens by the keyboard, and Escape gives the focus back', async () => {
    await account().focus();
    await page.keyboard.press('Enter');
    await expect.poll(() => held.length).toBeGreaterThan(0);
    await arrive();
    await page.getByRole('menuitem', { name: 'Sign out' }).waitFor();
    await page.keyboard.press('Escape');
    await expect.poll(() => page.getByRole('menu').count()).toBe(0);
    expect(await account().evaluate((button) => button === document.activeElement)).toBe(true);
    expect(problems).toEqual([]);
  });
});
