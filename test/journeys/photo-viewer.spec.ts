import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launch, screenshot } from '../support/browser.js';
import { messagesOf, threadOf } from '../support/conversations.js';
import { handset, misbehave } from '../support/handset.js';
import { eventually, startTestHub, type TestHub } from '../support/hub.js';
import { lookAt } from '../support/look.js';
import { meterPhoto } from './photo.js';

/** An agent looks at a customer's photos, with the keyboard, the mouse and fingers. */
let hub: TestHub;
let browser: Browser;
let page: Page;
let threadId: string;
const problems: string[] = [];
const customer = '+447700900751';

async function signedIn(options: Parameters<Browser['newPage']>[0]): Promise<Page> {
  const opened = await browser.newPage(options);
  opened.setDefaultTimeout(15_000);
  opened.on('pageerror', (error) => problems.push(error.message));
  const { email, password } = hub.sandbox.users.find((user) => user.role === 'agent')!;
  await opened.request.post(`${hub.url}/api/v1/auth/login`, { data: { email, password } });
  await opened.goto(`${hub.url}/threads/${threadId}`);
  await opened
    .getByRole('button', { name: /^Open photo/ })
    .nth(2)
    .waitFor();
  return opened;
}

beforeAll(async () => {
  hub = await startTestHub();
  const phone = handset(hub, customer);
  for (const [text, digits] of [
    ['The meter in March', '04711.2'],
    ['And the one in the cellar', '00093.0'],
    ['This is today', '04821.7'],
  ] as const) {
    const base64 = (await meterPhoto(digits)).toString('base64');
    await phone.write('whatsapp', text, { mimeType: 'image/jpeg', base64 });
  }
  threadId = (await threadOf(hub, customer)).id;
  await eventually(async () => (await photos()).length === 3);
  browser = await launch();
  page = await signedIn({ viewport: { width: 1440, height: 900 } });
}, 90_000);
afterAll(async () => {
  await browser.close();
  await hub.stop();
});

const photos = async () =>
  (await messagesOf(hub, threadId)).flatMap((m) => m.attachments).filter(({ status }) => status === 'ready');
const dialog = (on = page) => on.getByRole('dialog');
const stage = (on = page) => dialog(on).getByRole('group', { name: /^Photo \d of \d$/ });
const bubbles = (on = page) =>
  on.getByRole('region', { name: 'Messages' }).getByRole('button', { name: /^Open photo/ });
/** How the photo on a stage is drawn: its scale, its turn, and where its middle is from the stage's. */
const drawn = (on: Locator) =>
  on.evaluate((element) => {
    const photo = element.querySelector<HTMLElement>('img')!.parentElement!;
    const { a, b } = new DOMMatrix(getComputedStyle(photo).transform);
    const [outer, inner] = [element.getBoundingClientRect(), photo.getBoundingClientRect()];
    return {
      scale: Math.hypot(a, b),
      turn: (Math.round((Math.atan2(b, a) * 180) / Math.PI) + 360) % 360,
      x: inner.x + inner.width / 2 - outer.x - outer.width / 2,
      y: inner.y + inner.height / 2 - outer.y - outer.height / 2,
      filter: photo.style.filter,
    };
  });

const everyLook = (name: string) => lookAt(page, `viewer-${name}`, { within: '[role=dialog]' });

describe('the photo viewer', () => {
  it('zooms and moves by keyboard and wheel', async () => {
    await bubbles().last().press('Enter');
    await dialog().getByText('Photo 3 of 3').first().waitFor();
    await eventually(() => stage().evaluate((element) => element === document.activeElement));
    await eventually(async () => (await stage().locator('img').count()) === 1);
    const whole = await drawn(stage());
    expect([whole.x, whole.y].map((at) => Math.abs(Math.round(at)))).toEqual([0, 0]);
    for (let i = 0; i < 5; i++) await page.keyboard.press('+');
    const near = await drawn(stage());
    expect(near.scale).toBeGreaterThan(whole.scale * 3);
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowDown');
    const aside = await drawn(stage());
    expect([aside.x, aside.y].map(Math.round)).toEqual([-80, -80]);
    await dialog().getByText('Photo 3 of 3').first().waitFor();
    await page.keyboard.press('0');
    expect((await drawn(stage())).scale).toBeCloseTo(whole.scale);
    const box = (await stage().boundingBox())!;
    await page.mouse.move(box.x + box.width / 2 + 100, box.y + box.height / 2);
    await page.mouse.wheel(0, -600);
    await eventually(async () => (await drawn(stage())).scale > whole.scale * 2);
    // What was under the pointer stays there.
    expect((await drawn(stage())).x).toBeLessThan(-100);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width / 2 + 160, box.y + box.height / 2 + 30, { steps: 4 });
    await page.mouse.up();
    await screenshot(page, 'viewer-near');
    await page.keyboard.press('0');
  });

  it('goes to the next and the previous photo, and stops at the ends', async () => {
    await page.keyboard.press('ArrowLeft');
    await dialog().getByText('Photo 2 of 3').first().waitFor();
    await page.keyboard.press('PageUp');
    await dialog().getByText('Photo 1 of 3').first().waitFor();
    await page.keyboard.press('p');
    await page.keyboard.press('n');
    await dialog().getByText('Photo 2 of 3').first().waitFor();
    await dialog().getByRole('button', { name: 'Next photo' }).click();
    // Off the button: Escape would close its tooltip first.
    await page.mouse.move(400, 300);
    await dialog().getByText('Photo 3 of 3').first().waitFor();
    await page.keyboard.press('ArrowRight');
    expect(await dialog().getByText('Photo 3 of 3').first().isVisible()).toBe(true);
  });

  it('keeps a turn for everybody, in the conversation too, and leaves the thread’s own keys alone', async () => {
    for (const key of ['r', 'r', 'r', 'Shift+R']) await page.keyboard.press(key);
    // R alone would lead to the reply.
    expect(await page.getByRole('textbox', { name: 'Reply' }).evaluate((e) => e === document.activeElement)).toBe(
      false,
    );
    await eventually(async () => (await drawn(stage())).turn === 180);
    await eventually(async () => (await photos()).at(-1)!.rotation === 180);
    await page.keyboard.press('r');
    await eventually(async () => (await photos()).at(-1)!.rotation === 270);
    await page.keyboard.press('Escape');
    await dialog().waitFor({ state: 'hidden' });
    const shape = async (on: Page) => (await bubbles(on).last().boundingBox())!;
    await eventually(async () => (await shape(page)).height > (await shape(page)).width);
    const other = await signedIn({ viewport: { width: 1000, height: 800 } });
    expect((await shape(other)).height).toBeGreaterThan((await shape(other)).width);
    await screenshot(other, 'viewer-turned-bubble');
    await bubbles().last().press('Enter');
    await page.keyboard.press('r');
    await eventually(async () => (await shape(other)).height < (await shape(other)).width);
    await other.close();
  });

  it('makes a photo brighter and lists its keys', async () => {
    for (const key of ['b', 'b', 'Shift+B', 'c', '?']) await page.keyboard.press(key);
    expect((await drawn(stage())).filter).toBe('brightness(110%) contrast(110%)');
    await dialog().getByRole('region', { name: 'Keys' }).getByText('Turn right, for everybody').waitFor();
    await everyLook('keys');
    await page.keyboard.press('Escape');
    await page.keyboard.press('x');
    expect((await drawn(stage())).filter).toBe('brightness(100%) contrast(100%)');
    await page.keyboard.press('s');
    await dialog().getByRole('group', { name: 'The photo before' }).waitFor();
    await everyLook('beside');
    await page.keyboard.press('s');
  });

  it('keeps the focus inside, and gives it back', async () => {
    for (let i = 0; i < 30; i++) {
      await page.keyboard.press('Tab');
      expect(await dialog().evaluate((element) => element.contains(document.activeElement))).toBe(true);
    }
    await page.keyboard.press('Escape');
    if (await dialog().isVisible()) await page.keyboard.press('Escape');
    await dialog().waitFor({ state: 'hidden' });
    await eventually(() =>
      bubbles()
        .last()
        .evaluate((element) => element === document.activeElement),
    );
    expect(problems).toEqual([]);
  });
});

describe('the photo viewer on a phone', () => {
  it('is pinched, moved, double tapped and swiped', async () => {
    const phone = await signedIn({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
    await bubbles(phone).last().tap();
    await stage(phone).waitFor();
    await eventually(async () => (await stage(phone).locator('img').count()) === 1);
    const touch = await phone.context().newCDPSession(phone);
    const box = (await stage(phone).boundingBox())!;
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    const at = (...points: [number, number][]) => points.map(([dx, dy], id) => ({ x: x + dx, y: y + dy, id }));
    const send = (type: 'touchStart' | 'touchMove' | 'touchEnd', ...points: [number, number][]) =>
      touch.send('Input.dispatchTouchEvent', { type, touchPoints: at(...points) });
    const whole = await drawn(stage(phone));
    await send('touchStart', [-30, 0], [30, 0]);
    for (const apart of [45, 60, 75, 90]) await send('touchMove', [-apart, 0], [apart, 0]);
    await send('touchEnd');
    expect((await drawn(stage(phone))).scale / whole.scale).toBeCloseTo(3, 0);
    await screenshot(phone, 'viewer-pinched-390');
    const before = await drawn(stage(phone));
    await send('touchStart', [0, 0]);
    await send('touchMove', [40, 0]);
    await send('touchEnd');
    expect((await drawn(stage(phone))).x - before.x).toBeCloseTo(40, 0);
    const began = Date.now();
    // Times of their own: a slow machine must not make two taps of one double tap.
    for (const [type, ms] of [
      ['touchStart', 0],
      ['touchEnd', 40],
      ['touchStart', 120],
      ['touchEnd', 160],
    ] as const) {
      const touchPoints = type === 'touchStart' ? at([0, 0]) : [];
      await touch.send('Input.dispatchTouchEvent', { type, touchPoints, timestamp: (began + ms) / 1000 });
    }
    await eventually(async () => Math.abs((await drawn(stage(phone))).scale - whole.scale) < 0.01);
    await send('touchStart', [-60, 0]);
    for (const dx of [-20, 20, 60]) await send('touchMove', [dx, 0]);
    await send('touchEnd');
    await dialog(phone).getByText('Photo 2 of 3').first().waitFor();
    expect(problems).toEqual([]);
    await phone.close();
  });
});

describe('photos in the conversation', () => {
  const send = async (text: string, ...photo: Parameters<typeof meterPhoto>) => {
    const base64 = (await meterPhoto(...photo)).toString('base64');
    await handset(hub, customer).write('whatsapp', text, { mimeType: 'image/jpeg', base64 });
  };
  const messages = () => page.getByRole('region', { name: 'Messages' });

  it('are said to be arriving until they are there, and when they were taken', async () => {
    await misbehave(hub, { on: 'media', action: 'delay', ms: 6000, to: customer, remaining: 1 });
    await send('On its way', '05000.1', '2026:03:01 09:05:00');
    await messages().getByText('Photo arriving').waitFor();
    await messages().getByText('On its way').waitFor();
    await screenshot(page, 'viewer-arriving');
    await bubbles().nth(3).waitFor();
    expect(await bubbles().nth(3).getAttribute('title')).toMatch(/^Taken .*March.*2026.*05/);
    await bubbles().nth(3).press('Enter');
    await dialog()
      .getByText(/^Taken Sun, Mar 1, /)
      .waitFor();
    await page.keyboard.press('Escape');
  });

  it('that cannot be had say why', async () => {
    await misbehave(hub, { on: 'media', action: 'refuse', code: 404, to: customer });
    await send('Lost', '05000.2');
    const failed = messages().getByText(/The photo could not be loaded\..+ Ask the customer to send it again\./);
    await failed.waitFor();
    await failed.scrollIntoViewIfNeeded();
    await screenshot(page, 'viewer-failed');
    await misbehave(hub);
  });

  it('are blurred until their thumbnail is there', async () => {
    let release = () => {};
    const held = new Promise<void>((resolve) => (release = resolve));
    await page.route('**/content?variant=thumbnail', async (route) => {
      await held;
      await route.continue();
    });
    await page.reload();
    await bubbles().last().waitFor();
    const blurred = bubbles().last().locator('[data-arriving]');
    expect(await blurred.evaluate((element) => getComputedStyle(element).backgroundImage)).toMatch(/^url\("data:image/);
    await screenshot(page, 'viewer-blurred');
    release();
    await blurred.waitFor({ state: 'detached' });
    expect(problems).toEqual([]);
  });
});
