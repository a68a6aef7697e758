import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Browser, FrameLocator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launch, screenshot } from '../support/browser.js';
import { startTestHub, type TestHub } from '../support/hub.js';
import { meterPhoto } from './photo.js';

/** What somebody does who has just installed Shiftline, in the order they do it, in a real browser. */
let hub: TestHub;
let browser: Browser;
let page: Page;
let agents: FrameLocator;
const problems: string[] = [];

beforeAll(async () => {
  hub = await startTestHub();
  browser = await launch();
  page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  // The menu is spoken three times as fast as to a person.
  await page.route('**/sandbox/api/calls', (route) =>
    route.continue({ postData: { ...route.request().postDataJSON(), pace: 12 } }),
  );
  page.on('pageerror', (error) => problems.push(error.message));
  page.on('console', (message) => {
    // Not signed in yet: the browser itself reports the 401 by which the console knows.
    if (message.type() === 'error' && !/401/.test(message.text())) problems.push(message.text());
  });
  await page.goto(`${hub.url}/sandbox`);
  agents = page.frameLocator('iframe');
}, 90_000);
afterAll(async () => {
  await browser.close();
  await hub.stop();
});

const phone = {
  ring: () => page.getByRole('button', { name: 'Ring', exact: true }).click(),
  press: (key: string) => page.getByRole('button', { name: key, exact: true }).click(),
  /** However the call ended: back to the screen with the Ring button. */
  done: () => page.getByRole('button', { name: 'Done' }).click(),
  hangUp: () => page.getByRole('button', { name: 'Hang up' }).click(),
  open: (tab: string) => page.getByRole('tab', { name: new RegExp(tab) }).click(),
  hears: (words: RegExp) => page.getByText(words).last().waitFor(),
};
const thread = () => agents.getByRole('region', { name: 'Messages' });

describe('a newcomer', () => {
  it('opens the sandbox and signs in to the console beside the phone', async () => {
    await agents.getByRole('button', { name: /Sign in as Ada/ }).click();
    await agents.getByText('Live', { exact: true }).waitFor();
    await screenshot(page, '01-sandbox');
  });

  it('rings, reads the menu and presses 1: the message and the thread are there before the call ends', async () => {
    await phone.ring();
    await phone.hears(/you have reached Riverside Water.*about 7 minutes.*press 1.*press 2.*press 0/);
    await screenshot(page, '02-menu');
    await phone.press('1');
    await phone.hears(/WhatsApp message is on its way/);
    await agents.getByRole('link', { name: /\+447700900123/ }).waitFor();
    await page.locator('[role=tab][aria-label=WhatsApp][aria-description="1 unread"]').waitFor();
    // All that while still on the line.
    expect(await page.getByRole('button', { name: 'Hang up' }).isVisible()).toBe(true);
    await screenshot(page, '03-on-its-way');
    await phone.hears(/has arrived.*Goodbye/);
    await phone.done();
  });

  it('finds the call as the first entry of the thread', async () => {
    await agents.getByRole('link', { name: /\+447700900123/ }).click();
    await thread()
      .getByText(/Hello, this is Riverside Water/)
      .waitFor();
    const { body } = await hub.api<{ items: { type: string; seq: number }[] }>('GET', '/api/v1/threads/1/messages');
    expect(body.items.map((m) => [m.seq, m.type])).toEqual([
      [1, 'call'],
      [2, 'template'],
    ]);
    await screenshot(page, '04-thread');
  });

  it('answers from the phone with words and a photo, which appear in the console', async () => {
    await phone.open('WhatsApp');
    await page
      .getByText(/Hello, this is Riverside Water/)
      .last()
      .waitFor();
    await page.getByRole('textbox', { name: 'Message' }).fill('My meter looks odd');
    await page.getByRole('button', { name: 'Send', exact: true }).click();
    await thread().getByText('My meter looks odd').waitFor();
    const file = path.join(hub.dataDir, 'meter.jpg');
    await writeFile(file, await meterPhoto());
    await page.locator('input[type=file]').setInputFiles(file);
    await page.getByRole('button', { name: 'Send', exact: true }).click();
    const picture = thread().locator('img').last();
    await picture.waitFor();
    await expect.poll(() => picture.evaluate((img) => (img as HTMLImageElement).naturalWidth)).toBeGreaterThan(100);
    await screenshot(page, '05-photo');
  });

  it('replies from the console and sees the ticks go to read', async () => {
    await agents.getByRole('button', { name: 'Assign to me' }).click();
    await agents.getByRole('textbox', { name: 'Reply' }).fill('Thank you, I can read it: 04821.7');
    await agents.getByRole('textbox', { name: 'Reply' }).press('Enter');
    await page.getByText('Thank you, I can read it: 04821.7').last().waitFor();
    await expect
      .poll(
        async () => {
          const { body } = await hub.api<{ items: { text: string | null; status: string }[] }>(
            'GET',
            '/api/v1/threads/1/messages',
          );
          return body.items.at(-1)!.status;
        },
        { timeout: 10_000 },
      )
      .toBe('read');
    await thread().getByLabel(/read/i).last().waitFor();
    await screenshot(page, '06-read');
  });

  it('rings again and presses 2: a text comes, in the same thread', async () => {
    await phone.open('Phone');
    await phone.ring();
    await phone.hears(/you have reached Riverside Water/);
    await phone.press('2');
    await phone.hears(/text message is on its way/);
    await phone.hears(/text message (has arrived|should be there).*Goodbye/);
    await phone.done();
    await phone.open('SMS');
    await page
      .getByText(/Riverside Water: you asked to go on by text.*STOP/)
      .last()
      .waitFor();
    await page.getByRole('textbox', { name: 'Message' }).fill('Texting now');
    await page.getByRole('button', { name: 'Send', exact: true }).click();
    await thread().getByText('Texting now').waitFor();
    await screenshot(page, '07-text');
    const { body } = await hub.api<{ items: unknown[] }>('GET', '/api/v1/threads');
    expect(body.items).toHaveLength(1);
  });

  it('presses 0, or nothing, and stays in the queue for a person', async () => {
    await phone.open('Phone');
    for (const key of ['0', null]) {
      await phone.ring();
      await phone.hears(/you have reached Riverside Water/);
      if (key) await phone.press(key);
      await phone.hears(/a person will be with you/);
      await page
        .getByText(/Place 1|You are next|number 1|first/i)
        .first()
        .waitFor();
      await screenshot(page, key ? '08-stays' : '09-no-input');
      await phone.hangUp();
      await phone.done();
    }
    const { body } = await hub.api<{ items: { offer: { outcome: string } }[] }>('GET', '/api/v1/calls');
    expect(body.items.map((call) => call.offer.outcome)).toEqual(['no_input', 'declined', 'accepted', 'accepted']);
  }, 90_000);

  it('resolves the thread, and the pages had no errors', async () => {
    await agents.getByRole('button', { name: 'Resolve' }).click();
    await agents
      .getByRole('dialog')
      .getByRole('button', { name: /Solved$/ })
      .click();
    await agents.getByRole('button', { name: 'Reopen' }).first().waitFor();
    expect(problems).toEqual([]);
  });
});
