import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launch } from '../support/browser.js';
import { messagesOf, post, threadOf } from '../support/conversations.js';
import { handset, misbehave } from '../support/handset.js';
import { eventually, startTestHub, type TestHub } from '../support/hub.js';
import { consolePage, lookAt } from '../support/look.js';
import { metaBody, postMeta, wamid } from '../support/providers.js';

/** A customer sends everything that WhatsApp can carry, and what nobody should; the agent reads it. */
let hub: TestHub;
let browser: Browser;
let page: Page;
let problems: string[];
let threadId: string;
const phone = '+447700900511';
const began = Math.floor(Date.now() / 1000) - 120;
const hostile =
  '<img src=x onerror="document.title=\'owned\'"> \u202Eevil\u202C https://bank.example@evil.example javascript:alert(1)';

let second = 0;
async function write(message: Record<string, unknown>, id = wamid()) {
  const timestamp = String(began + (second += 3));
  const contacts = [{ profile: { name: 'Kim <b>Doe</b>' }, wa_id: phone.slice(1) }];
  const answer = await postMeta(
    hub,
    metaBody(hub, { contacts, messages: [{ from: phone.slice(1), id, timestamp, ...message }] }),
  );
  expect(answer.status).toBe(200);
  return id;
}
const text = (body: string, more = {}) => ({ type: 'text', text: { body }, ...more });

const log = () => page.getByRole('region', { name: 'Messages' });
const bubble = (words: string | RegExp) => log().getByRole('article').filter({ hasText: words }).first();

beforeAll(async () => {
  hub = await startTestHub();
  // The sandbox knows by this that the customer has written, and lets an answer through.
  await handset(hub, phone).write('whatsapp', 'hello?');
  const first = await write(text('Good morning, my boiler leaks. Photos at https://example.org/boiler.'));
  threadId = (await threadOf(hub, phone)).id;
  const { body: ours } = await post(hub, threadId, 'Your engineer comes on Tuesday.');
  const sent = await eventually(async () => {
    const found = (await messagesOf(hub, threadId)).find((m) => m.seq === ours.seq);
    return found?.providerMessageId ? found : null;
  });
  await write(text('Which Tuesday?', { context: { id: sent.providerMessageId, from: '447700900801' } }));
  await write({ type: 'reaction', reaction: { message_id: sent.providerMessageId, emoji: '👍' } });
  await write({
    type: 'location',
    location: { latitude: 51.5007, longitude: -0.1246, name: 'Home', address: '1 High St' },
  });
  await write({
    type: 'contacts',
    contacts: [
      {
        name: { formatted_name: 'Jo Neighbour' },
        phones: [{ phone: '+44 7700 900456', wa_id: '447700900456' }],
        emails: [{ email: 'jo@example.org' }],
      },
    ],
  });
  await write({
    type: 'interactive',
    interactive: { type: 'button_reply', button_reply: { id: 'yes', title: 'Yes, please' } },
  });
  await write({
    type: 'interactive',
    interactive: {
      type: 'list_reply',
      list_reply: { id: 'r2', title: 'Tuesday 9 March', description: 'in the morning' },
    },
  });
  await write({
    type: 'interactive',
    interactive: {
      type: 'nfm_reply',
      nfm_reply: { name: 'flow', body: 'Sent', response_json: '{"meter_value":"12345"}' },
    },
  });
  await write({
    type: 'order',
    order: {
      catalog_id: 'c1',
      text: 'these please',
      product_items: [
        { product_retailer_id: 'Valve 15 mm', quantity: 2, item_price: 3.5, currency: 'GBP' },
        { product_retailer_id: 'Seal', quantity: 1, item_price: 1.25, currency: 'GBP' },
      ],
    },
  });
  await write({ type: 'hologram', hologram: { depth: 3 } });
  await write({
    type: 'edit',
    edit: { original_message_id: first, message: { type: 'text', text: { body: 'my boiler drips' } } },
  });
  await write({ type: 'revoke', revoke: { original_message_id: first } });
  await write(text('forwarded words', { context: { forwarded: true, frequently_forwarded: true } }));
  await write(
    text('hi', { referral: { source_url: 'https://fb.example/1', headline: 'New boilers', source_type: 'ad' } }),
  );
  await write(text(hostile));
  await write(text('السلام عليكم، الغلاية تسرب الماء منذ الصباح'));
  await write(text('word '.repeat(2_000)));
  browser = await launch();
  ({ page, problems } = await consolePage(hub, browser));
  await page.goto(`${hub.url}/threads/${threadId}`);
  await log().waitFor();
  await bubble('word word').waitFor();
}, 90_000);
afterAll(async () => {
  await browser.close();
  await hub.stop();
});

describe('a conversation', () => {
  it('shows every kind as what it is', async () => {
    await expect
      .poll(() => log().getByRole('link', { name: /Home/ }).getAttribute('href'))
      .toContain('openstreetmap.org');
    expect(await log().getByRole('link', { name: '+447700900456' }).getAttribute('href')).toBe('tel:+447700900456');
    expect(await log().getByRole('link', { name: 'jo@example.org' }).getAttribute('href')).toBe(
      'mailto:jo%40example.org',
    );
    await bubble('Tapped a button').getByText('Yes, please').waitFor();
    await bubble('Chose from a list').getByText('in the morning').waitFor();
    await bubble('Filled in a form').getByText('12345').waitFor();
    await bubble('these please').getByRole('row', { name: /Total/ }).getByText('£8.25').waitFor();
    await bubble('Hologram').getByText('The original is kept.').waitFor();
    await bubble('Changed an earlier message to').getByText('my boiler drips').waitFor();
    await bubble('Deleted an earlier message').waitFor();
    await bubble('Forwarded many times').waitFor();
    await bubble('Came from an advertisement').getByText('New boilers').waitFor();
    await log()
      .getByRole('img', { name: /reacted with 👍/ })
      .waitFor();
  });

  it('opens what may be opened, and nothing else', async () => {
    const link = log().getByRole('link', { name: 'https://example.org/boiler' });
    expect(await link.getAttribute('rel')).toContain('noopener');
    const evil = log().locator('p', { hasText: 'javascript:alert(1)' });
    expect(await evil.locator('a').count()).toBe(0);
    expect(await evil.textContent()).toBe(hostile);
    expect(await page.title()).not.toContain('owned');
    expect(await log().locator('img[src="x"]').count()).toBe(0);
  });

  it('folds what would fill the screen', async () => {
    const long = bubble('word word');
    expect((await long.innerText()).length).toBeLessThan(1_500);
    await long.getByRole('button', { name: 'Show all 10,000 characters' }).click();
    await expect.poll(async () => (await long.innerText()).length).toBeGreaterThan(9_900);
    await long.getByRole('button', { name: 'Show less' }).click();
  });

  it('leads from an answer to what it answers', async () => {
    await bubble('Which Tuesday?')
      .getByRole('button', { name: /In answer to/ })
      .click();
    const target = log().getByRole('article').filter({ hasText: 'Your engineer comes on Tuesday.' }).first();
    await expect.poll(() => target.evaluate((node) => node === document.activeElement)).toBe(true);
  });

  it('reads right to left where the words do', async () => {
    const arabic = log().locator('p', { hasText: 'الغلاية' });
    expect(await arabic.evaluate((node) => getComputedStyle(node).direction)).toBe('rtl');
  });

  it('says who else is here, and that they write', async () => {
    const { page: other } = await consolePage(hub, browser, 'supervisor');
    await other.goto(`${hub.url}/threads/${threadId}`);
    await page
      .getByRole('status')
      .filter({ hasText: /is viewing/ })
      .waitFor();
    await other
      .getByRole('textbox', { name: /reply|write/i })
      .first()
      .pressSequentially('on my way');
    await page
      .getByRole('status')
      .filter({ hasText: /is typing/ })
      .waitFor();
    await other.context().close();
  });

  it('says what to do about a message that failed, and sends it by the other channel where it stands', async () => {
    await misbehave(hub, { on: 'meta.send', action: 'refuse', code: 131026, to: phone, remaining: 1 });
    await post(hub, threadId, 'The engineer rings first.');
    await log().getByText('The number can’t be reached on this channel.').waitFor();
    await log()
      .getByText(/Send it by the other channel/)
      .waitFor();
    await lookAt(page, 'conversation-failed', { within: 'section' });
    await log().getByRole('button', { name: 'Send by SMS' }).click();
    await eventually(async () =>
      (await handset(hub, phone).received()).some((m) => m.channel === 'sms' && /rings first/.test(m.text ?? '')),
    );
    await expect.poll(() => log().getByRole('button', { name: 'Send by SMS' }).count()).toBe(0);
  });

  it('looks right, wide and narrow, light and dark', async () => {
    await log().evaluate((at) => at.scrollTo(0, 0));
    await lookAt(page, 'conversation-top');
    await bubble('Filled in a form').scrollIntoViewIfNeeded();
    await lookAt(page, 'conversation-middle');
    await log().evaluate((at) => at.scrollTo(0, at.scrollHeight));
    await lookAt(page, 'conversation-end');
    expect(problems).toEqual([]);
  }, 90_000);
});
