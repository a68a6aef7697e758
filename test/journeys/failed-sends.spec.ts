import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { post, threadOf } from '../support/conversations.js';
import { launch, screenshot } from '../support/browser.js';
import { handset, misbehave } from '../support/handset.js';
import { eventually, startTestHub, type TestHub } from '../support/hub.js';

let hub: TestHub;
let browser: Browser;
beforeAll(async () => {
  hub = await startTestHub();
  browser = await launch();
});
afterAll(async () => {
  await browser.close();
  await hub.stop();
});

it('an agent sees that a message failed, and sends it by the other channel', async () => {
  const person = handset(hub, '+447700900741');
  await person.write('whatsapp', 'hello');
  const { id } = await threadOf(hub, person.phone);
  const { email, password } = hub.sandbox.users.find((user) => user.role === 'agent')!;
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  await page.request.post(`${hub.url}/api/v1/auth/login`, { data: { email, password } });
  await page.goto(`${hub.url}/failed-sends`);
  await page.getByText('Nothing to decide').waitFor();

  await misbehave(hub, { on: 'meta.send', action: 'refuse', code: 131026, to: person.phone, remaining: 1 });
  await post(hub, id, 'Your engineer comes on Tuesday.');
  await page.getByText('Your engineer comes on Tuesday.').waitFor();
  await page
    .getByRole('link', { name: /Failed/ })
    .getByText('1')
    .first()
    .waitFor();
  expect(await page.getByRole('button', { name: /Dismiss/ }).count()).toBe(0);
  await screenshot(page, 'failed-sends-1440-light');
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.setViewportSize({ width: 390, height: 844 });
  await screenshot(page, 'failed-sends-390-dark');

  await page.getByRole('button', { name: /Send by/ }).click();
  await page.getByText('Nothing to decide').waitFor();
  await eventually(async () => (await person.received()).some((m) => m.channel === 'sms'));
  await context.close();
}, 90_000);
