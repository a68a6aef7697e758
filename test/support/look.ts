import axe from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import type { Role } from '#libs/contracts';
import { expect } from 'vitest';
import { screenshot } from './browser.js';
import type { TestHub } from './hub.js';

/** A page on which one of the demo people is signed in; `problems`: what went wrong in it, to be expected empty. */
export async function consolePage(hub: TestHub, browser: Browser, role: Role = 'agent', which = 0, locale = 'en-GB') {
  const { email, password } = hub.sandbox.users.filter((user) => user.role === role)[which]!;
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale });
  // A tab that dies while it opens is not ours.
  const page = await context.newPage().catch(() => context.newPage());
  const problems: string[] = [];
  page.on('pageerror', (error) => problems.push(error.message));
  await page.request.post(`${hub.url}/api/v1/auth/login`, { data: { email, password } });
  return { page, problems };
}

/** What axe finds against WCAG 2.2 AA, a line each; `within`: only there. */
export async function violations(page: Page, within?: string): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source);
  return page.evaluate(async (selector) => {
    const inPage = window as unknown as { axe: typeof axe };
    const found = await inPage.axe.run(selector ? { include: [[selector]] } : document, {
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
      resultTypes: ['violations'],
    });
    return found.violations.map((v) => `${v.id}: ${v.nodes.map((node) => node.html.slice(0, 200)).join(' | ')}`);
  }, within);
}

/** Drawn as it will stay: what changed is laid out, and what moves has arrived. */
export async function atRest(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const frames = async (count: number) => {
      for (let n = 0; n < count; n += 1) await new Promise(requestAnimationFrame);
    };
    await frames(3);
    const moving = document.getAnimations().filter((one) => one.effect?.getComputedTiming().iterations !== Infinity);
    const over = Promise.allSettled(moving.map((animation) => animation.finished));
    await Promise.race([over, new Promise((later) => setTimeout(later, 1000))]);
    await frames(2);
  });
}

/**
 * Looks at a page wide and narrow, light and dark: screenshots for people, nothing wider than the screen; axe, which takes
 * longest, where it is wide and light and where it is narrow and dark.
 */
export async function lookAt(page: Page, name: string, { within }: { within?: string } = {}): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    for (const [width, height] of [
      [1440, 900],
      [390, 844],
    ] as const) {
      await page.setViewportSize({ width, height });
      await atRest(page);
      await screenshot(page, `${name}-${width}-${colorScheme}`);
      if ((width === 1440) === (colorScheme === 'light'))
        expect(await violations(page, within), `${name} at ${width}, ${colorScheme}`).toEqual([]);
      const wider = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect(wider, `${name} at ${width} scrolls sideways`).toBeLessThanOrEqual(0);
    }
  }
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.emulateMedia({ colorScheme: 'light' });
}
