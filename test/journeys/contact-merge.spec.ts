import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launch, screenshot } from '../support/browser.js';
import { contactOf, getContact } from '../support/contacts.js';
import { threadOf } from '../support/conversations.js';
import { eventually, startTestHub, type TestHub } from '../support/hub.js';
import { atRest, violations } from '../support/look.js';
import { metaText, postMeta } from '../support/providers.js';

let hub: TestHub;
let browser: Browser;
let page: Page;
const [mobile, landline] = ['+447700900301', '+447700900302'];

beforeAll(async () => {
  hub = await startTestHub();
  await postMeta(hub, metaText(hub, landline, 'It is about the meter', { name: 'Mary Keen' }));
  await postMeta(hub, metaText(hub, mobile, 'Here is Mary again', { name: 'Mary K.' }));
  browser = await launch();
  page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  page.setDefaultTimeout(30_000);
}, 90_000);
afterAll(async () => {
  await browser.close();
  await hub.stop();
});

describe('an agent who sees that two are one', () => {
  it('merges them with the keyboard, and undoes it', async () => {
    const { email, password } = hub.sandbox.users.find((user) => user.role === 'agent')!;
    const thread = await threadOf(hub, mobile);
    const [kept, other] = [await contactOf(hub, mobile), await contactOf(hub, landline)];
    await page.goto(hub.url);
    await page.evaluate(
      async (sent) =>
        void (await fetch('/api/v1/auth/login', {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(sent),
        })),
      { email, password },
    );
    await page.goto(`${hub.url}/threads/${thread.id}`);
    const details = page.getByRole('complementary', { name: 'Details' });
    await details.getByRole('list', { name: 'Known by' }).getByText(mobile, { exact: true }).waitFor();
    await screenshot(page, 'contact-light');
    await details.getByRole('button', { name: 'Merge with…' }).press('Enter');
    await page.getByLabel('Who is the same person?').pressSequentially('Keen');
    const found = page.getByRole('radio', { name: /Mary Keen/ });
    await found.press('Space');
    await page.getByRole('region', { name: 'Becomes part of it' }).getByText(landline, { exact: true }).waitFor();
    await screenshot(page, 'contact-merge-dialog');
    await page.getByRole('button', { name: 'Merge', exact: true }).press('Enter');
    await details.getByRole('list', { name: 'Merges' }).waitFor();
    expect((await getContact(hub, other)).mergedInto).toBe(kept);
    await screenshot(page, 'contact-merged');
    await page.emulateMedia({ colorScheme: 'dark' });
    expect(await violations(page, 'aside')).toEqual([]);
    await screenshot(page, 'contact-merged-dark');
    await details.getByRole('button', { name: /Undo the merge/ }).press('Enter');
    await eventually(async () => (await getContact(hub, other)).mergedInto === null);
    await details.getByText(/undone by/).waitFor();
    await page.setViewportSize({ width: 390, height: 844 });
    await page.getByRole('button', { name: 'Details' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Merge with…' }).click();
    await page.getByLabel('Who is the same person?').waitFor();
    await atRest(page);
    await screenshot(page, 'contact-merge-390');
  }, 90_000);
});
