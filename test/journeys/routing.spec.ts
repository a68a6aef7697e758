import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { getThread, messagesOf, threadOf } from '../support/conversations.js';
import { launch, screenshot } from '../support/browser.js';
import { eventually, startTestHub, type TestHub } from '../support/hub.js';
import { consolePage, lookAt, violations } from '../support/look.js';
import { metaText, postMeta } from '../support/providers.js';
import { colleague, makeTeam } from '../support/work.js';

let hub: TestHub;
let browser: Browser;
const pages: Page[] = [];
beforeAll(async () => {
  hub = await startTestHub();
  browser = await launch();
});
afterEach(async () => {
  for (const page of pages.splice(0)) await page.context().close();
});
afterAll(async () => {
  await browser.close();
  await hub.stop();
});

async function open(
  path: string,
  ...who: Parameters<typeof consolePage> extends [unknown, unknown, ...infer R] ? R : never
) {
  const { page, problems } = await consolePage(hub, browser, ...who);
  pages.push(page);
  await page.goto(hub.url + path);
  return { page, problems };
}
async function newThread(phone: string, name: string): Promise<string> {
  await postMeta(hub, metaText(hub, phone, `Hello, this is ${name}`));
  return (await threadOf(hub, phone)).id;
}

it('a supervisor makes a team, says who is in it and what they can do', async () => {
  const { page, problems } = await open('/settings/people', 'supervisor');
  await page.getByText('No teams yet').waitFor();
  await lookAt(page, 'people-empty');

  await page.getByRole('button', { name: 'New team' }).click();
  const dialog = page.getByRole('dialog', { name: 'New team' });
  await dialog.getByRole('button', { name: 'Save' }).click();
  await dialog.getByText('Give it a name').waitFor();
  await dialog.getByLabel('Name', { exact: false }).first().fill('Billing');
  await dialog.getByRole('combobox', { name: 'Members' }).or(dialog.getByLabel('Members')).first().click();
  await page.getByRole('option', { name: 'Ada Okafor' }).click();
  await page.getByRole('option', { name: 'Ben Castillo' }).click();
  await page.keyboard.press('Escape');
  await dialog.getByLabel('Queues').first().fill('billing');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  await dialog.getByRole('switch', { name: 'Assign by itself' }).check();
  await dialog.getByRole('button', { name: 'Add a rule' }).click();
  await dialog.getByLabel('Name of rule 1').fill('refund');
  await dialog.getByLabel('Skills of rule 1').fill('Refunds');
  await page.keyboard.press('Enter');
  await lookAt(page, 'people-team-dialog', { within: '[role=dialog]' });
  await dialog.getByRole('button', { name: 'Save' }).click();
  await page.getByText('assigns by itself').waitFor();
  await page.getByText('Ada Okafor, Ben Castillo').waitFor();

  // What is wrong is said beside its field, and nothing that was typed is lost.
  await page.getByRole('button', { name: 'New team' }).click();
  await dialog.getByLabel('Name', { exact: false }).first().fill('Billing');
  await dialog.getByLabel('Queues').first().fill('billing');
  await page.keyboard.press('Enter');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await dialog.getByText('There is another team of this name.').waitFor();
  await dialog.getByLabel('Name', { exact: false }).first().fill('Bills');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await dialog.getByText('billing belongs to another team.').waitFor();
  await screenshot(page, 'people-queue-taken');
  await dialog.getByRole('button', { name: 'Cancel' }).click();

  await page.getByRole('button', { name: 'Change Ada Okafor' }).click();
  const person = page.getByRole('dialog', { name: 'Change Ada Okafor' });
  await person.getByLabel('Skills').first().fill('Refunds');
  await page.keyboard.press('Enter');
  await person.getByLabel('Capacity').fill('lots');
  await person.getByText('A whole number from 0 to 100').waitFor();
  await person.getByLabel('Capacity').fill('5');
  await person.getByLabel('Their own, their teams’, and what nobody has').check();
  await lookAt(page, 'people-person-dialog', { within: '[role=dialog]' });
  await person.getByRole('button', { name: 'Save' }).click();
  await page.getByText('sees only their teams’').waitFor();
  expect(await colleague(hub, /^Ada/)).toMatchObject({ skills: ['Refunds'], sees: 'teams', load: { capacity: 5 } });
  await lookAt(page, 'people');

  await page.getByRole('button', { name: 'Change Billing' }).click();
  await page.getByRole('button', { name: 'Remove …' }).click();
  await page.getByRole('button', { name: 'Remove the team' }).click();
  await page.getByText('No teams yet').waitFor();
  await hub.api('PATCH', `/api/v1/users/${(await colleague(hub, /^Ada/)).id}`, {
    sees: 'all',
    skills: [],
    capacity: 8,
  });
  expect(problems).toEqual([]);
}, 90_000);

it('an agent has no such page', async () => {
  const { page } = await open('/settings/people');
  await page.getByText('There is no such settings page').waitFor();
});

it('an agent takes a thread with one key, passes it on with a note, and sees who was quicker', async () => {
  const team = await makeTeam(hub, { name: 'Second line', members: [(await colleague(hub, /^Ben/)).id] });
  const id = await newThread('+447700900821', 'Grace');
  const { page, problems } = await open(`/threads/${id}`);
  await page.getByRole('button', { name: 'Assign to me' }).waitFor();
  await page.keyboard.press('m');
  await page.getByRole('button', { name: 'Yours' }).waitFor();
  expect((await getThread(hub, id)).assignee?.name).toBe('Ada Okafor');

  await page.keyboard.press('a');
  const panel = page.getByRole('dialog', { name: 'Assign the conversation' });
  await panel.getByRole('option', { name: /Ben Castillo/ }).waitFor();
  await page.waitForTimeout(300);
  await lookAt(page, 'assign', { within: '[role=dialog]' });
  // The keys go to the search, not to commands.
  await page.keyboard.type('second');
  await expect.poll(() => panel.getByRole('option').allTextContents()).toEqual(['Second line0 online']);
  await panel.getByRole('button', { name: 'Add a note' }).click();
  await page.keyboard.type('Wants to speak about the last bill');
  await lookAt(page, 'assign-note', { within: '[role=dialog]' });
  await page.keyboard.press('Control+Enter');
  await page.getByRole('button', { name: 'Whose it is: Second line' }).waitFor();
  const after = await getThread(hub, id);
  expect([after.assignee, after.team?.id]).toEqual([null, team.id]);
  expect((await messagesOf(hub, id)).map((m) => m.text).slice(-2)).toEqual([
    'Passed to Second line by Ada Okafor',
    'Wants to speak about the last bill',
  ]);

  await panel.waitFor({ state: 'hidden' });
  // Somebody else is quicker while this screen cannot hear of it; a note that was written stays.
  await page.keyboard.press('a');
  await panel.getByRole('button', { name: 'Add a note' }).click();
  await page.keyboard.type('for you');
  await page.route('**/api/v1/threads/*/assign', async (route) => {
    await hub.query(`update threads set assignee_id = (select id from users where name like 'Sofia%') where id = $1`, [
      id,
    ]);
    await route.continue();
  });
  await page.keyboard.press('Control+Enter');
  await panel.getByText('Sofia Lindgren has already taken it.').waitFor();
  expect(await panel.getByLabel('Note for whoever gets it').inputValue()).toBe('for you');
  await screenshot(page, 'assign-taken');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: /Sofia Lindgren/ }).waitFor();
  expect(problems).toEqual([]);
}, 90_000);

it('an agent says whether they take work, and colleagues see it at once', async () => {
  const id = await newThread('+447700900822', 'Linus');
  const ada = await open('/');
  const ben = await open(`/threads/${id}`, 'agent', 1);
  await ben.page.getByRole('button', { name: 'Assign', exact: true }).waitFor();
  await ben.page.keyboard.press('a');
  const option = ben.page.getByRole('option', { name: /Ada Okafor/ });
  await option.getByText(/ of 8/).waitFor();
  await expect.poll(() => option.textContent()).not.toMatch(/Offline/);
  await ada.page.getByRole('button', { name: /^Account/ }).click();
  await ada.page.getByText('Your availability').waitFor();
  await ada.page.waitForTimeout(300);
  await screenshot(ada.page, 'availability');
  expect(await violations(ada.page, '[role=menu] [role=group]')).toEqual([]);
  await ada.page.getByRole('menuitemradio', { name: /Away/ }).click();
  await option.getByText('Away').waitFor();
  await ada.page.keyboard.press('Control+k');
  await ada.page.getByRole('combobox', { name: 'Commands and search' }).fill('be online');
  const chosen = ada.page.locator('[role=option][aria-selected=true]');
  await expect.poll(() => chosen.textContent()).toContain('Be online');
  await ada.page.keyboard.press('Enter');
  await eventually(async () => (await colleague(hub, /^Ada/)).availability === 'online');
  await option.getByText('Away').waitFor({ state: 'detached' });
});
