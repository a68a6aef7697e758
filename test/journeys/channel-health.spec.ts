import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Role } from '#libs/contracts';
import { launch, screenshot } from '../support/browser.js';
import { probed } from '../support/channels.js';
import { misbehave } from '../support/handset.js';
import { startTestHub, type TestHub } from '../support/hub.js';
import { signIn } from '../support/people.js';

/** A token is revoked while people work: what an agent and an administrator see of it. */
let hub: TestHub;
let browser: Browser;
let agent: Page;
let admin: Page;

async function open(role: Role, colorScheme: 'light' | 'dark', width: number): Promise<Page> {
  const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme });
  const [name, value] = (await signIn(hub, role)).cookie.split('=') as [string, string];
  await context.addCookies([{ name, value, url: hub.url }]);
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  return page;
}

beforeAll(async () => {
  hub = await startTestHub();
  browser = await launch();
  agent = await open('agent', 'light', 1440);
  admin = await open('admin', 'dark', 1440);
  await probed(hub, (channels) => channels.every(({ lastProbeAt }) => lastProbeAt !== null));
}, 90_000);
afterAll(async () => {
  await browser.close();
  await hub.stop();
});
const banner = (page: Page) => page.getByRole('status', { name: 'Channels' });

describe('a revoked token', () => {
  it('shows as a banner to who works, without a reload', async () => {
    await agent.goto(hub.url);
    await admin.goto(`${hub.url}/channels`);
    await agent.getByText('Live', { exact: true }).waitFor();
    await admin.getByText('Healthy').first().waitFor();
    expect(await banner(agent).textContent()).toBe('');
    await misbehave(hub, { on: 'meta.auth', action: 'refuse', code: 190 });
    await probed(hub, (channels) => channels.some(({ health }) => health === 'unhealthy'));
    await banner(agent)
      .getByText(/WhatsApp \+447700900801 can’t send since/)
      .waitFor({ timeout: 10_000 });
    expect(await banner(agent).textContent()).toMatch(/New conversations go by SMS or another number/);
    await banner(admin)
      .getByText(/refuses the credentials.*Make a new token/)
      .waitFor();
    await screenshot(agent, 'channel-banner-light-1440');
  });

  it('is explained on the page of channels, with what was before', async () => {
    const card = admin
      .getByRole('listitem')
      .filter({ has: admin.getByRole('heading', { name: 'WhatsApp', exact: true }) });
    await card.getByText('Can’t send').waitFor();
    await card.getByText('Recent changes').click();
    await card.getByRole('list').getByText('Can’t send').waitFor();
    expect(await card.locator('time').first().getAttribute('title')).toMatch(/\d{4}/);
    await screenshot(admin, 'channels-dark-1440');
    await admin.setViewportSize({ width: 390, height: 844 });
    await screenshot(admin, 'channels-dark-390');
    const overflow = await admin.evaluate('document.documentElement.scrollWidth > innerWidth');
    expect(overflow).toBe(false);
    const light = await open('admin', 'light', 1440);
    await light.goto(`${hub.url}/channels`);
    await light.getByText('Can’t send').first().waitFor();
    await screenshot(light, 'channels-light-1440');
    const small = await open('agent', 'light', 390);
    await small.goto(hub.url);
    await banner(small)
      .getByText(/can’t send/)
      .waitFor();
    await screenshot(small, 'channel-banner-light-390');
    expect(await small.getByRole('button', { name: /Check/ }).count()).toBe(0);
  });

  it('is over by itself once the token works, and an administrator can ask at once', async () => {
    await misbehave(hub);
    await admin.getByRole('button', { name: 'Check now: WhatsApp', exact: true }).click();
    await admin.getByText('WhatsApp: Healthy').waitFor();
    await agent.waitForFunction(`document.querySelector('[aria-label=Channels][role=status]').textContent === ''`);
  });
});
