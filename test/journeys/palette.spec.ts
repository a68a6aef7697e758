import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launch } from '../support/browser.js';
import { threadOf } from '../support/conversations.js';
import { handset } from '../support/handset.js';
import { eventually, startTestHub, type TestHub } from '../support/hub.js';
import { consolePage, lookAt } from '../support/look.js';

/** Everything from the keyboard: the palette, the cheat sheet, and keys one after the other. */
let hub: TestHub;
let browser: Browser;
let page: Page;
let problems: string[];
const phone = '+447700900761';

beforeAll(async () => {
  hub = await startTestHub();
  browser = await launch();
  await handset(hub, phone).write('whatsapp', 'The display shows E-17');
  ({ page, problems } = await consolePage(hub, browser));
  await page.goto(`${hub.url}/`);
  await page.getByRole('button', { name: 'Search or do' }).waitFor();
}, 90_000);
afterAll(async () => {
  await browser.close();
  await hub.stop();
});

const field = () => page.getByRole('combobox', { name: 'Commands and search' });
const chosen = () => page.locator('[role=option][aria-selected=true]');

describe('the palette', { timeout: 90_000 }, () => {
  it('finds a command by part of its name, and runs it', async () => {
    await page.keyboard.press('Control+k');
    await field().waitFor();
    await lookAt(page, 'palette');
    await page.keyboard.type('call');
    await expect.poll(() => chosen().textContent()).toContain('Calls');
    // What is chosen is named to a screen reader by the field itself.
    expect(await field().getAttribute('aria-activedescendant')).toBe(await chosen().getAttribute('id'));
    await page.keyboard.press('Enter');
    await page.waitForURL('**/calls');
    await expect.poll(() => page.getByRole('dialog').count()).toBe(0);
  });

  it('finds a thread by its number in any form, and opens it', async () => {
    const { id } = await threadOf(hub, phone);
    await page.keyboard.press('Control+k');
    await field().fill('07700 900761');
    const option = page.getByRole('group', { name: 'Threads' }).getByRole('option').first();
    await option.waitFor();
    await lookAt(page, 'palette-threads');
    await option.click();
    await page.waitForURL(`**/threads/${id}*`);
  });

  it('gives the open thread to a colleague', async () => {
    const { id } = await threadOf(hub, phone);
    await page.goto(`${hub.url}/threads/${id}`);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.keyboard.press('Control+k');
    await field().fill('assign');
    const people = page.getByRole('group', { name: 'Assign to' }).getByRole('option');
    await people.first().waitFor();
    const name = await people.first().textContent();
    await people.first().click();
    await eventually(async () => {
      const { body } = await hub.api<{ assignee: { name: string } | null }>('GET', `/api/v1/threads/${id}`);
      return body.assignee?.name === name;
    }, 20_000);
  });

  it('says when nothing is called that, and gives the focus back', async () => {
    await page.goto(`${hub.url}/calls`);
    const button = page.getByRole('button', { name: 'Search or do' });
    await button.click();
    await field().fill('zzzz');
    await page.getByText('Nothing is called that.').waitFor();
    await page.keyboard.press('Escape');
    await expect.poll(() => button.evaluate((element) => element === document.activeElement)).toBe(true);
  });
});

describe('keys', { timeout: 90_000 }, () => {
  it('are listed on ?, and lead somewhere one after the other', async () => {
    await page.locator('body').click({ position: { x: 700, y: 700 } });
    await page.keyboard.press('?');
    const sheet = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
    await sheet.getByText('Inbox: mine').waitFor();
    await lookAt(page, 'cheat-sheet');
    // Nothing reaches the page behind.
    await page.keyboard.press('g');
    await page.keyboard.press('m');
    expect(page.url()).toContain('/calls');
    await page.keyboard.press('Escape');
    await sheet.waitFor({ state: 'hidden' });
    await page.keyboard.press('g');
    await page.getByRole('status', { name: 'Keys that may follow' }).waitFor();
    await page.keyboard.press('m');
    await page.waitForURL('**/?view=mine');
  });

  it('write where somebody writes', async () => {
    const search = page.getByRole('searchbox', { name: /search/i }).first();
    await search.fill('');
    await search.pressSequentially('g?m');
    expect(await search.inputValue()).toBe('g?m');
    expect(await page.getByRole('dialog').count()).toBe(0);
    await search.fill('');
  });

  it('of one letter can be switched off', async () => {
    await page.goto(`${hub.url}/calls`);
    await page.getByRole('button', { name: 'Search or do' }).waitFor();
    await page.keyboard.press('?');
    await page.getByRole('switch', { name: 'Shortcuts of a single key' }).press('Space');
    await page.keyboard.press('Escape');
    await page.keyboard.press('g');
    await page.keyboard.press('m');
    await page.waitForTimeout(300);
    expect(page.url()).toContain('/calls');
    await page.keyboard.press('Control+k');
    await field().waitFor();
    expect(problems).toEqual([]);
  });
});
