import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launch } from '../support/browser.js';
import { contactOf } from '../support/contacts.js';
import { announce, post, threadOf } from '../support/conversations.js';
import { type Handset, handset } from '../support/handset.js';
import { eventually, startTestHub, type TestHub } from '../support/hub.js';
import { consolePage, lookAt } from '../support/look.js';
import { signIn } from '../support/people.js';
import { askSurveys, gets, resolve, surveyWhere } from '../support/surveys.js';

/** What an agent knows of a person beside their thread, and how it went for them. */
let hub: TestHub;
let browser: Browser;
let page: Page;
let problems: string[];
let person: Handset;
let threadId: string;
let contactId: string;
const hostile = '<img src=x onerror=alert(1)> & “quoted” مرحبا';

beforeAll(async () => {
  hub = await startTestHub();
  person = handset(hub, '+447700900771');
  await announce(hub, { from: person.phone, intent: 'meter_reading', queue: 'support' });
  await person.write('whatsapp', 'My meter is stuck');
  threadId = (await threadOf(hub, person.phone)).id;
  contactId = await contactOf(hub, person.phone);
  await hub.api('POST', `/api/v1/contacts/${contactId}/notes`, { text: hostile }, await signIn(hub, 'agent', 1));
  await askSurveys(hub);
  browser = await launch();
  ({ page, problems } = await consolePage(hub, browser));
  page.setDefaultTimeout(30_000);
  await page.goto(`${hub.url}/threads/${threadId}`);
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await hub?.stop();
});

const details = () => page.getByRole('complementary', { name: 'Details' });
const section = (name: string) => details().getByRole('region', { name, exact: true });

describe('the contact panel', () => {
  it('has notes that colleagues write, change and delete, by keyboard alone', async () => {
    const notes = section('Notes');
    await notes.getByText(hostile).waitFor();
    expect(await notes.getByRole('button', { name: 'Edit' }).count()).toBe(0);
    const field = notes.getByLabel('New note about this person');
    await field.fill('Prefers to be rung after six');
    await page.reload();
    await eventually(async () => (await field.inputValue()) === 'Prefers to be rung after six', 20_000);
    await field.press('Control+Enter');
    const own = notes.getByRole('listitem').filter({ hasText: 'Prefers to be rung after six' });
    await own.waitFor();
    await expect.poll(() => field.inputValue()).toBe('');
    await own.getByRole('button', { name: 'Edit' }).press('Enter');
    await notes.getByRole('textbox', { name: 'Note', exact: true }).fill('After seven, not six');
    await notes.getByRole('button', { name: 'Save' }).press('Enter');
    await notes.getByText('After seven, not six').waitFor();
    await notes.getByText('edited').waitFor();
    await hub.api('POST', `/api/v1/contacts/${contactId}/notes`, { text: 'Written meanwhile' });
    await notes.getByText('Written meanwhile').waitFor();
  });

  it('keeps what was typed where it could not be saved', async () => {
    const notes = section('Notes');
    const field = notes.getByLabel('New note about this person');
    await field.fill('Do not lose me');
    await page.route('**/notes', (route) => route.abort());
    await notes.getByRole('button', { name: 'Add note' }).click();
    await notes.getByText(/can’t be reached/).waitFor();
    expect(await field.inputValue()).toBe('Do not lose me');
    await page.unroute('**/notes');
    await page.context().setOffline(true);
    await notes.getByRole('button', { name: 'Add note' }).click();
    await notes.getByText(/as soon as there is a connection again/).waitFor();
    await page.context().setOffline(false);
    await notes.getByRole('listitem').filter({ hasText: 'Do not lose me' }).waitFor();
    const note = notes.getByRole('listitem').filter({ hasText: 'Do not lose me' });
    await note.getByRole('button', { name: 'Delete', exact: true }).click();
    await note.getByRole('button', { name: 'Delete the note' }).press('Enter');
    await note.waitFor({ state: 'detached' });
  });

  it('shows calls and addresses, and sections stay as they were left', async () => {
    await section('Calls').getByText('Meter reading').waitFor();
    await section('Known by').getByText(person.phone, { exact: true }).waitFor();
    await section('Same person').getByRole('button', { name: 'Merge with…' }).waitFor();
    const calls = section('Calls').getByRole('button', { name: 'Calls', exact: true });
    await calls.press('Enter');
    await expect.poll(() => calls.getAttribute('aria-expanded')).toBe('false');
    await page.reload();
    await section('Calls').waitFor();
    expect(await section('Calls').getByText('Meter reading').count()).toBe(0);
    await section('Calls').getByRole('button', { name: 'Calls', exact: true }).click();
    await section('Calls').getByText('Meter reading').waitFor();
  });

  it('shows what the customer says at the end, as they say it', async () => {
    await post(hub, threadId, 'We have reset it from here.');
    await resolve(hub, threadId);
    const surveys = section('Surveys');
    await surveys.getByText(/Asked by buttons in the thread, no answer yet/).waitFor();
    await person.tap(await gets(person, /Did this solve it\?/), /Yes/);
    await person.tap(await gets(person, /from 1 to 5/), /^4/);
    await surveys.getByRole('img', { name: '4 of 5 stars' }).waitFor();
    await surveys.getByText('Solved', { exact: true }).waitFor();
    await page.getByText(/★★★★☆/).first().waitFor();
    await lookAt(page, 'contact-panel', { within: 'aside' });
    await page.setViewportSize({ width: 390, height: 844 });
    await page.getByRole('button', { name: 'Details' }).click();
    await page.getByRole('dialog').getByText('After seven, not six').waitFor();
    await page.waitForTimeout(400);
    await lookAt(page, 'contact-drawer', { within: '[role=dialog]' });
    await page.keyboard.press('Escape');
    await page.setViewportSize({ width: 1440, height: 900 });
  }, 90_000);

  it('lets an agent write down what they were told, once it is clear what', async () => {
    const other = handset(hub, '+447700900772');
    await other.write('sms', 'Where is my refund?');
    const { id } = await threadOf(hub, other.phone);
    await resolve(hub, id, 'spam');
    await surveyWhere(hub, id, ({ notAsked }) => notAsked);
    await page.goto(`${hub.url}/threads/${id}`);
    await section('Surveys')
      .getByText(/Not asked: by how the thread ended/)
      .waitFor();
    await section('Surveys').getByRole('button', { name: 'Write down an answer' }).click();
    const dialog = page.getByRole('dialog', { name: 'What did the customer say?' });
    await dialog.getByRole('button', { name: 'Write it down' }).click();
    await dialog.getByText('Choose a number from 1 to 5').waitFor();
    await page.waitForTimeout(300);
    await lookAt(page, 'survey-answer', { within: '[role=dialog]' });
    await dialog.getByRole('radio', { name: '2', exact: true }).check();
    await dialog.getByText('No', { exact: true }).click();
    await dialog.getByLabel(/In their words/).fill('It took <b>weeks</b>');
    await dialog.getByRole('button', { name: 'Write it down' }).click();
    await section('Surveys').getByRole('img', { name: '2 of 5 stars' }).waitFor();
    await section('Surveys').getByText('It took <b>weeks</b>').waitFor();
    await section('Surveys').getByText('Not solved').waitFor();
    expect(problems).toEqual([]);
  }, 90_000);
});
