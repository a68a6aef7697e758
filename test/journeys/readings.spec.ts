import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launch } from '../support/browser.js';
import { messagesOf, threadOf } from '../support/conversations.js';
import { type Handset, handset } from '../support/handset.js';
import { eventually, startTestHub, type TestHub } from '../support/hub.js';
import { lookAt } from '../support/look.js';
import { daysAgo, note, readings } from '../support/readings.js';
import { meterPhoto } from './photo.js';

/** An agent reads a meter from a customer's photo. */
let hub: TestHub;
let browser: Browser;
let page: Page;
let threadId: string;
let phone: Handset;
const problems: string[] = [];

beforeAll(async () => {
  hub = await startTestHub();
  phone = handset(hub, '+447700900761');
  for (const digits of ['04711.2', '04821.7']) {
    const base64 = (await meterPhoto(digits)).toString('base64');
    await phone.write('whatsapp', `It says ${digits}`, { mimeType: 'image/jpeg', base64 });
  }
  threadId = (await threadOf(hub, phone.phone)).id;
  await eventually(async () => (await photoIds()).length === 2);
  const meter = { unit: 'm3', serial: 'WM-2207' };
  for (const [value, days] of [
    ['04650.0', 240],
    ['04683.4', 150],
  ] as const)
    expect((await note(hub, threadId, value, { ...meter, takenAt: daysAgo(days) })).status).toBe(201);
  const [first] = await photoIds();
  const before = await note(hub, threadId, '04711.2', { ...meter, attachmentId: first, takenAt: daysAgo(60) });
  expect(before.body.status).toBe('confirmed');
  browser = await launch();
  page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  page.setDefaultTimeout(20_000);
  page.on('pageerror', (error) => problems.push(error.message));
  const { email, password } = hub.sandbox.users.find((user) => user.role === 'agent')!;
  await page.request.post(`${hub.url}/api/v1/auth/login`, { data: { email, password } });
  await page.goto(`${hub.url}/threads/${threadId}`);
}, 90_000);
afterAll(async () => {
  await browser.close();
  await hub.stop();
});

const photoIds = async () =>
  (await messagesOf(hub, threadId))
    .flatMap((m) => m.attachments)
    .filter(({ status }) => status === 'ready')
    .map(({ id }) => id);
const dialog = () => page.getByRole('dialog');
const form = () => dialog().getByRole('form', { name: 'Meter reading' });
const latest = async () =>
  (await readings(hub, `threadId=${threadId}`)).items.find(({ value }) => value !== '04711.2')!;

const everyLook = async (name: string) =>
  lookAt(page, `readings-${name}`, { within: (await dialog().count()) > 0 ? '[role=dialog]' : 'aside' });

describe('a reading from a photo', () => {
  it('is proposed from the digits, and nothing is saved by taking them over', async () => {
    await page
      .getByRole('button', { name: /^Open photo/ })
      .last()
      .press('Enter');
    await page.keyboard.press('m');
    const value = form().getByRole('textbox', { name: 'Value' });
    await form()
      .getByText(/Last confirmed: 04711.2 m³/)
      .waitFor();
    expect(await form().getByLabel('Meter number').inputValue()).toBe('WM-2207');
    await form().getByRole('button', { name: 'Read the digits' }).click();
    const proposal = form()
      .getByRole('button', { name: /^Use .*% sure$/ })
      .first();
    await proposal.waitFor({ timeout: 60_000 });
    await proposal.click();
    expect(await value.inputValue()).toMatch(/4821/);
    await everyLook('proposed');
    expect((await readings(hub, `threadId=${threadId}`)).items).toHaveLength(3);
    await value.fill('48 2x');
    await form().getByRole('button', { name: 'Save reading' }).click();
    await form()
      .getByText(/The value must be a number/)
      .waitFor();
  }, 120_000);

  it('that looks wrong says why beside the field, and is confirmed by a person alone', async () => {
    const value = form().getByRole('textbox', { name: 'Value' });
    await value.fill('04601,7');
    await value.press('Enter');
    await form().getByRole('button', { name: 'Confirm anyway' }).waitFor();
    expect(await latest()).toMatchObject({ value: '04601.7', status: 'questioned', serial: 'WM-2207', unit: 'm3' });
    const [{ text } = { text: '' }] = (await latest()).warnings;
    await form().getByText(text.replaceAll('m3', 'm³')).waitFor();
    await everyLook('questioned');
    await value.fill('04722.4');
    expect(await form().getByRole('button', { name: 'Confirm anyway' }).count()).toBe(0);
    await form().getByRole('button', { name: 'Check and save' }).click();
    await dialog().getByText('04722.4 m³').first().waitFor();
    expect(await latest()).toMatchObject({ value: '04722.4', status: 'confirmed', readBy: 'agent' });
    expect((await latest()).attachmentId).toBe((await photoIds())[1]);
    await everyLook('confirmed');
  });

  it('is held against the photo of the reading before', async () => {
    await page.keyboard.press('Escape');
    await page.keyboard.press('s');
    await dialog()
      .getByRole('group', { name: /^04711.2 m³/ })
      .waitFor();
    await everyLook('beside');
    await page.keyboard.press('s');
  });

  it('that the agent doubts is asked of the customer, whose answer appears at once', async () => {
    await dialog().getByRole('button', { name: 'Correct' }).click();
    const value = form().getByRole('textbox', { name: 'Value' });
    await value.fill('09821.7');
    await value.press('Enter');
    await form().getByRole('button', { name: 'Ask the customer' }).click();
    await dialog().getByText('Customer asked').first().waitFor();
    await eventually(async () => (await phone.received()).some((m) => m.text?.includes('09821.7')));
    await phone.write('whatsapp', '04821.7');
    await dialog().getByRole('group', { name: '04821.7 m³, Confirmed by the customer' }).waitFor();
    expect(await latest()).toMatchObject({ value: '04821.7', status: 'confirmed', readBy: 'customer' });
  });

  it('stands in the details with its history, and leads back to its photo', async () => {
    await page.keyboard.press('Escape');
    await dialog().waitFor({ state: 'hidden' });
    const details = page.getByRole('complementary', { name: 'Details' });
    const meter = details.getByRole('region', { name: 'Meter WM-2207' });
    await meter.getByRole('img', { name: /4 readings, from 04650.0 m³ .* to 04821.7 m³/ }).waitFor();
    expect(await meter.getByRole('row').count()).toBe(5);
    await meter.scrollIntoViewIfNeeded();
    await everyLook('details');
    await meter.getByRole('button', { name: 'Photo of 04711.2 m³' }).click();
    await dialog().getByText('Photo 1 of 2').first().waitFor();
    expect(problems).toEqual([]);
  });
});
