import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launch } from '../support/browser.js';
import { threadOf } from '../support/conversations.js';
import { handset, misbehave } from '../support/handset.js';
import { eventually, startTestHub, type TestHub } from '../support/hub.js';
import { lookAt } from '../support/look.js';
import { photoOf } from '../support/uploads.js';

/** An agent sends photos from the console. */
let hub: TestHub;
let browser: Browser;
let page: Page;
const problems: string[] = [];

beforeAll(async () => {
  hub = await startTestHub();
  browser = await launch();
  page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  page.on('pageerror', (error) => problems.push(error.message));
}, 90_000);
afterAll(async () => {
  await browser.close();
  await hub.stop();
});

const person = () => handset(hub, '+447700900741');
const everyLook = (name: string) => lookAt(page, `attachments-${name}`);
const jpeg = async (name: string, colour: string) => ({ name, mimeType: 'image/jpeg', buffer: await photoOf(colour) });

describe('files in the composer', () => {
  it('are shown before they go, can be taken off, and say what is wrong with them', async () => {
    await person().write('whatsapp', 'Where is my meter?');
    const { id } = await threadOf(hub, person().phone);
    const { email, password } = hub.sandbox.users.find((user) => user.role === 'agent')!;
    await page.request.post(`${hub.url}/api/v1/auth/login`, { data: { email, password } });
    await page.goto(`${hub.url}/threads/${id}`);
    await page.getByRole('button', { name: 'Attach files' }).waitFor();
    await page
      .locator('input[type=file]')
      .setInputFiles([
        await jpeg('front.jpg', '#b5542c'),
        await jpeg('side.jpg', '#2c7ab5'),
        await jpeg('wrong.jpg', '#333333'),
        { name: 'page.html', mimeType: 'text/html', buffer: Buffer.from('<!doctype html>') },
      ]);
    const files = page.getByRole('list', { name: 'Attached files' });
    await files.getByText('Ready').nth(2).waitFor();
    await files.getByRole('alert').waitFor();
    expect(await files.getByRole('alert').textContent()).toContain('Send photos as JPEG');
    expect(await page.getByRole('button', { name: 'Send', exact: true }).isDisabled()).toBe(true);
    await everyLook('chosen');
    for (const name of ['page.html', 'wrong.jpg']) await page.getByRole('button', { name: `Remove ${name}` }).click();
    await expect.poll(() => files.getByRole('listitem').count()).toBe(2);
  });

  it('go with the text, and each shows how far it has come', async () => {
    await misbehave(hub, { on: 'meta.send', action: 'refuse', code: 131053, to: person().phone, remaining: 1 });
    await page.getByRole('textbox', { name: 'Reply' }).fill('It is behind this door');
    await page.keyboard.press('Enter');
    const bubble = page.locator('[data-side=outbound]').last();
    await bubble.getByRole('img', { name: 'Delivered', exact: true }).waitFor();
    await bubble.getByRole('img', { name: 'Not delivered' }).first().waitFor();
    const heights = () => bubble.locator('img').evaluateAll((all) => all.map((one) => one.clientHeight));
    await expect.poll(async () => Math.min(...(await heights()))).toBeGreaterThan(100);
    await everyLook('one-failed');
    const photos = async () => (await person().received()).map((m) => [m.text, m.photos.length]);
    await page.getByRole('button', { name: 'Send again' }).click();
    await eventually(async () => (await bubble.getByRole('img', { name: 'Delivered', exact: true }).count()) === 3);
    await eventually(async () => (await photos()).length === 2);
    expect((await photos()).map(String).sort()).toEqual([',1', 'It is behind this door,1']);
    await everyLook('sent');
    expect(problems).toEqual([]);
  });

  it('come from the camera of a device that is held in the hand', async () => {
    const { id } = await threadOf(hub, person().phone);
    const { email, password } = hub.sandbox.users.find((user) => user.role === 'agent')!;
    const context = await browser.newContext({
      viewport: { width: 390, height: 844 },
      hasTouch: true,
      isMobile: true,
    });
    const phone = await context.newPage();
    await phone.request.post(`${hub.url}/api/v1/auth/login`, { data: { email, password } });
    await phone.goto(`${hub.url}/threads/${id}`);
    const camera = phone.getByRole('button', { name: 'Take a photo' });
    // What the browser opens for it is the camera: the device's own, and so not to be seen here.
    const opens = phone.waitForEvent('filechooser');
    await camera.tap();
    const chooser = await opens;
    expect(await chooser.element().getAttribute('capture')).toBe('environment');
    expect(chooser.isMultiple()).toBe(false);
    await chooser.setFiles(await jpeg('camera.jpg', '#3c7a2c'));
    await phone.getByRole('list', { name: 'Attached files' }).getByText('Ready').waitFor();
    await phone.getByRole('button', { name: 'Send', exact: true }).tap();
    await eventually(async () => (await person().received()).flatMap((m) => m.photos).length === 3);
    await context.close();
  });
});
