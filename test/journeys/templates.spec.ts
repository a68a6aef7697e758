import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launch } from '../support/browser.js';
import { threadOf } from '../support/conversations.js';
import { handset } from '../support/handset.js';
import { eventually, startTestHub, type TestHub } from '../support/hub.js';
import { lookAt } from '../support/look.js';
import { ageWindow, listsRead } from '../support/templates.js';

/** An agent writes to a customer whose window has closed; an administrator looks at the templates. */
let hub: TestHub;
let browser: Browser;
let page: Page;
let threadId: string;
const problems: string[] = [];

beforeAll(async () => {
  hub = await startTestHub();
  await listsRead(hub);
  browser = await launch();
  page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  page.on('pageerror', (error) => problems.push(error.message));
}, 90_000);
afterAll(async () => {
  await browser.close();
  await hub.stop();
});

const phone = () => handset(hub, '+447700900731');
async function signIn(role: string) {
  const { email, password } = hub.sandbox.users.find((user) => user.role === role)!;
  await page.request.post(`${hub.url}/api/v1/auth/login`, { data: { email, password } });
}
const everyLook = (name: string) => lookAt(page, `templates-${name}`);

describe('templates in the console', () => {
  it('take the place of the text box when the window has closed; chosen and filled in by keyboard, sent', async () => {
    await phone().write('whatsapp', 'When do you come?');
    threadId = (await threadOf(hub, phone().phone)).id;
    await phone().closeWindow('whatsapp');
    await ageWindow(hub, threadId, 25);
    await signIn('agent');
    await page.goto(`${hub.url}/threads/${threadId}`);
    const search = page.getByRole('combobox', { name: 'Search templates' });
    await search.waitFor();
    expect(await page.getByRole('textbox', { name: 'Reply' }).count()).toBe(0);
    const found = page.getByRole('listbox', { name: 'Templates' }).getByRole('option');
    await expect.poll(() => found.count()).toBe(4);
    await everyLook('list');
    await search.fill('visit');
    await expect.poll(() => found.count()).toBe(1);
    await search.press('Enter');
    await page.keyboard.type('Ana');
    await page.keyboard.press('Tab');
    await page.keyboard.type('Tuesday at 9');
    await page.getByRole('region', { name: 'Preview' }).getByText('Hello Ana, our engineer visits you on').waitFor();
    await everyLook('form');
    await page.getByRole('textbox', { name: 'Variable 2' }).press('Enter');
    const sent = page.getByRole('region', { name: 'Messages' }).getByText(/Hello Ana.*Tuesday at 9/);
    await sent.waitFor();
    await eventually(async () => (await phone().received()).some(({ template }) => template === 'visit_reminder'));
    await everyLook('sent');
  });

  it('are shown to administrators with their state, and the cost that they enter', async () => {
    await signIn('admin');
    await page.goto(`${hub.url}/channels`);
    const panel = page.getByRole('region', { name: 'Templates of WhatsApp', exact: true });
    await panel.getByText('Not offered: it was rejected: TAG_CONTENT_MISMATCH').waitFor();
    await panel.getByRole('textbox', { name: 'Amount' }).fill('0.05');
    await panel.getByRole('button', { name: 'Save cost' }).click();
    await panel.getByText(/Utility: €0\.05 from .+ 20\d\d/).waitFor();
    await everyLook('channels');
    expect(problems).toEqual([]);
  });
});
