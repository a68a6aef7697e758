import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { WorkSettings } from '#libs/contracts';
import { launch } from '../support/browser.js';
import { getThread, post, threadOf } from '../support/conversations.js';
import { handset, type Handset } from '../support/handset.js';
import { eventually, startTestHub, type TestHub } from '../support/hub.js';
import { consolePage, lookAt } from '../support/look.js';
import { signIn } from '../support/people.js';

/** A thread's work by keys alone: tagged, made urgent, set aside, woken, resolved, begun again; and how it is set up. */
let hub: TestHub;
let browser: Browser;
let page: Page;
let problems: string[];
let person: Handset;
let id: string;

beforeAll(async () => {
  hub = await startTestHub();
  const { body } = await hub.api<WorkSettings>('GET', '/api/v1/work-settings');
  const targets = { first: 30, next: 60, resolution: 480 };
  await hub.api('PUT', '/api/v1/work-settings', {
    ...body,
    tags: ['leak', 'boiler', 'invoice'],
    sla: { ...body.sla, normal: targets, urgent: { ...targets, first: 1 } },
  });
  browser = await launch();
  ({ page, problems } = await consolePage(hub, browser));
  page.setDefaultTimeout(20_000);
  person = handset(hub, '+447700900123');
  await person.write('whatsapp', 'My boiler leaks');
  ({ id } = await threadOf(hub, person.phone));
  await page.goto(`${hub.url}/threads/${id}`);
  await page.getByRole('heading', { level: 1 }).waitFor();
}, 90_000);
afterAll(async () => {
  await browser.close();
  await hub.stop();
});

const header = () => page.getByRole('region', { name: 'Conversation' }).getByRole('banner').or(page.locator('header'));
const shows = (words: string | RegExp) => header().getByText(words).first().waitFor();
const dialog = (name: string) => page.getByRole('dialog', { name });

describe('an agent', () => {
  it('sees what is due, and tags it by t', async () => {
    await shows(/First answer/);
    await page.keyboard.press('t');
    await dialog('Tags').waitFor();
    await page.keyboard.type('lea');
    await page.getByRole('option', { name: 'leak' }).click();
    await page.keyboard.type('kitchen');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    await dialog('Tags').waitFor({ state: 'detached' });
    expect((await getThread(hub, id)).tags).toEqual([]);
    await page.keyboard.press('t');
    await page.getByRole('combobox', { name: 'Tags of this thread' }).fill('leak');
    await page.keyboard.press('Enter');
    await page.getByRole('combobox', { name: 'Tags of this thread' }).fill('kitchen');
    await lookAt(page, 'work-tags', { within: '[role=dialog]' });
    await page.getByRole('button', { name: 'Save tags' }).click();
    await shows('kitchen');
    expect((await getThread(hub, id)).tags).toEqual(['leak', 'kitchen']);
  });

  it('makes it urgent by p and 1, and the clock runs faster', async () => {
    await page.keyboard.press('p');
    await dialog('Priority')
      .getByRole('button', { name: /Urgent/ })
      .waitFor();
    await lookAt(page, 'work-priority', { within: '[role=dialog]' });
    await page.keyboard.press('1');
    await shows('Urgent');
    expect((await getThread(hub, id)).priority).toBe('urgent');
    await hub.query(
      `update threads set waiting_since = now() - interval '4 minutes', version = version + 1 where id = $1`,
      [id],
    );
    await page.reload();
    await shows(/min late/);
    await lookAt(page, 'work-header', { within: 'header' });
  });

  it('sets it aside by s, sees until when, and wakes it', async () => {
    await page.keyboard.press('s');
    await dialog('Snooze until').waitFor();
    await page.getByLabel('Another time').fill('2020-01-01T10:00');
    await page.getByRole('button', { name: 'Snooze', exact: true }).last().click();
    await page.getByText('Choose a time that is still to come.').waitFor();
    await lookAt(page, 'work-snooze', { within: '[role=dialog]' });
    await dialog('Snooze until')
      .getByRole('button', { name: /Tomorrow/ })
      .click();
    await shows(/Snoozed until Tomorrow/);
    expect((await getThread(hub, id)).status).toBe('snoozed');
    await page.getByRole('button', { name: 'Wake' }).click();
    await page.getByRole('button', { name: 'Snooze', exact: true }).waitFor();
    expect((await getThread(hub, id)).status).toBe('open');
  });

  it('resolves it by e and a number; thanks leave it so, another word begins it again', async () => {
    await post(hub, id, 'Somebody comes at nine', {}, await signIn(hub, 'agent'));
    await page.keyboard.press('e');
    await dialog('How did it end?')
      .getByRole('button', { name: /Question answered/ })
      .waitFor();
    await lookAt(page, 'work-resolve', { within: '[role=dialog]' });
    await page.keyboard.press('2');
    await shows('Resolved: Question answered');
    expect(await getThread(hub, id)).toMatchObject({ status: 'resolved', disposition: 'answered' });
    await person.write('whatsapp', 'Thank you! 👍');
    await page.getByText('Thank you! 👍').first().waitFor();
    await shows('Resolved: Question answered');
    await person.write('whatsapp', 'It still leaks');
    await page.getByRole('button', { name: 'Resolve' }).waitFor();
    expect(await getThread(hub, id)).toMatchObject({ status: 'open', cycle: 2 });
  });

  it('is told in the dialog what the hub refused, and chooses again', async () => {
    await page.route('**/resolve', (route) => route.abort());
    await page.keyboard.press('e');
    await dialog('How did it end?').getByRole('button', { name: /Spam/ }).click();
    await dialog('How did it end?').getByRole('alert').waitFor();
    await page.unroute('**/resolve');
    await dialog('How did it end?').getByRole('checkbox').check();
    await dialog('How did it end?')
      .getByRole('button', { name: /Solved$/ })
      .click();
    await shows('Resolved: Solved');
    expect(problems).toEqual([]);
  });
});

describe('a supervisor', () => {
  it('sets up how the company works; what is wrong is said beside the field and nothing is lost', async () => {
    const { page: settings, problems: wrong } = await consolePage(hub, browser, 'supervisor');
    settings.setDefaultTimeout(20_000);
    await settings.goto(`${hub.url}/settings/work`);
    await settings.getByRole('heading', { name: 'Work' }).waitFor();
    await settings.getByLabel('Name of a new disposition').fill('Passed to the fitters');
    await settings.keyboard.press('Enter');
    await settings.getByRole('checkbox', { name: 'Open around the clock' }).uncheck();
    await settings.getByLabel('Time zone').fill('Europe/Nowhere');
    await settings.getByLabel('High: First answer, in minutes').fill('soon');
    await settings.getByRole('button', { name: 'Add a holiday' }).click();
    await settings.getByRole('button', { name: 'Save' }).click();
    await settings.getByText('There is no such time zone. One is Europe/London.').waitFor();
    await settings.getByText('A whole number of minutes, or nothing.').waitFor();
    await settings.getByText('Choose a day.').waitFor();
    expect(await settings.getByLabel('High: First answer, in minutes').inputValue()).toBe('soon');
    await lookAt(settings, 'work-settings');
    await settings.getByLabel('Time zone').fill('Europe/London');
    await settings.getByLabel('High: First answer, in minutes').fill('20');
    await settings.getByLabel('Day of holiday 1').fill('2026-12-25');
    await settings.getByLabel('Monday: closes').fill('18:30');
    await settings.getByRole('button', { name: 'Save' }).click();
    await settings.getByText('Saved').waitFor();
    const saved = await eventually(async () => (await hub.api<WorkSettings>('GET', '/api/v1/work-settings')).body);
    expect(saved.dispositions.at(-1)).toEqual({
      id: 'passed_to_the_fitters',
      label: 'Passed to the fitters',
      active: true,
    });
    expect(saved.sla.high.first).toBe(20);
    expect(saved.calendar).toMatchObject({ timeZone: 'Europe/London', holidays: [{ date: '2026-12-25', name: '' }] });
    expect(saved.calendar.hours!['1']).toEqual([{ from: '09:00', to: '18:30' }]);
    expect(wrong).toEqual([]);
  });

  it('is not shown to agents', async () => {
    await page.goto(`${hub.url}/settings/work`);
    await page.getByText('There is no such settings page').waitFor();
  });
});
