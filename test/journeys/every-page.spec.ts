import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launch, screenshot } from '../support/browser.js';
import { threadOf } from '../support/conversations.js';
import { handset } from '../support/handset.js';
import { startTestHub, type TestHub } from '../support/hub.js';
import { atRest, consolePage, violations } from '../support/look.js';

/** Every page in every size, light, dark and in the reader's own colours; by keyboard, and without movement. */
let hub: TestHub;
let browser: Browser;
let page: Page;
let problems: string[];
const paths = [
  '/',
  '/calls',
  '/channels',
  '/failed-sends',
  '/webhook-events',
  '/reports',
  '/settings',
  '/nothing-here',
];
const phone = '+447700900781';

/** 720 by 450 is a screen of 1440 by 900 at 200 %. */
const looks = [
  { name: '390', width: 390, height: 844, colorScheme: 'light', axe: true },
  { name: 'zoomed', width: 720, height: 450, colorScheme: 'light', axe: false },
  { name: '1440-dark', width: 1440, height: 900, colorScheme: 'dark', axe: true },
  { name: '1440-forced', width: 1440, height: 900, colorScheme: 'light', forcedColors: 'active', axe: true },
  { name: '2560', width: 2560, height: 1440, colorScheme: 'light', axe: false },
] as const;

beforeAll(async () => {
  hub = await startTestHub();
  browser = await launch();
  await handset(hub, phone).write('whatsapp', 'The meter hangs behind the washing machine, how do I get to it?');
  const { id } = await threadOf(hub, phone);
  paths.push(`/threads/${id}`);
  ({ page, problems } = await consolePage(hub, browser, 'admin'));
  await page.goto(`${hub.url}/settings`);
  const links = page.getByRole('navigation', { name: 'Settings' }).getByRole('link');
  await links.first().waitFor();
  for (const link of await links.all()) paths.push((await link.getAttribute('href'))!);
}, 120_000);
afterAll(async () => {
  await browser.close();
  await hub.stop();
});

const settled = async (at: Page) => {
  await at.locator('h1, h2, main').first().waitFor();
  // "Loading …" in either language.
  for (const words of ['[aria-label^=Loading]', '[aria-label$=geladen]'])
    await at.locator(`[role=status]${words}`).first().waitFor({ state: 'detached' });
  await atRest(at);
};
const tooWide = (at: Page) => at.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);

async function lookAtAll(at: Page, path: string, locale = '') {
  const name = `page${locale}${path.replace(/\/threads\/\d+/, '/thread').replaceAll('/', '-')}`;
  const found: string[] = [];
  for (const { name: look, axe, width, height, ...media } of looks) {
    await at.emulateMedia({ forcedColors: 'none', ...media });
    await at.setViewportSize({ width, height });
    await atRest(at);
    await screenshot(at, `${name}-${look}`);
    if (axe) found.push(...(await violations(at)).map((violation) => `${look}: ${violation}`));
    if ((await tooWide(at)) > 0) found.push(`${look}: scrolls sideways`);
  }
  return found;
}

describe('every page', () => {
  it('is right in every size and colour', { timeout: 300_000 }, async () => {
    const found: string[] = [];
    for (const path of paths) {
      await page.goto(`${hub.url}${path}`);
      await settled(page);
      found.push(...(await lookAtAll(page, path)).map((what) => `${path} ${what}`));
    }
    expect(found).toEqual([]);
    expect(problems).toEqual([]);
  });

  it('and so is the sign-in page', async () => {
    const context = await browser.newContext({ locale: 'en-GB' });
    const stranger = await context.newPage();
    await stranger.goto(`${hub.url}/sign-in`);
    await stranger.getByRole('button', { name: 'Sign in', exact: true }).waitFor();
    expect(await lookAtAll(stranger, '/sign-in')).toEqual([]);
    await context.close();
  });

  it('fits in German too', { timeout: 120_000 }, async () => {
    const german = await consolePage(hub, browser, 'admin', 0, 'de-DE');
    const found: string[] = [];
    for (const path of paths) {
      await german.page.goto(`${hub.url}${path}`);
      await settled(german.page);
      for (const width of [1440, 390]) {
        await german.page.setViewportSize({ width, height: 844 });
        if ((await tooWide(german.page)) > 0) found.push(`${path} at ${width} scrolls sideways`);
      }
      await screenshot(german.page, `page-de${path.replace(/\/threads\/\d+/, '/thread').replaceAll('/', '-')}-390`);
    }
    expect(found).toEqual([]);
    expect(german.problems).toEqual([]);
  });
});

describe('by keyboard', () => {
  it('the content is one key away, then come the header, the pages and the content', async () => {
    await page.emulateMedia({ forcedColors: 'none', colorScheme: 'light' });
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.goto(`${hub.url}/calls`);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.keyboard.press('Tab');
    const focused = () => page.evaluate(() => document.activeElement?.textContent?.trim() ?? '');
    const within = () => page.evaluate(() => document.activeElement?.closest('header, nav, main')?.tagName ?? '');
    expect(await focused()).toBe('Skip to the content');
    await screenshot(page, 'skip-link');
    const places: string[] = [];
    for (let step = 0; step < 14; step += 1) {
      await page.keyboard.press('Tab');
      const place = await within();
      if (place && place !== places.at(-1)) places.push(place);
    }
    expect(places.slice(0, 2)).toEqual(['HEADER', 'NAV']);
    await page.getByRole('link', { name: 'Skip to the content' }).focus();
    await page.keyboard.press('Enter');
    await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('main');
  });

  it('nothing moves for who wants nothing to move', async () => {
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox', { name: 'Commands and search' }).waitFor();
    const moving = await page.evaluate(() =>
      document
        .getAnimations()
        .map((animation) => Number(animation.effect?.getComputedTiming().duration ?? 0))
        .filter((duration) => duration > 1),
    );
    expect(moving).toEqual([]);
    await page.keyboard.press('Escape');
  });
});
