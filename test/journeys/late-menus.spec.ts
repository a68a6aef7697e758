import type { Browser, Page, Route } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { launch } from '../support/browser.js';
import { startTestHub, type TestHub } from '../support/hub.js';
import { consolePage } from '../support/look.js';

/** On a slow line somebody is quicker than the menus that are loaded after the first paint. */
let hub: TestHub;
let browser: Browser;
let page: Page;
let problems: string[];

beforeAll(async () => {
  hub = await startTestHub();
  browser = await launch();
  ({ page, problems } = await consolePage(hub, browser));
  page.setDefaultTimeout(15_000);
}, 90_000);
afterEach(() => page.unrouteAll());
afterAll(async () => {
  await browser.close();
  await hub.stop();
});

/** Keeps a chunk of the console back until it is let go. */
async function held(chunk: string): Promise<() => Promise<void>> {
  const waiting: Route[] = [];
  let free = false;
  await page.route(`**/assets/${chunk}-*.js`, (route) => (free ? route.continue() : void waiting.push(route)));
  return async () => {
    await expect.poll(() => waiting.length).toBeGreaterThan(0);
    free = true;
    await Promise.all(waiting.map((route) => route.continue()));
  };
}
const focused = () => page.evaluate(() => document.activeElement?.textContent?.trim() ?? '');

describe('a menu that is still on its way', { timeout: 60_000 }, () => {
  it.each([
    ['more-views', 'button', /^More$/],
    ['sort-choices', 'button', /^Sort: /],
    ['filter-choices', 'button', /^Filter$/],
    ['account-menu', 'button', /^Account: /],
  ] as const)('%s: the button says so, and then it opens and works by keys', async (chunk, role, name) => {
    const release = await held(chunk);
    await page.goto(`${hub.url}/`);
    const button = page.getByRole(role, { name });
    await button.focus();
    await page.keyboard.press('Enter');
    await expect.poll(() => button.getAttribute('aria-busy')).toBe('true');
    await expect.poll(() => button.evaluate((element) => element.getAnimations().length)).toBeGreaterThan(0);
    expect(await page.getByRole('menu').count()).toBe(0);
    await release();
    await page.getByRole('menu').waitFor();
    await expect.poll(() => button.getAttribute('aria-busy')).toBeNull();
    const items = page.getByRole('menu').locator('[role^=menuitem]:not([data-disabled])');
    await page.keyboard.press('ArrowDown');
    await expect.poll(focused).not.toBe('');
    const first = await focused();
    expect(await items.allTextContents()).toContain(first);
    await page.keyboard.press('ArrowDown');
    await expect.poll(focused).not.toBe(first);
    await page.keyboard.press('Escape');
    await page.getByRole('menu').waitFor({ state: 'hidden' });
    await expect.poll(() => button.evaluate((element) => element === document.activeElement)).toBe(true);
  });

  it('mentions: so does the panel that is no menu', async () => {
    const release = await held('mentions-panel');
    await page.goto(`${hub.url}/`);
    const button = page.getByRole('button', { name: /^Mentions/ });
    await button.click();
    await expect.poll(() => button.getAttribute('aria-busy')).toBe('true');
    await release();
    await page.getByRole('dialog', { name: 'Mentions' }).waitFor();
    await page.keyboard.press('Escape');
    await expect.poll(() => button.evaluate((element) => element === document.activeElement)).toBe(true);
  });

  it('does not open when it was closed again before it came', async () => {
    const release = await held('filter-choices');
    await page.goto(`${hub.url}/`);
    const button = page.getByRole('button', { name: 'Filter', exact: true });
    await button.click();
    await expect.poll(() => button.getAttribute('aria-busy')).toBe('true');
    await button.click();
    await expect.poll(() => button.getAttribute('aria-busy')).toBeNull();
    await release();
    await page.waitForLoadState('networkidle');
    expect(await page.getByRole('menu').count()).toBe(0);
    expect(problems).toEqual([]);
  });
});
