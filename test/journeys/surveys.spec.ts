import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launch } from '../support/browser.js';
import { threadOf } from '../support/conversations.js';
import { handset } from '../support/handset.js';
import { startTestHub, type TestHub } from '../support/hub.js';
import { consolePage, lookAt } from '../support/look.js';
import { gets, resolve, surveyWhere } from '../support/surveys.js';
import { ageWindow } from '../support/templates.js';

/** A supervisor switches surveys on, and a customer answers on the page behind a link. */
let hub: TestHub;
let browser: Browser;
beforeAll(async () => {
  hub = await startTestHub();
  browser = await launch();
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await hub?.stop();
});

describe('surveys', () => {
  it('are set up on a page that says what is wrong beside the field', async () => {
    const { page, problems } = await consolePage(hub, browser, 'supervisor');
    page.setDefaultTimeout(30_000);
    await page.goto(`${hub.url}/settings/surveys`);
    const form = page.getByRole('form', { name: 'Surveys' });
    await form.getByRole('switch', { name: 'Ask customers how it went' }).press('Space');
    await form.getByLabel('Days between two surveys').fill('soon');
    await form.getByText('A whole number, such as 7').waitFor();
    await form.getByLabel('Days between two surveys').fill('999');
    await form.getByRole('button', { name: 'Save' }).click();
    await form.getByText('must be at most 365').waitFor();
    await form.getByLabel('Days between two surveys').fill('0');
    await form.getByText('must be at most 365').waitFor({ state: 'detached' });
    await form.getByLabel('First question').fill('Is the water running again?');
    await form
      .getByRole('figure', { name: 'What the customer reads' })
      .getByText('Is the water running again?')
      .waitFor();
    await lookAt(page, 'survey-settings');
    await form.getByRole('button', { name: 'Save' }).click();
    await page.getByText('It holds for every cycle').waitFor();
    await page.reload();
    await form.getByLabel('First question').waitFor();
    expect(await form.getByLabel('First question').inputValue()).toBe('Is the water running again?');
    expect(problems).toEqual([]);
  }, 120_000);

  it('are no agent’s to set up', async () => {
    const { page } = await consolePage(hub, browser);
    await page.goto(`${hub.url}/settings/surveys`);
    await page.getByText('There is no such settings page').waitFor({ timeout: 30_000 });
  });

  it('are answered on a page without scripts, once', async () => {
    const person = handset(hub, '+447700900773');
    await person.write('whatsapp', 'No water since Monday');
    const { id } = await threadOf(hub, person.phone);
    await ageWindow(hub, id, 25);
    await resolve(hub, id);
    const [url] = /http\S+/.exec((await gets(person, /Tell us here/)).text)!;
    const context = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 390, height: 844 } });
    const phone: Page = await context.newPage();
    await phone.goto(url);
    await phone.getByRole('heading', { name: /How did .* do\?/ }).waitFor();
    await phone.getByRole('group', { name: 'Is the water running again?' }).getByLabel('No').check();
    await phone.getByLabel(/Anything you would like to add/).fill('Still <b>dry</b>');
    await phone.getByRole('button', { name: 'Send' }).click();
    await phone.getByText('Please choose a number from 1 to 5.').waitFor();
    expect(await phone.getByLabel(/Anything/).inputValue()).toBe('Still <b>dry</b>');
    await phone.getByLabel('2 – poor').check();
    const look = await browser.newPage();
    await look.goto(url);
    await lookAt(look, 'survey-page');
    await phone.getByRole('button', { name: 'Send' }).click();
    await phone.getByRole('heading', { name: 'Thank you' }).waitFor();
    await look.reload();
    await look.getByRole('heading', { name: /has been answered/ }).waitFor();
    await lookAt(look, 'survey-page-over');
    const survey = await surveyWhere(hub, id, ({ score }) => score);
    expect(survey).toMatchObject({ way: 'link', solved: false, score: 2, comment: 'Still <b>dry</b>' });
  }, 120_000);
});
