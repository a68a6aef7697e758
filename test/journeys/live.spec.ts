import { randomUUID } from 'node:crypto';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { FaultProxy } from '../chaos/fault-proxy.js';
import { launch, screenshot } from '../support/browser.js';
import { threadOf } from '../support/conversations.js';
import { phones } from '../support/handset.js';
import { startTestHub, type TestHub } from '../support/hub.js';
import { consolePage, lookAt } from '../support/look.js';
import { signIn } from '../support/people.js';
import { metaText, postMeta } from '../support/providers.js';
import { addTeam, keepTo, place, userIdOf } from '../support/teams.js';

/** An agent's tabs while connections end in every way: what is seen is what there is, and where it is not, they say so. */
let hub: TestHub;
let browser: Browser;
let proxy: FaultProxy;
const newPhone = phones('+44770097');
const write = (phone: string, text: string) => postMeta(hub, metaText(hub, phone, text, { name: 'Jo Live' }));

beforeAll(async () => {
  hub = await startTestHub();
  proxy = new FaultProxy(() => Number(new URL(hub.url).port));
  await proxy.listen();
  browser = await launch();
});
afterAll(async () => {
  await browser?.close();
  await proxy?.close();
  await hub?.stop();
});
afterEach(async () => {
  for (const context of browser.contexts()) await context.close();
});

const badge = (page: Page) => page.getByRole('status', { name: 'Connection' });
const isLive = (page: Page) => expect.poll(() => badge(page).innerText()).toBe('Live');
const words = (page: Page) => page.getByRole('region', { name: 'Messages' }).locator('article p').allTextContents();

/** A thread with a first message, open on an agent's page. `through`: by which address. */
async function openThread(through = hub.url) {
  const phone = newPhone();
  await write(phone, 'first');
  const { id } = await threadOf(hub, phone);
  const { page, problems } = await consolePage(hub, browser);
  if (through !== hub.url) {
    const [name, value] = (await signIn(hub, 'agent')).cookie.split(/=(.*)/s);
    await page.context().addCookies([{ name: name!, value: value!, url: through }]);
  }
  await page.goto(`${through}/threads/${id}`);
  await isLive(page);
  await expect.poll(() => words(page)).toEqual(['first']);
  await isLive(page);
  return { phone, id, page, problems };
}

describe('several tabs of one agent', () => {
  it('agree at once on what was read', async () => {
    const { phone, id, page } = await openThread();
    const other = await page.context().newPage();
    await other.goto(`${hub.url}/?view=all`);
    await isLive(other);
    await other.bringToFront();
    await write(phone, 'second');
    const row = other.locator(`[data-thread-row='${id}']`);
    await row.getByText('1 unread').waitFor({ state: 'attached' });
    await page.bringToFront();
    await page.getByText('second').first().waitFor();
    await row.getByText('1 unread').waitFor({ state: 'detached', timeout: 5000 });
  }, 120_000);
});

describe('an agent’s connection', () => {
  it('that is cut says so, and is whole again when it is back', async () => {
    const { phone, page, problems } = await openThread();
    await page.context().setOffline(true);
    await expect.poll(() => badge(page).innerText()).toBe('Offline');
    await page.getByRole('alert').getByText('You’re offline').waitFor();
    for (const n of [2, 3, 4]) await write(phone, `missed ${n}`);
    await lookAt(page, 'live-offline');
    expect(await words(page)).toEqual(['first']);
    await page.context().setOffline(false);
    await isLive(page);
    expect(await words(page)).toEqual(['first', 'missed 2', 'missed 3', 'missed 4']);
    await write(phone, 'live again');
    await page.getByText('live again').first().waitFor();
    expect(problems).toEqual([]);
  }, 120_000);

  it('that goes silent is noticed within its heartbeat, and nothing is missed', async () => {
    const { phone, page } = await openThread(`http://127.0.0.1:${proxy.port}`);
    await page.clock.install();
    await write(phone, 'heard');
    await page.getByText('heard').first().waitFor();
    proxy.vanish();
    await write(phone, 'unheard');
    // 10 s between heartbeats and 8 s of patience.
    await page.clock.fastForward(9_000);
    expect(await badge(page).innerText()).toBe('Live');
    await page.clock.fastForward(9_500);
    await page.getByText('unheard').first().waitFor();
    // Requests over connections that died with it give up one after the other.
    await page.clock.fastForward(11_000);
    await isLive(page);
    await expect.poll(() => words(page)).toEqual(['first', 'heard', 'unheard']);
  }, 120_000);

  it('never says live before every watch is acknowledged', async () => {
    const { phone, page } = await openThread(`http://127.0.0.1:${proxy.port}`);
    const seen: string[] = [];
    await page.exposeFunction('saw', (said: string, shown: number) => void seen.push(`${said} ${shown}`));
    await page.evaluate(() => {
      const status = document.querySelector('[role=status][aria-label=Connection]')!;
      const shown = () => document.querySelectorAll('[role=region][aria-label=Messages] article p').length;
      const { saw } = window as unknown as { saw: (said: string, shown: number) => void };
      new MutationObserver(() => saw(status.textContent, shown())).observe(status, {
        characterData: true,
        childList: true,
        subtree: true,
      });
    });
    proxy.refusing = true;
    proxy.cut();
    await expect.poll(() => badge(page).innerText()).toBe('Offline');
    for (const n of [2, 3, 4, 5]) await write(phone, `missed ${n}`);
    proxy.refusing = false;
    void proxy.slow(400, 6000);
    await isLive(page);
    expect(seen.filter((said) => said.startsWith('Live'))).toEqual(['Live 5']);
    expect(seen.some((said) => said.startsWith('Catching up'))).toBe(true);
  }, 120_000);
});

describe('a tab', () => {
  it('that slept asks for what it missed when it wakes', async () => {
    const { phone, page } = await openThread();
    const tab = await page.context().newCDPSession(page);
    // Events of a frozen tab wait; the connection is lost without a word meanwhile, as when a laptop sleeps.
    await tab.send('Page.setWebLifecycleState', { state: 'frozen' });
    for (const n of [2, 3]) await write(phone, `while asleep ${n}`);
    await tab.send('Page.setWebLifecycleState', { state: 'active' });
    await page.getByText('while asleep 3').first().waitFor();
    await isLive(page);
    expect(await words(page)).toEqual(['first', 'while asleep 2', 'while asleep 3']);
  }, 120_000);

  it('in the background for long asks again as soon as it is looked at, however its connection looks', async () => {
    const { phone, page } = await openThread(`http://127.0.0.1:${proxy.port}`);
    await page.clock.install();
    const look = (state: 'hidden' | 'visible') =>
      page.evaluate((now) => {
        Object.defineProperty(document, 'visibilityState', { value: now, configurable: true });
        document.dispatchEvent(new Event('visibilitychange'));
      }, state);
    await look('hidden');
    await page.clock.fastForward(60_000);
    await write(phone, 'in the background');
    await look('visible');
    await page.getByText('in the background').first().waitFor({ timeout: 10_000 });
    expect(await words(page)).toEqual(['first', 'in the background']);
  }, 120_000);
});

describe('a thread that goes to another team', () => {
  it('leaves list and page of who may no longer see it, and is there again when it is back', async () => {
    const ada = await signIn(hub, 'agent');
    const adaId = await userIdOf(hub, ada);
    const [north, south] = [await addTeam(hub, `North ${randomUUID()}`, [adaId]), await addTeam(hub, randomUUID())];
    await keepTo(hub, adaId, 'teams');
    try {
      const { id, page, phone } = await openThread();
      await place(hub, id, north);
      await page.goto(`${hub.url}/threads/${id}?view=all`);
      await isLive(page);
      const row = page.locator(`[data-thread-row='${id}']`);
      await row.waitFor();
      await place(hub, id, south);
      await page.getByText('There is no such thread').waitFor({ timeout: 10_000 });
      await expect.poll(() => row.count()).toBe(0);
      await write(phone, 'not for her');
      await lookAt(page, 'live-thread-gone', { within: 'main' });
      expect(await page.getByText('not for her').count()).toBe(0);
      await place(hub, id, north);
      await page.getByText('not for her').first().waitFor({ timeout: 8000 });
      await screenshot(page, 'live-thread-back');
    } finally {
      await keepTo(hub, adaId, 'all');
    }
  }, 120_000);
});
