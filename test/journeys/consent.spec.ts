import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { post, threadOf } from '../support/conversations.js';
import { handset, type Handset } from '../support/handset.js';
import { launch, screenshot } from '../support/browser.js';
import { eventually, startTestHub, type TestHub } from '../support/hub.js';
import { signIn } from '../support/people.js';

/** What an agent sees of consent, in a real browser: the flag, what follows from it, and why a message was sent. */
let hub: TestHub;
let browser: Browser;
let page: Page;
let person: Handset;
const problems: string[] = [];

beforeAll(async () => {
  hub = await startTestHub();
  browser = await launch();
  const { cookie } = await signIn(hub, 'agent');
  const [name, value] = cookie.split('=') as [string, string];
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  await context.addCookies([{ name, value, url: hub.url }]);
  page = await context.newPage();
  page.setDefaultTimeout(20_000);
  page.on('pageerror', (error) => problems.push(error.message));
  person = handset(hub, '+447700900123');
  await person.write('whatsapp', 'Hello, my meter reads 004211');
  const thread = await threadOf(hub, person.phone);
  await post(hub, thread.id, 'Thank you, it is noted.', {}, { cookie });
  await person.write('whatsapp', 'Great. And please stop texting me about offers');
  await eventually(async () => (await threadOf(hub, person.phone)).flaggedSeq);
  await page.goto(`${hub.url}/threads/${thread.id}`);
}, 90_000);
afterAll(async () => {
  await browser.close();
  await hub.stop();
});

/** Light and dark, wide and narrow. */
async function look(name: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    for (const width of [1440, 390]) {
      await page.setViewportSize({ width, height: 844 });
      await screenshot(page, `consent-${name}-${colorScheme}-${width}`);
    }
  }
  await page.emulateMedia({ colorScheme: 'light' });
  await page.setViewportSize({ width: 1440, height: 900 });
}

describe('an agent', () => {
  it('is asked about free wording in the thread and sees it in the inbox', async () => {
    await page.getByRole('region', { name: 'Possible opt-out' }).getByText('please stop texting me').waitFor();
    await page.getByRole('link', { name: /opt-out\?/ }).waitFor();
    expect(await page.getByRole('textbox', { name: 'Reply' }).isEnabled()).toBe(true);
    await look('flag');
  });

  it('records it by one key: the composer says opted out and since when, the details say who recorded it', async () => {
    await page.getByRole('heading', { name: 'Consent' }).first().waitFor();
    await page.keyboard.press('o');
    await page.getByText(/Opted out of WhatsApp since today/).waitFor();
    await expect.poll(() => page.getByRole('textbox', { name: 'Reply' }).isDisabled()).toBe(true);
    await page.getByRole('region', { name: 'Possible opt-out' }).waitFor({ state: 'detached' });
    const messages = page.getByRole('region', { name: 'Messages' });
    await messages.getByText(/Opted out of WhatsApp messages from \+447700900801 \(Recorded by Ada Okafor\)/).waitFor();
    await messages.getByText(/you will get no more messages from this number/).waitFor();
    await page.getByText('Recorded by Ada Okafor').first().waitFor();
    await look('opted-out');
  });

  it('asks of a message why it was sent', async () => {
    await page.getByRole('button', { name: 'More about this message' }).last().click();
    await page.getByRole('menuitem', { name: 'Why was this sent?' }).click();
    const panel = page.getByRole('dialog', { name: 'Why was this sent?' });
    await panel.getByText(/Answers an opt-out in message 3/).waitFor();
    await panel.getByText(/taken by the provider/).waitFor();
    await look('why');
    await page.keyboard.press('Escape');
    expect(problems).toEqual([]);
  });
});
