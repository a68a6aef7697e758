import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launch, screenshot } from '../support/browser.js';
import { accept, announce, offered, threadOf } from '../support/conversations.js';
import { handset } from '../support/handset.js';
import { eventually, startTestHub, type TestHub } from '../support/hub.js';
import { consolePage, lookAt } from '../support/look.js';
import { metaText, postMeta } from '../support/providers.js';

/** A thread of five thousand messages, and before it a call and a thread of last week. */
let hub: TestHub;
let browser: Browser;
let page: Page;
let problems: string[];
let threadId: string;
let shortId: string;
const phone = '+447700900512';
const many = 5_000;
const unread = 300;

const log = () => page.getByRole('region', { name: 'Messages' });
const said = (number: number) => log().getByText(`message ${number} of many`, { exact: true });
/** What is drawn in full. */
const bubbles = () => log().locator('article').count();
const inSight = (number: number) =>
  said(number).evaluate((node) => {
    const { top, bottom } = node.getBoundingClientRect();
    const frame = node.closest('[role=region]')!.getBoundingClientRect();
    return top >= frame.top && bottom <= frame.bottom;
  });

async function fill(id: string) {
  await hub.query(
    `insert into messages (thread_id, seq, contact_id, direction, type, text, author_kind, author_name, channel_id, channel,
       status, sent_at)
     select t.id, t.last_seq + n, t.contact_id, case when n % 3 = 0 and n < $2 - $3 then 'outbound' else 'inbound' end,
       'text', 'message ' || n || ' of many', case when n % 3 = 0 and n < $2 - $3 then 'user' else 'contact' end, 'Kim',
       t.channel_id, t.channel, (case when n % 3 = 0 and n < $2 - $3 then 'read' else 'received' end)::message_status,
       now() - ($2 - n) * interval '1 minute'
     from threads t, generate_series(1, $2::int) as n where t.id = $1`,
    [id, many, unread],
  );
  await hub.query(
    `update threads set last_seq = last_seq + $2, read_seq = last_seq + $2 - $3, unread_count = $3, version = version + 1
     where id = $1`,
    [id, many, unread],
  );
}

beforeAll(async () => {
  hub = await startTestHub();
  const { offerId } = await offered(hub, { from: phone, speech: 'my meter is broken', intent: 'meter_reading' });
  const { body } = await accept(hub, offerId, { channel: 'whatsapp' });
  await hub.api('POST', `/api/v1/threads/${body.threadId}/resolve`, { disposition: 'solved' });
  await hub.query(
    `update threads set created_at = now() - interval '21 days', resolved_at = now() - interval '20 days' where id = $1`,
    [body.threadId],
  );
  const at = new Date(Date.now() - 9 * 86_400_000).toISOString();
  await announce(hub, { from: phone, at, speech: 'still broken, ring me', intent: 'meter_reading' });
  await handset(hub, phone).write('whatsapp', 'hello again');
  threadId = (await threadOf(hub, phone)).id;
  await hub.query(`update threads set created_at = now() - interval '4 days' where id = $1`, [threadId]);
  await fill(threadId);
  await handset(hub, '+447700900513').write('sms', 'a short one');
  shortId = (await threadOf(hub, '+447700900513')).id;
  browser = await launch();
  ({ page, problems } = await consolePage(hub, browser));
}, 90_000);
afterAll(async () => {
  await browser.close();
  await hub.stop();
});

describe('a thread of five thousand messages', () => {
  it('opens at its end', async () => {
    await page.goto(`${hub.url}/threads/${shortId}`);
    await log().getByText('a short one').waitFor();
    const row = page.locator(`[data-thread-row='${threadId}']`);
    await row.waitFor();
    const began = performance.now();
    await row.click();
    await said(many).waitFor();
    const took = performance.now() - began;
    // Generous: other tests run beside it.
    expect(took).toBeLessThan(10_000);
    await expect.poll(() => inSight(many)).toBe(true);
  });

  it('leads to the first that is new, and back to the newest', async () => {
    await page.getByRole('button', { name: `${unread} unread: to the first` }).click();
    const first = many - unread + 1;
    await expect.poll(() => said(first).count()).toBe(1);
    await expect.poll(() => inSight(first)).toBe(true);
    await log().getByText('New', { exact: true }).waitFor();
    await screenshot(page, 'long-thread-first-new');
    await page.getByRole('button', { name: 'To the newest message' }).click();
    await expect.poll(() => inSight(many)).toBe(true);
  });

  it('draws what is near, and has the words of all that is loaded', async () => {
    await page.getByRole('button', { name: `${unread} unread: to the first` }).click();
    const first = many - unread + 1;
    await expect.poll(() => inSight(first)).toBe(true);
    await page.getByRole('button', { name: 'To the newest message' }).click();
    await expect.poll(() => inSight(many)).toBe(true);
    await expect.poll(bubbles).toBeLessThan(200);
    // As words only, where a search in the page finds them.
    expect(
      await log()
        .locator('li', { hasText: `message ${first} of many` })
        .count(),
    ).toBe(1);
    expect(await log().locator('li[data-at]').count()).toBeGreaterThan(unread);
  });

  it('keeps what is read where it is while news comes', async () => {
    await log().evaluate((at) => at.scrollBy(0, -9_000));
    const topmost = () =>
      log().evaluate((at) => {
        const frame = at.getBoundingClientRect();
        const entry = [...at.querySelectorAll('li[data-at]')].find((li) => li.getBoundingClientRect().top > frame.top)!;
        return `${entry.getAttribute('data-at')} ${Math.round(entry.getBoundingClientRect().top)}`;
      });
    // As soon as everything near has its height.
    let before = '';
    await eventually(async () => {
      const was = before;
      await page.waitForTimeout(400);
      return (before = await topmost()) === was;
    });
    await postMeta(hub, metaText(hub, phone, 'one more', { name: 'Kim' }));
    await page.getByRole('button', { name: '1 new message' }).waitFor();
    expect(await topmost()).toBe(before);
  });

  it('goes on upwards as its reader does', async () => {
    const entries = () => log().locator('li[data-at]').count();
    const before = await entries();
    await log().evaluate((at) => at.scrollTo(0, 0));
    await expect.poll(entries).toBeGreaterThan(before);
    await expect.poll(bubbles).toBeLessThan(250);
  });
});

describe('what was before a thread', () => {
  it('stands above it: the call and the older thread', async () => {
    // A short thread, so that its beginning is in sight.
    await hub.query('delete from messages where thread_id = $1 and seq > 1', [threadId]);
    await hub.query(
      'update threads set last_seq = 1, read_seq = 1, unread_count = 0, version = version + 1 where id = $1',
      [threadId],
    );
    await page.reload();
    await log().getByText('hello again').waitFor();
    await page.getByRole('button', { name: /Load earlier messages|Show the thread of/ }).click();
    await log().getByText('still broken, ring me').waitFor();
    const older = log().getByRole('region', { name: 'An earlier thread' });
    await older.getByText('my meter is broken').waitFor();
    await older.getByText('resolved: Solved', { exact: true }).waitFor();
    await log().getByText('This thread, since').waitFor();
    await log().evaluate((at) => at.scrollTo(0, 0));
    await lookAt(page, 'history');
    expect(problems).toEqual([]);
  });
});
