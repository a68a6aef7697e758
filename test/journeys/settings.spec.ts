import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launch } from '../support/browser.js';
import { threadOf } from '../support/conversations.js';
import { handset } from '../support/handset.js';
import { startTestHub, type TestHub } from '../support/hub.js';
import { consolePage, lookAt } from '../support/look.js';
import { askSurveys, gets, resolve } from '../support/surveys.js';

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

  it('is read in the language that was chosen before signing in, down to faults beside fields and lines of threads', async () => {
    const person = handset(hub, '+447700900774');
    await person.write('whatsapp', 'No water since Monday');
    const { id } = await threadOf(hub, person.phone);
    await askSurveys(hub);
    await resolve(hub, id);
    await gets(person, /Did this solve it/);
    await person.write('whatsapp', 'STOP');

    const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'en-GB' });
    const page = await context.newPage();
    page.setDefaultTimeout(30_000);
    await page.goto(`${hub.url}/sign-in`);
    await page.getByRole('group', { name: 'Language' }).getByRole('button', { name: 'Deutsch' }).press('Enter');
    await page.getByRole('heading', { name: 'Anmelden' }).waitFor();
    await lookAt(page, 'german-sign-in');
    await page.getByRole('button', { name: /Anmelden als .*Teamleitung/ }).click();
    await page.waitForURL((url) => url.pathname !== '/sign-in');

    await page.goto(`${hub.url}/settings/surveys`);
    const form = page.getByRole('form', { name: 'Umfragen' });
    await form.getByLabel('Tage zwischen zwei Umfragen').fill('999');
    await form.getByRole('button', { name: 'Speichern' }).click();
    await form.getByText('Höchstens 365.').waitFor();
    await lookAt(page, 'german-fault');

    await page.goto(`${hub.url}/threads/${id}`);
    const messages = page.getByRole('region', { name: 'Nachrichten' });
    await messages.getByText(/hat die Unterhaltung abgeschlossen: Gelöst/).waitFor();
    await messages.getByText(/Keine WhatsApp-Nachrichten mehr von \+\d+ \(.*STOP/).waitFor();
    const answers = messages.getByRole('list', { name: 'Antworten zum Antippen' });
    expect(await answers.getByRole('listitem').allTextContents()).toEqual(['Yes', 'No']);
    await lookAt(page, 'german-thread');
  });
});
