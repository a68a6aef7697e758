import type { Browser, Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Reading } from '#libs/contracts';
import { launch, screenshot } from '../support/browser.js';
import { messagesOf, threadOf } from '../support/conversations.js';
import { eventually, startTestHub, type TestHub } from '../support/hub.js';
import { keyOf } from '../support/people.js';
import { meterPhoto } from './photo.js';

/** The same customer sends a meter's photo by each way there is; the agent reads the meter from every one of them. */
let hub: TestHub;
let browser: Browser;
let phone: Page;
let agent: Page;
let threadId: string;
const problems: string[] = [];
const digits = { WhatsApp: '04811.2', SMS: '04821.7', page: '04832.9' };

beforeAll(async () => {
  hub = await startTestHub();
  browser = await launch();
  phone = await opened(390);
  await phone.goto(`${hub.url}/sandbox`);
  agent = await opened(1440);
  const { email, password } = hub.sandbox.users.find((user) => user.role === 'agent')!;
  await agent.request.post(`${hub.url}/api/v1/auth/login`, { data: { email, password } });
}, 90_000);
afterAll(async () => {
  await browser.close();
  await hub.stop();
});

async function opened(width: number): Promise<Page> {
  const page = await browser.newPage({ viewport: { width, height: width === 390 ? 844 : 900 } });
  page.setDefaultTimeout(20_000);
  page.on('pageerror', (error) => problems.push(error.message));
  return page;
}

/** With the place in it, or there would be nothing to take out. */
const photo = async (of: string) => ({ name: 'meter.jpg', mimeType: 'image/jpeg', buffer: await meterPhoto(of) });
const ready = async () =>
  (await messagesOf(hub, threadId)).flatMap((m) => m.attachments).filter(({ status }) => status === 'ready');

/** Sends it from the handset; the first one opens the thread. */
async function send(tab: 'WhatsApp' | 'SMS') {
  await phone.getByRole('tab', { name: new RegExp(tab) }).click();
  await phone.locator('input[type=file]').setInputFiles(await photo(digits[tab]));
  await phone.getByRole('button', { name: 'Send', exact: true }).click();
}

/** Opens the newest photo, looks closely, and writes down what it shows. */
async function read(value: string, nth: number) {
  const bubbles = agent.getByRole('region', { name: 'Messages' }).getByRole('button', { name: /^Open photo/ });
  await eventually(async () => (await bubbles.count()) === nth, 20_000);
  await bubbles.last().click();
  const dialog = agent.getByRole('dialog');
  await dialog.getByRole('group', { name: new RegExp(`^Photo ${nth} of ${nth}$`) }).waitFor();
  await agent.keyboard.press('+');
  await agent.keyboard.press('m');
  const form = dialog.getByRole('form', { name: 'Meter reading' });
  await form.getByRole('textbox', { name: 'Value' }).fill(value);
  await form.getByLabel('Meter number').fill('WM-2207');
  await form.getByLabel('Unit').selectOption('m3');
  await form.getByRole('button', { name: 'Save reading' }).click();
  await dialog
    .getByText(`${value} m³`)
    .first()
    .or(form.getByRole('button', { name: 'Confirm anyway' }))
    .first()
    .waitFor();
  const doubted = form.getByRole('button', { name: 'Confirm anyway' });
  if (await doubted.isVisible()) await doubted.click();
  const photos = await ready();
  await eventually(async () =>
    (await confirmed()).some((r) => r.value === value && r.attachmentId === photos[nth - 1]!.id),
  );
  await screenshot(agent, `photos-${nth}-read`);
  await agent.keyboard.press('Escape');
  await agent.keyboard.press('Escape');
  await dialog.waitFor({ state: 'hidden' });
}
const confirmed = async () =>
  (await hub.api<{ items: Reading[] }>('GET', `/api/v1/readings?threadId=${threadId}`)).body.items.filter(
    ({ status }) => status === 'confirmed',
  );

describe('a photo of a meter', () => {
  it('by WhatsApp is read from the thread it opens', async () => {
    await send('WhatsApp');
    threadId = (await threadOf(hub, '+447700900123')).id;
    await agent.goto(`${hub.url}/threads/${threadId}`);
    await read(digits.WhatsApp, 1);
  }, 90_000);

  it('by MMS is the next in the same thread', async () => {
    await send('SMS');
    await read(digits.SMS, 2);
  }, 90_000);

  it('by the page of a link, which the agent makes with one key', async () => {
    const reply = agent.getByRole('textbox', { name: 'Reply' });
    await reply.click();
    await agent.keyboard.press('Alt+u');
    await eventually(async () => /\/u\//.test(await reply.inputValue()));
    await agent.keyboard.press('Enter');
    const link = phone.getByText(/\/u\/[\w-]+/).last();
    await link.waitFor();
    const [url] = /http\S+\/u\/[\w-]+/.exec((await link.textContent())!)!;
    const page = await opened(390);
    await page.goto(url);
    await screenshot(page, 'photos-upload-page-390');
    await page.locator('input[capture=environment]').setInputFiles(await photo(digits.page));
    await page.getByText('Everything has arrived').waitFor();
    await screenshot(page, 'photos-arrived-390');
    await page.close();
    await read(digits.page, 3);
  }, 90_000);

  it('is downloaded without place and camera, whichever way it came, and the pages had no errors', async () => {
    const photos = await ready();
    expect(photos).toHaveLength(3);
    for (const { url } of photos) {
      const file = Buffer.from(await (await fetch(hub.url + url!, { headers: keyOf(hub) })).arrayBuffer());
      const { exif, width, height } = await sharp(file).metadata();
      expect([exif, width, height]).toEqual([undefined, 1600, 1200]);
      expect(file.includes('GPS')).toBe(false);
    }
    expect((await confirmed()).map(({ value }) => value).sort()).toEqual(Object.values(digits));
    expect(problems).toEqual([]);
  });
});
