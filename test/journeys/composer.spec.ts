import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launch, screenshot } from '../support/browser.js';
import { messagesOf, threadOf } from '../support/conversations.js';
import { handset, type Handset } from '../support/handset.js';
import { eventually, startTestHub, type TestHub } from '../support/hub.js';
import { consolePage, lookAt, violations } from '../support/look.js';
import { signIn } from '../support/people.js';
import { photoOf } from '../support/uploads.js';

/** Two agents write: to customers, to each other, offline, and take things back. */
let hub: TestHub;
let browser: Browser;
let page: Page;
let problems: string[];
let ana: Handset;
let threadId: string;

beforeAll(async () => {
  hub = await startTestHub();
  browser = await launch();
  ({ page, problems } = await consolePage(hub, browser));
  ana = handset(hub, '+447700900771');
  await ana.write('whatsapp', 'When do you come?');
  threadId = (await threadOf(hub, ana.phone)).id;
  const supervisor = await signIn(hub, 'supervisor');
  for (const answer of [
    { shortcut: 'hours', title: 'Opening hours', text: 'We are open from 9 to 5. {{agent.firstName}}, {{company}}' },
    { shortcut: 'visit', title: 'Visit of a fitter', text: 'Our fitter comes on {{day}}, thread {{thread.id}}.' },
    { shortcut: 'hello', title: 'Greeting', text: 'Hello {{contact.firstName}}!' },
  ])
    await hub.api('POST', '/api/v1/canned-answers', answer, supervisor);
  // So that nobody waits for the seconds in which a reply can be taken back.
  await page.clock.install();
  await page.goto(`${hub.url}/threads/${threadId}`);
  await reply().waitFor();
}, 90_000);
afterAll(async () => {
  await browser.close();
  await hub.stop();
});

const reply = (on = page) => on.getByRole('textbox', { name: 'Reply' });
const note = (on = page) => on.getByRole('textbox', { name: 'Internal note' });
const undo = (on = page) => on.getByRole('region', { name: 'Messages' }).getByRole('button', { name: 'Undo' });
const options = (name: string) => page.getByRole('listbox', { name }).getByRole('option');
const received = async () => (await ana.received()).map(({ text }) => text);
const writing = (undoSeconds: number, who: { cookie: string }) =>
  hub.api('PUT', '/api/v1/me/writing', { undoSeconds }, who);

describe('canned answers', () => {
  it('open at a slash, are found by what is typed, and are filled in', async () => {
    await reply().focus();
    await page.keyboard.type('Dear Ana, /');
    await options('Canned answers').nth(2).waitFor();
    await lookAt(page, 'composer-answers');
    await page.keyboard.type('hou');
    await expect.poll(() => options('Canned answers').count()).toBe(1);
    await page.keyboard.press('Enter');
    await expect.poll(() => reply().inputValue()).toBe('Dear Ana, We are open from 9 to 5. Ada, Riverside Water');
    // As if it had been typed: the box's own undo takes it out again.
    await page.keyboard.press('Control+z');
    await expect.poll(() => reply().inputValue()).toBe('Dear Ana, /hou');
    await page.keyboard.press('Escape');
    await options('Canned answers').waitFor({ state: 'detached' });
  });

  it('ask for what nobody knows', async () => {
    await reply().fill('');
    await page.keyboard.type('/vis');
    await options('Canned answers').getByText('to fill in').waitFor();
    await page.keyboard.press('Tab');
    const dialog = page.getByRole('dialog', { name: 'Visit of a fitter' });
    await dialog.getByText('Our fitter comes on [Day], thread').waitFor();
    await dialog.getByRole('button', { name: 'Put into the reply' }).click();
    await dialog.getByText('Fill this in, or leave it out of the reply').waitFor();
    await lookAt(page, 'composer-fill', { within: '[role=dialog]' });
    await dialog.getByRole('textbox', { name: 'Day' }).fill('Tuesday');
    await page.keyboard.press('Enter');
    await expect.poll(() => reply().inputValue()).toBe(`Our fitter comes on Tuesday, thread ${threadId}.`);
    await reply().fill('');
  });
});

describe('a reply', () => {
  it('can be taken back for five seconds, by the button and by Ctrl+Z, and goes when they are over', async () => {
    await reply().fill('Tomorow at nine');
    await page.keyboard.press('Enter');
    await page.getByText(/Sending in [45] s/).waitFor();
    await screenshot(page, 'composer-held');
    // Of all of the page it would take long of the five seconds.
    expect(await violations(page, '[role=region][aria-label=Messages]')).toEqual([]);
    await undo().click();
    await expect.poll(() => reply().inputValue()).toBe('Tomorow at nine');
    await page.keyboard.press('Enter');
    await undo().waitFor();
    await page.keyboard.press('Control+z');
    await expect.poll(() => reply().inputValue()).toBe('Tomorow at nine');
    await reply().fill('Tomorrow at nine');
    await page.keyboard.press('Enter');
    expect(await received()).toEqual([]);
    await page.clock.fastForward(5_000);
    await eventually(async () => (await received()).length === 1);
    expect(await received()).toEqual(['Tomorrow at nine']);
  });

  it('is not lost by leaving the thread, nor by a reload: it is sent once', async () => {
    await reply().fill('Written before leaving');
    await page.keyboard.press('Enter');
    await page.getByRole('link', { name: 'Calls' }).first().click();
    await page
      .getByRole('region', { name: 'Replies on their way' })
      .getByText(/sending in/)
      .waitFor();
    await screenshot(page, 'composer-elsewhere');
    await page.goBack();
    await page.clock.fastForward(5_000);
    await eventually(async () => (await received()).length === 2);
    await reply().fill('Written before the reload');
    await page.keyboard.press('Enter');
    await undo().waitFor();
    await page.reload();
    await reply().waitFor();
    await page.clock.fastForward(5_000);
    await eventually(async () => (await received()).length === 3);
    await page.getByRole('region', { name: 'Messages' }).getByText('Written before the reload').waitFor();
    await page.clock.fastForward(5_000);
    await page.waitForTimeout(500);
    expect((await received()).toSorted()).toEqual([
      'Tomorrow at nine',
      'Written before leaving',
      'Written before the reload',
    ]);
    expect(await page.getByText('Written before the reload').count()).toBeLessThanOrEqual(2);
  });

  it('written offline goes by itself when the connection is back: once, and in order', async () => {
    await page.context().setOffline(true);
    for (const text of ['First from the train', 'Second from the train']) {
      await reply().fill(text);
      await page.keyboard.press('Enter');
    }
    await page.clock.fastForward(5_000);
    await page.getByText('It is sent by itself, once.').nth(1).waitFor();
    await lookAt(page, 'composer-offline');
    await page.context().setOffline(false);
    await eventually(async () => (await received()).length === 5, 20_000);
    const texts = (await messagesOf(hub, threadId)).map(({ text }) => text);
    expect(texts.slice(-2)).toEqual(['First from the train', 'Second from the train']);
    await page.getByText('It is sent by itself, once.').waitFor({ state: 'detached' });
  });

  it('past what the customer wrote meanwhile asks first, also where it waited', async () => {
    await page.context().setOffline(true);
    await reply().fill('We come on Monday');
    await page.keyboard.press('Enter');
    await ana.write('whatsapp', 'Not on Monday please');
    await eventually(async () => (await messagesOf(hub, threadId)).at(-1)!.text === 'Not on Monday please');
    await page.clock.fastForward(5_500);
    await page.context().setOffline(false);
    const dialog = page.getByRole('dialog', { name: 'New messages arrived – send anyway?' });
    await dialog.waitFor();
    await dialog.getByRole('button', { name: 'Read them first' }).click();
    await expect.poll(() => reply().inputValue()).toBe('We come on Monday');
    expect(await received()).not.toContain('We come on Monday');
    await reply().fill('');
  });

  it('of ten thousand characters is kept whole, says what is too much, and cannot be sent', async () => {
    await reply().fill('x'.repeat(10_000));
    await page.getByRole('alert').getByText('5,904 characters too many: 10,000 of 4,096').waitFor();
    expect((await reply().inputValue()).length).toBe(10_000);
    expect(await page.getByRole('button', { name: 'Send', exact: true }).isDisabled()).toBe(true);
    await lookAt(page, 'composer-too-long');
    await reply().fill('');
  });

  it('takes what is pasted as plain text', async () => {
    await reply().focus();
    await page.evaluate(() => {
      const data = new DataTransfer();
      data.setData('text/html', '<img src=x onerror="alert(1)"><b>bold</b>');
      data.setData('text/plain', 'bold');
      document.activeElement!.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true }));
      document.execCommand('insertHTML', false, '<b>bold</b>');
    });
    expect(await reply().inputValue()).not.toContain('<');
    expect(await page.locator('img[src=x]').count()).toBe(0);
    await reply().fill('');
  });
});

describe('files', () => {
  const drag = async (kind: 'dragenter' | 'dragover' | 'drop', bytes: string) => {
    const data = await page.evaluateHandle((base64) => {
      const transfer = new DataTransfer();
      const raw = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
      transfer.items.add(new File([raw], 'meter.jpg', { type: 'image/jpeg' }));
      return transfer;
    }, bytes);
    await page.getByRole('region', { name: 'Messages' }).dispatchEvent(kind, { dataTransfer: data });
  };

  it('are dropped anywhere on the conversation, and stay while the agent looks elsewhere', async () => {
    const photo = (await photoOf('#2c7ab5')).toString('base64');
    await drag('dragenter', photo);
    await page.getByText('Drop the files to put them into the reply').waitFor();
    await screenshot(page, 'composer-drop');
    await drag('drop', photo);
    const files = page.getByRole('list', { name: 'Attached files' });
    await files.getByText('Ready').waitFor();
    await page.getByRole('link', { name: 'Calls' }).first().click();
    await page.goBack();
    await files.getByText('meter.jpg').waitFor();
    await page.getByRole('button', { name: 'Remove meter.jpg' }).click();
    await files.waitFor({ state: 'detached' });
  });
});

describe('emoji', () => {
  it('are found by name and chosen by keyboard', async () => {
    await reply().fill('Done ');
    await page.keyboard.press('Alt+e');
    const search = page.getByRole('combobox', { name: 'Search emoji' });
    await search.waitFor();
    await page.getByRole('option', { name: 'grinning face', exact: true }).waitFor();
    await screenshot(page, 'composer-emoji');
    expect(await violations(page, '[role=dialog]')).toEqual([]);
    await search.fill('thumbs up');
    await page.keyboard.press('Enter');
    await expect.poll(() => reply().inputValue()).toBe('Done 👍️');
    await reply().fill('');
  });
});

describe('a note', () => {
  it('is another mode with another colour and its own words, which never become a reply', async () => {
    await reply().fill('To the customer');
    await page.locator('body').click({ position: { x: 700, y: 300 } });
    await page.keyboard.press('n');
    await note().waitFor();
    expect(await note().inputValue()).toBe('');
    await note().fill('Between us');
    await page.getByRole('button', { name: 'Reply', exact: true }).click();
    await expect.poll(() => reply().inputValue()).toBe('To the customer');
    await page.getByRole('button', { name: 'Internal note', exact: true }).click();
    await page.reload();
    await note().waitFor();
    await expect.poll(() => note().inputValue()).toBe('Between us');
    await lookAt(page, 'composer-note');
    await page.getByRole('button', { name: 'Reply', exact: true }).click();
    await reply().fill('');
    await page.getByRole('button', { name: 'Internal note', exact: true }).click();
    await note().fill('');
  });

  it('calls a colleague, who sees it at once', async () => {
    const ben = await consolePage(hub, browser, 'agent', 1);
    await ben.page.goto(`${hub.url}/calls`);
    await ben.page.getByRole('button', { name: 'Mentions' }).waitFor();
    await note().focus();
    await page.keyboard.type('Please look, @cas');
    await options('Colleagues').getByText('Ben Castillo').waitFor();
    await screenshot(page, 'composer-mention');
    await page.keyboard.press('Enter');
    await page.keyboard.type('– thank you');
    expect(await note().inputValue()).toBe('Please look, @Ben Castillo – thank you');
    const before = await received();
    await page.keyboard.press('Enter');
    const bell = ben.page.getByRole('button', { name: 'Mentions, 1 unread' });
    await bell.waitFor({ timeout: 10_000 });
    await bell.click();
    await ben.page.getByRole('dialog', { name: 'Mentions' }).waitFor();
    await lookAt(ben.page, 'mentions');
    await ben.page.getByRole('link', { name: /Please look, @Ben Castillo/ }).click();
    await ben.page.getByRole('button', { name: 'Mentions', exact: true }).waitFor();
    expect(ben.page.url()).toContain(`/threads/${threadId}`);
    expect(await received()).toEqual(before);
    expect(ben.problems).toEqual([]);
    await ben.page.context().close();
  });
});

describe('a draft', () => {
  // On pages that go by the time of day again.
  beforeAll(async () => {
    expect(problems).toEqual([]);
    await page.context().close();
    ({ page, problems } = await consolePage(hub, browser));
    await page.goto(`${hub.url}/threads/${threadId}`);
    await reply().waitFor();
  });

  it('is the same in every tab of its writer, and gone from all when it is sent', async () => {
    await page.getByRole('button', { name: 'Reply', exact: true }).click();
    const other = await page.context().newPage();
    await other.goto(`${hub.url}/threads/${threadId}`);
    await reply(other).waitFor();
    await reply().fill('I was just about to');
    await expect.poll(() => reply(other).inputValue()).toBe('I was just about to');
    await reply(other).fill('I was just about to say');
    await expect.poll(() => reply().inputValue()).toBe('I was just about to say');
    await writing(0, await signIn(hub, 'agent'));
    await other.reload();
    await reply(other).focus();
    await other.keyboard.press('Enter');
    await expect.poll(() => reply().inputValue()).toBe('');
    await eventually(async () => (await received()).includes('I was just about to say'));
    await other.close();
  });

  it('of a tab that was closed is in the next, on another device too', async () => {
    await reply().fill('Unfinished');
    await eventually(async () => {
      const path = `/api/v1/threads/${threadId}/drafts`;
      const { body } = await hub.api<{ items: { text: string }[] }>('GET', path, undefined, await signIn(hub, 'agent'));
      return body.items[0]?.text === 'Unfinished';
    });
    const laptop = await consolePage(hub, browser);
    await laptop.page.goto(`${hub.url}/threads/${threadId}`);
    await expect.poll(() => reply(laptop.page).inputValue()).toBe('Unfinished');
    await laptop.page.context().close();
    expect(problems).toEqual([]);
  });
});
