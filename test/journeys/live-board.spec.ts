import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { WorkSettings } from '#libs/contracts';
import { launch, screenshot } from '../support/browser.js';
import { accept, announce, getThread, offered, post, threadOf } from '../support/conversations.js';
import { handset, misbehave, phones } from '../support/handset.js';
import { eventually, startTestHub, type TestHub } from '../support/hub.js';
import { atRest, consolePage, lookAt } from '../support/look.js';
import { unwell } from '../support/unwell.js';
import { colleague, lastSeen } from '../support/work.js';

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

const newPhone = phones('+44770099');
const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();

/** A quarter of an hour at the water company. */
async function aBusyMorning(): Promise<void> {
  const { body } = await hub.api<WorkSettings>('GET', '/api/v1/work-settings');
  await hub.api('PUT', '/api/v1/work-settings', { ...body, promiseMinutes: 60 });
  const at = minutesAgo(100);
  const bouncing = newPhone();
  const { offerId, callId } = await offered(hub, { from: bouncing, at });
  await accept(hub, offerId, { channel: 'sms', at });
  await hub.api('POST', `/api/v1/calls/${callId}/end`, { at });
  for (const [waited, left] of [
    [2, 58],
    [9, 51],
    [22, 38],
    [52, 8],
    [75, -15],
  ] as const) {
    const person = handset(hub, newPhone());
    const { offerId: id } = await offered(hub, { from: person.phone });
    const { body: accepted } = await accept(hub, id, { channel: 'sms' });
    await eventually(async () => (await person.received())[0]);
    await person.write('sms', 'Here I am');
    await eventually(async () => (await getThread(hub, accepted.threadId)).waitingSince);
    await hub.query('update threads set waiting_since = $2, promised_at = $3 where id = $1', [
      accepted.threadId,
      minutesAgo(waited),
      minutesAgo(-left),
    ]);
    if (waited > 20) {
      const { id: userId } = await colleague(hub, waited > 60 ? /^Ben/ : /^Ada/);
      await hub.api('POST', `/api/v1/threads/${accepted.threadId}/assign`, { userId });
    }
  }
  await offered(hub, { from: newPhone() });
  await hub.api('POST', `/api/v1/offers/${(await offered(hub, { from: newPhone() })).offerId}/decline`, {});
  await announce(hub, { from: bouncing });
  const refused = handset(hub, newPhone());
  await refused.write('whatsapp', 'hello');
  const { id } = await threadOf(hub, refused.phone);
  await misbehave(hub, { on: 'meta.send', action: 'refuse', code: 131026, to: refused.phone, remaining: 1 });
  await post(hub, id, 'Your engineer comes on Tuesday.');
  await unwell(hub, (kind, provider) => kind === 'whatsapp' && provider === 'twilio');
}

it('shows what is going on, live, each figure with the list behind it', async () => {
  await aBusyMorning();
  const { page, problems } = await consolePage(hub, browser, 'supervisor');
  // There for the next ten minutes.
  for (const name of [/^Ada/, /^Ben/]) await lastSeen(hub, (await colleague(hub, name)).id, -600);
  await page.goto(`${hub.url}/reports/live`);
  const tile = (name: string) =>
    page.locator('section').filter({ has: page.getByRole('heading', { name, exact: true }) });
  const figure = (name: string) => tile(name).locator('p').first();
  await expect.poll(() => figure('Bounced today').textContent()).toBe('1');
  expect(await figure('Offers in flight').textContent()).toBe('1');
  expect(await figure('Threads waiting').textContent()).toBe('5');
  expect(await tile('Threads waiting').getByRole('listitem').allTextContents()).toEqual([
    '1 late',
    '1 at risk',
    '3 in time',
    '1under 5 min',
    '15–15 min',
    '215–60 min',
    '11–4 h',
    '0over 4 h',
  ]);
  await expect.poll(() => figure('Failed sends').textContent()).toBe('1');
  expect(await tile('Channels healthy').getByRole('listitem').first().textContent()).toContain('Can’t send');
  await tile('Channels healthy')
    .getByText(/a test made it unwell/)
    .waitFor();
  await lookAt(page, 'live-board');

  const { offerId } = await offered(hub, { from: newPhone() });
  await expect.poll(() => figure('Offers in flight').textContent()).toBe('2');
  await hub.api('POST', `/api/v1/offers/${offerId}/decline`, {});
  await expect.poll(() => figure('Offers in flight').textContent()).toBe('1');

  for (const [width, height] of [
    [1920, 1080],
    [2560, 1440],
  ] as const) {
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height });
      if (colorScheme === 'light') await page.getByRole('button', { name: 'Full screen' }).click();
      await page.getByRole('button', { name: 'Leave full screen' }).waitFor();
      await atRest(page);
      await screenshot(page, `live-board-full-${width}-${colorScheme}`);
    }
    // All of it is to be seen at once, and its figures are as tall as three metres ask for.
    const seen = await page.evaluate(() => {
      const board = document.fullscreenElement!;
      const sizes = [...board.querySelectorAll('section > p:first-of-type')].map((p) =>
        Number.parseFloat(getComputedStyle(p).fontSize),
      );
      return { hidden: board.scrollHeight - board.clientHeight, smallest: Math.min(...sizes) };
    });
    expect(seen.hidden).toBeLessThanOrEqual(0);
    expect(seen.smallest).toBeGreaterThanOrEqual(height / 12);
    await page.getByRole('button', { name: 'Leave full screen' }).click();
  }

  await page.emulateMedia({ colorScheme: 'light' });
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.context().setOffline(true);
  await page.getByText(/No longer live. As of/).waitFor({ timeout: 20_000 });
  await screenshot(page, 'live-board-offline-1440-light');
  await page.context().setOffline(false);
  await page.getByText(/No longer live. As of/).waitFor({ state: 'detached', timeout: 20_000 });

  await page.getByRole('link', { name: 'Bounced today' }).click();
  await page.getByText(/called again since/).waitFor();
  await expect
    .poll(() =>
      page
        .getByRole('dialog')
        .getByText(/07700|7700/)
        .count(),
    )
    .toBeGreaterThan(0);
  await screenshot(page, 'live-board-bounced-1440-light');
  await page.goto(`${hub.url}/reports/live`);
  await page.getByRole('link', { name: 'Threads waiting' }).click();
  await page.getByText('Here I am').first().waitFor();
  expect(problems).toEqual([]);

  const german = await consolePage(hub, browser, 'supervisor', 0, 'de-DE');
  await german.page.goto(`${hub.url}/reports/live`);
  await german.page.getByRole('link', { name: 'Heute zurückgekehrt' }).waitFor();
  for (const width of [1440, 390]) {
    await german.page.setViewportSize({ width, height: 900 });
    await atRest(german.page);
    await screenshot(german.page, `live-board-de-${width}`);
    const wider = await german.page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(wider).toBeLessThanOrEqual(0);
  }
}, 240_000);
