import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launch, screenshot } from '../support/browser.js';
import { threadOf } from '../support/conversations.js';
import { handset } from '../support/handset.js';
import { startTestHub, type TestHub } from '../support/hub.js';
import { atRest } from '../support/look.js';
import { signIn } from '../support/people.js';
import { metaText, postMeta } from '../support/providers.js';
import { meterPhoto } from './photo.js';

/** An agent reads further up while messages come that were sent earlier, and photos in one go. */
let hub: TestHub;
let browser: Browser;
let page: Page;
const phone = '+447700900321';
const began = Math.floor(Date.now() / 1000) - 3600;

const write = (text: string, second: number) => postMeta(hub, metaText(hub, phone, text, { at: began + second }));
const log = () => page.getByRole('region', { name: 'Messages' });
const entry = (text: string) => log().getByText(text, { exact: true });
const words = () => log().locator('article p').allTextContents();
const topOf = async (text: string) => {
  await atRest(page);
  return (await entry(text).boundingBox())!.y;
};

beforeAll(async () => {
  hub = await startTestHub();
  for (let n = 0; n < 30; n++) await write(`line ${n}`, n * 10);
  browser = await launch();
  page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  const { cookie } = await signIn(hub, 'agent');
  const [name, value] = cookie.split(/=(.*)/s);
  await page.context().addCookies([{ name: name!, value: value!, url: hub.url }]);
  const { id } = await threadOf(hub, phone);
  await page.goto(`${hub.url}/threads/${id}`);
  await entry('line 29').waitFor();
});
afterAll(async () => {
  await browser.close();
  await hub.stop();
});

describe('what was sent earlier and comes later', () => {
  it('sorts in above without moving what is being read, and says so', async () => {
    await log().evaluate((at) => at.scrollTo(0, at.scrollHeight / 2));
    await entry('line 16').waitFor();
    const before = await topOf('line 16');
    await write('the late one', 25);
    const marker = page.getByRole('button', { name: 'An earlier message arrived' });
    await marker.waitFor();
    expect(Math.abs((await topOf('line 16')) - before)).toBeLessThan(2);
    const shown = await words();
    expect(shown.slice(shown.indexOf('line 2'), shown.indexOf('line 3') + 1)).toEqual([
      'line 2',
      'the late one',
      'line 3',
    ]);
    await screenshot(page, 'late-1-arrived-above');
    await marker.click();
    await expect
      .poll(() => entry('the late one').evaluate((node) => node.getBoundingClientRect().top))
      .toBeGreaterThan(0);
    await expect.poll(() => marker.count()).toBe(0);
    await screenshot(page, 'late-2-shown');
  });

  it('leaves who reads the end at the end', async () => {
    await log().evaluate((at) => at.scrollTo(0, at.scrollHeight));
    const before = await topOf('line 29');
    await write('another late one', 26);
    await entry('another late one').waitFor({ state: 'attached' });
    expect(Math.abs((await topOf('line 29')) - before)).toBeLessThan(2);
  });
});

describe('photos sent in one go', () => {
  it('are one album, light and dark, wide and narrow', async () => {
    const photo = { mimeType: 'image/jpeg', base64: (await meterPhoto()).toString('base64') };
    const phoneOf = handset(hub, phone);
    for (const caption of ['', '', 'three of my meter']) await phoneOf.write('whatsapp', caption, photo);
    const album = log().getByRole('article', { name: /3 photos/ });
    await album.waitFor();
    await expect.poll(() => album.locator('img').count()).toBe(3);
    expect(await album.innerText()).toContain('three of my meter');
    const heights = () => album.locator('img').evaluateAll((all) => all.map((one) => one.clientHeight));
    await expect.poll(async () => Math.min(...(await heights()))).toBeGreaterThan(100);
    await screenshot(page, 'late-3-album');
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.setViewportSize({ width: 390, height: 844 });
    await screenshot(page, 'late-4-album-390-dark');
  });
});
