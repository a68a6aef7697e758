import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launch } from '../support/browser.js';
import { startTestHub, type TestHub } from '../support/hub.js';
import { consolePage, lookAt } from '../support/look.js';

/** The settings' frame: a list, a page beside it, and on a phone one after the other. */
let hub: TestHub;
let browser: Browser;

beforeAll(async () => {
  hub = await startTestHub();
  browser = await launch();
}, 90_000);
afterAll(async () => {
  await browser.close();
  await hub.stop();
});

describe('settings', { timeout: 90_000 }, () => {
  it('lists what one’s role may set up, with one page open', async () => {
    const { page, problems } = await consolePage(hub, browser);
    await page.goto(`${hub.url}/settings`);
    await page.getByRole('heading', { level: 1, name: 'Notifications' }).waitFor();
    await page.getByRole('navigation', { name: 'Settings' }).getByRole('link', { name: 'Notifications' }).click();
    await page.waitForURL('**/settings/notifications');
    await lookAt(page, 'settings-frame');
    expect(problems).toEqual([]);
  });

  it('says so where there is no such page', async () => {
    const { page } = await consolePage(hub, browser);
    await page.goto(`${hub.url}/settings/nothing`);
    await page.getByText('There is no such settings page').waitFor();
  });

  it('is the list first on a phone, and back from a page', async () => {
    const { page } = await consolePage(hub, browser);
    await page.setViewportSize({ width: 390, height: 844 });
    await page.goto(`${hub.url}/settings`);
    const list = page.getByRole('navigation', { name: 'Settings' });
    await list.getByRole('link', { name: 'Notifications' }).click();
    await page.getByRole('heading', { level: 1, name: 'Notifications' }).waitFor();
    expect(await list.isVisible()).toBe(false);
    await page.getByRole('link', { name: 'All settings' }).click();
    await list.waitFor();
  });

  it('is read in German where that is the browser’s language', async () => {
    const { page, problems } = await consolePage(hub, browser, 'agent', 0, 'de-DE');
    await page.goto(`${hub.url}/settings`);
    await page.getByRole('heading', { level: 1, name: 'Benachrichtigungen' }).waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe('de');
    expect(problems).toEqual([]);
  });
});
