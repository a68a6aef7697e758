import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launch } from '../support/browser.js';
import { post, threadOf } from '../support/conversations.js';
import { handset } from '../support/handset.js';
import { eventually, startTestHub, type TestHub } from '../support/hub.js';
import { consolePage, lookAt } from '../support/look.js';
import { signIn } from '../support/people.js';
import { userIdOf } from '../support/teams.js';

/** Being told while one looks elsewhere: by the browser, by a sound, in the title; as one has set it up. */
let hub: TestHub;
let browser: Browser;
let page: Page;
let problems: string[];
let threadId: string;
const mine = '+447700900771';

interface Heard {
  notices: { title: string; body: string }[];
  sounds: number;
  hidden: boolean;
}
declare const heard: Heard;

/** Stands for the browser's notices, its sound card, and for looking elsewhere. */
function listenIn() {
  const kept: Heard = { notices: [], sounds: 0, hidden: false };
  Object.assign(window, { heard: kept });
  class Noted extends EventTarget {
    static permission = 'default';
    static requestPermission = () => Promise.resolve((Noted.permission = 'granted'));
    constructor(title: string, { body = '' }: NotificationOptions = {}) {
      super();
      kept.notices.push({ title, body });
    }
    close() {}
  }
  if (sessionStorage.getItem('allowed')) Noted.permission = 'granted';
  Object.assign(window, { Notification: Noted });
  OscillatorNode.prototype.start = () => void (kept.sounds += 1);
  OscillatorNode.prototype.stop = () => undefined;
  Object.defineProperty(document, 'visibilityState', { get: () => (kept.hidden ? 'hidden' : 'visible') });
}
const look = (at: Page, away: boolean) =>
  at.evaluate((hidden) => {
    heard.hidden = hidden;
    document.dispatchEvent(new Event('visibilitychange'));
  }, away);
const noticesOf = (at: Page) => at.evaluate(() => heard.notices);

beforeAll(async () => {
  hub = await startTestHub();
  browser = await launch();
  await handset(hub, mine).write('whatsapp', 'My meter does not fit');
  ({ id: threadId } = await threadOf(hub, mine));
  ({ page, problems } = await consolePage(hub, browser));
  await page.context().addInitScript(listenIn);
}, 90_000);
afterAll(async () => {
  await browser.close();
  await hub.stop();
});

describe('notifications', { timeout: 90_000 }, () => {
  it('are set up on a page; the browser is asked when somebody switches one on', async () => {
    await page.goto(`${hub.url}/settings/notifications`);
    const notice = page.getByRole('switch', { name: 'Notice: A customer writes in a thread of mine' });
    await notice.waitFor();
    await lookAt(page, 'notifications');
    expect(await notice.isChecked()).toBe(false);
    await notice.press('Space');
    await expect.poll(() => notice.isChecked()).toBe(true);
    await page.getByRole('switch', { name: 'Sound: A customer writes in a thread of mine' }).press('Space');
    await page.getByRole('switch', { name: 'Notice: A thread comes in that nobody has' }).press('Space');
    await page.getByRole('switch', { name: 'Notice: A colleague mentions me in a note' }).press('Space');
    await page.evaluate(() => sessionStorage.setItem('allowed', 'yes'));
    await expect.poll(() => page.evaluate(() => heard.sounds)).toBe(2);
  });

  it('tell of a customer’s word in one’s own thread, whichever view is on the screen', async () => {
    await page.goto(`${hub.url}/threads/${threadId}?view=unassigned`);
    await page
      .getByRole('button', { name: /Assign|Take/ })
      .first()
      .waitFor();
    const me = (await page.evaluate(() => fetch('/api/v1/auth/session').then((r) => r.json()))) as {
      user: { id: string };
    };
    await hub.api('POST', `/api/v1/threads/${threadId}/assign`, { userId: me.user.id });
    await page.goto(`${hub.url}/?view=unassigned`);
    await page.getByRole('status', { name: 'Connection' }).getByText('Live').waitFor();
    await look(page, true);
    await handset(hub, mine).write('whatsapp', 'Here is the number on it');
    await expect.poll(() => noticesOf(page)).toHaveLength(1);
    const [notice] = await noticesOf(page);
    expect(notice?.title).toMatch(/^New message: /);
    expect(notice?.body).toBe('Here is the number on it');
    await expect.poll(() => page.evaluate(() => heard.sounds)).toBe(2);
    await expect.poll(() => page.title()).toMatch(/^● 1 · /);
    await look(page, false);
    await expect.poll(() => page.title()).not.toContain('●');
  });

  it('are quiet while one looks', async () => {
    await handset(hub, mine).write('whatsapp', 'And a photo follows');
    await expect
      .poll(() => page.evaluate(() => localStorage.getItem('shiftline.noticed')))
      .toContain(`reply ${threadId} `);
    await page.waitForTimeout(1_500);
    expect(await noticesOf(page)).toHaveLength(1);
  });

  it('tell of a mention in a note: by the browser while one looks away, and at the bell', async () => {
    const me = await userIdOf(hub, await signIn(hub, 'agent'));
    const before = (await noticesOf(page)).length;
    await look(page, true);
    const words = 'Please look at this, @Ada';
    await post(hub, threadId, words, { kind: 'note', mentions: [me] }, await signIn(hub, 'agent', 1));
    await expect.poll(async () => (await noticesOf(page)).length).toBe(before + 1);
    const notice = (await noticesOf(page)).at(-1)!;
    expect(notice.title).toMatch(/^You were mentioned: Ben/);
    expect(notice.body).toBe(words);
    await look(page, false);
    await page.getByRole('button', { name: 'Mentions, 1 unread' }).click();
    await page.getByRole('link', { name: new RegExp(words) }).click();
    await page.getByRole('button', { name: 'Mentions', exact: true }).waitFor();
    expect(page.url()).toContain(`/threads/${threadId}`);
    await page.goto(`${hub.url}/?view=unassigned`);
    await page.getByRole('status', { name: 'Connection' }).getByText('Live').waitFor();
  });

  it('come once, however many tabs are open', async () => {
    const second = await page.context().newPage();
    await second.goto(`${hub.url}/?view=all`);
    await second.getByRole('status', { name: 'Connection' }).getByText('Live').waitFor();
    await second.evaluate(() => Object.assign(Notification, { permission: 'granted' }));
    await look(page, true);
    await look(second, true);
    const before = (await noticesOf(page)).length;
    await handset(hub, '+447700900772').write('sms', 'Hello, is this the water company?');
    const all = async () => [...(await noticesOf(page)), ...(await noticesOf(second))];
    await eventually(async () => (await all()).length > before);
    await page.waitForTimeout(1_500);
    const told = (await all()).map(({ title }) => title);
    expect(told.filter((title) => title.startsWith('Nobody has it yet'))).toHaveLength(1);
    await second.close();
    expect(problems).toEqual([]);
  });
});
