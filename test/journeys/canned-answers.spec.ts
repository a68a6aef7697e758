import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launch, screenshot } from '../support/browser.js';
import { threadOf } from '../support/conversations.js';
import { handset } from '../support/handset.js';
import { startTestHub, type TestHub } from '../support/hub.js';
import { consolePage, lookAt } from '../support/look.js';
import { signIn } from '../support/people.js';
import { addTeam, userIdOf } from '../support/teams.js';
import { ageWindow } from '../support/templates.js';

/** A supervisor writes what everybody uses; agents set up how they write, and watch the reply window run out. */
let hub: TestHub;
let browser: Browser;
let page: Page;
let problems: string[];

beforeAll(async () => {
  hub = await startTestHub();
  browser = await launch();
  ({ page, problems } = await consolePage(hub, browser, 'supervisor'));
}, 90_000);
afterAll(async () => {
  await browser.close();
  await hub.stop();
});

describe('the page of canned answers', () => {
  it('begins empty, takes an answer with variables, and says beside the field what is wrong', async () => {
    await page.goto(`${hub.url}/settings/canned-answers`);
    await page.getByText('No canned answers yet').waitFor();
    await lookAt(page, 'canned-empty');
    await page.getByRole('button', { name: 'New answer' }).click();
    const form = page.getByRole('form', { name: 'New answer' });
    await form.getByRole('textbox', { name: 'Shortcut' }).fill('two words');
    await form.getByRole('textbox', { name: 'Title' }).fill('Opening hours');
    await form.getByRole('button', { name: 'Save' }).click();
    await form.getByText('must be one word of letters').waitFor();
    await form.getByText('must not be empty').waitFor();
    expect(await form.getByRole('textbox', { name: 'Title' }).inputValue()).toBe('Opening hours');
    const text = form.getByRole('textbox', { name: 'Text' });
    await text.fill('Dear , we are open until {{closing time}}');
    await text.evaluate((area: HTMLTextAreaElement) => area.setSelectionRange(5, 5));
    await form.getByRole('button', { name: 'Customer’s first name' }).click();
    expect(await text.inputValue()).toBe('Dear {{contact.firstName}}, we are open until {{closing time}}');
    await text.fill('Dear {{contact.firstName}}, we are open until {{closing_time}}');
    await lookAt(page, 'canned-form');
    await form.getByRole('textbox', { name: 'Shortcut' }).fill('Hours');
    await page.keyboard.press('Enter');
    await page.getByRole('article', { name: 'Opening hours' }).getByText('/hours').waitFor();
    await form.waitFor({ state: 'detached' });
  });

  it('refuses a shortcut that is taken, changes and removes', async () => {
    await page.getByRole('button', { name: 'New answer' }).click();
    const form = page.getByRole('form', { name: 'New answer' });
    await form.getByRole('textbox', { name: 'Shortcut' }).fill('hours');
    await form.getByRole('textbox', { name: 'Title' }).fill('<img src=x onerror=alert(1)>');
    await form.getByRole('textbox', { name: 'Text' }).fill('x'.repeat(300));
    await form.getByRole('button', { name: 'Save' }).click();
    await form.getByText('another answer is /hours already').waitFor();
    await form.getByRole('textbox', { name: 'Shortcut' }).fill('hostile');
    await form.getByRole('button', { name: 'Save' }).click();
    await page.getByText('<img src=x onerror=alert(1)>').waitFor();
    expect(await page.locator('img[src=x]').count()).toBe(0);
    await page.getByRole('button', { name: 'Change Opening hours' }).click();
    await page.getByRole('textbox', { name: 'Title' }).fill('When we are open');
    await page.keyboard.press('Enter');
    await page.getByRole('article', { name: 'When we are open' }).waitFor();
    await lookAt(page, 'canned-list');
    const hostile = page.getByRole('article', { name: '<img src=x onerror=alert(1)>' });
    await hostile.getByRole('button', { name: /^Remove/ }).click();
    await hostile.getByRole('button', { name: 'Keep' }).click();
    await hostile.getByRole('button', { name: /^Remove/ }).click();
    await page.route('**/api/v1/canned-answers/*', (route) => route.abort());
    await hostile.getByRole('button', { name: 'Remove for everybody' }).click();
    await hostile.getByRole('alert').waitFor();
    await lookAt(page, 'canned-not-removed');
    await page.unroute('**/api/v1/canned-answers/*');
    await hostile.getByRole('button', { name: 'Remove for everybody' }).click();
    await hostile.waitFor({ state: 'detached' });
    await page.getByRole('textbox', { name: 'Search canned answers' }).fill('nothing like it');
    await page.getByText('No canned answer matches').waitFor();
    expect(problems).toEqual([]);
  });

  it('asks whose an answer is once there are teams, and one of a team is nobody else’s', async () => {
    await addTeam(hub, 'Meters', [await userIdOf(hub, await signIn(hub, 'agent'))]);
    await page.reload();
    await page.getByRole('button', { name: 'New answer' }).click();
    const form = page.getByRole('form', { name: 'New answer' });
    const whose = form.getByRole('combobox', { name: 'For' });
    expect(await whose.locator('option:checked').textContent()).toBe('Everybody');
    await form.getByRole('textbox', { name: 'Shortcut' }).fill('read');
    await form.getByRole('textbox', { name: 'Title' }).fill('How to read a meter');
    await form.getByRole('textbox', { name: 'Text' }).fill('Only the black digits, please.');
    await whose.selectOption('Meters');
    await form.getByRole('button', { name: 'Save' }).click();
    const made = page.getByRole('article', { name: 'How to read a meter' });
    await made.getByText('Meters', { exact: true }).waitFor();
    const foundBy = async (which: number) => {
      const path = '/api/v1/canned-answers';
      const { body } = await hub.api<{ items: { shortcut: string }[] }>(
        'GET',
        path,
        undefined,
        await signIn(hub, 'agent', which),
      );
      return body.items.some(({ shortcut }) => shortcut === 'read');
    };
    expect([await foundBy(0), await foundBy(1)]).toEqual([true, false]);
    await page.getByRole('button', { name: 'Change How to read a meter' }).click();
    const change = page.getByRole('form', { name: 'Change How to read a meter' });
    await change.getByRole('combobox', { name: 'For' }).selectOption('Everybody');
    await change.getByRole('button', { name: 'Save' }).click();
    await made.getByText('Meters', { exact: true }).waitFor({ state: 'detached' });
    expect(await foundBy(1)).toBe(true);
  });
});

describe('an agent', () => {
  it('reads the answers but changes none, and chooses how long a reply can be taken back', async () => {
    const agent = await consolePage(hub, browser, 'agent', 0, 'de-DE');
    await agent.page.goto(`${hub.url}/settings/canned-answers`);
    await agent.page.getByRole('article', { name: 'When we are open' }).waitFor();
    expect(await agent.page.getByRole('button', { name: 'Neuer Textbaustein' }).count()).toBe(0);
    await agent.page.goto(`${hub.url}/settings/writing`);
    await agent.page.getByRole('radio', { name: 'Nach 5 Sekunden' }).waitFor();
    await expect.poll(() => agent.page.getByRole('radio', { name: 'Nach 5 Sekunden' }).isChecked()).toBe(true);
    await agent.page.getByRole('radio', { name: 'Sofort' }).click();
    await expect.poll(() => agent.page.getByRole('radio', { name: 'Sofort' }).isChecked()).toBe(true);
    const asAgent = await signIn(hub, 'agent');
    await expect
      .poll(async () => (await hub.api('GET', '/api/v1/me/writing', undefined, asAgent)).body)
      .toEqual({ undoSeconds: 0 });
    await lookAt(agent.page, 'writing-de');
    await agent.page.reload();
    await expect.poll(() => agent.page.getByRole('radio', { name: 'Sofort' }).isChecked()).toBe(true);

    const ana = handset(hub, '+447700900781');
    await ana.write('whatsapp', 'Wann?');
    const { id } = await threadOf(hub, ana.phone);
    await ageWindow(hub, id, 22.5);
    await agent.page.goto(`${hub.url}/threads/${id}`);
    const timer = agent.page.getByRole('timer');
    await timer.waitFor();
    // A few minutes are kept back from the provider’s day.
    expect(await timer.textContent()).toMatch(/^1:2[45]:\d\d$/);
    const first = await timer.textContent();
    await expect.poll(() => timer.textContent()).not.toBe(first);
    await agent.page.getByRole('textbox', { name: 'Antwort' }).fill('Um neun');
    await lookAt(agent.page, 'composer-closing-de');
    await agent.page.keyboard.press('Enter');
    await agent.page.getByRole('region').getByText('Um neun').first().waitFor();
    await ageWindow(hub, id, 25);
    await agent.page.reload();
    await agent.page.getByText(/Das 24-Stunden-Fenster hat sich geschlossen/).waitFor();
    await screenshot(agent.page, 'composer-closed-de');
    expect(agent.problems).toEqual([]);
  });
});
