import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { SandboxFile } from '../../apps/hub/src/demo.js';
import { launch } from '../support/browser.js';
import { freshDatabase } from '../support/database.js';
import { eventually, freePort, type TestHub } from '../support/hub.js';
import { metaText, postMeta } from '../support/providers.js';

/** An agent's console while its hub dies without a word and comes back at the same address. */
let database: Awaited<ReturnType<typeof freshDatabase>>;
let dataDir: string;
let url: string;
let hub: ChildProcess;
let browser: Browser;
let page: Page;
let sandbox: SandboxFile;
const phone = '+447700900654';

async function start(): Promise<void> {
  const port = new URL(url).port;
  const env = {
    ...process.env,
    DATABASE_URL: database.url,
    DATA_DIR: dataDir,
    PORT: port,
    LOG_LEVEL: 'error',
    NODE_ENV: '',
  };
  hub = spawn(process.execPath, ['dist/hub/main.cjs'], { env, stdio: ['ignore', 'ignore', 'inherit'] });
  const ready = async () => (await fetch(`${url}/health/ready`)).ok;
  await eventually(() => ready().catch(() => false), 40_000);
  sandbox = JSON.parse(readFileSync(path.join(dataDir, 'sandbox.json'), 'utf8')) as SandboxFile;
}
async function die(): Promise<void> {
  const gone = once(hub, 'exit');
  hub.kill('SIGKILL');
  await gone;
}
const write = async (text: string) => {
  const { status } = await postMeta({ url, sandbox } as TestHub, metaText({ sandbox } as TestHub, phone, text));
  expect(status).toBe(200);
};
const badge = () => page.getByRole('status', { name: 'Connection' }).innerText();
const words = () => page.getByRole('region', { name: 'Messages' }).locator('article p').allTextContents();

beforeAll(async () => {
  database = await freshDatabase();
  dataDir = await mkdtemp(path.join(tmpdir(), 'shiftline-death-'));
  url = `http://127.0.0.1:${await freePort()}`;
  await start();
  browser = await launch();
}, 90_000);
afterAll(async () => {
  await browser?.close();
  await die();
  await database?.drop();
  await rm(dataDir, { recursive: true, force: true });
});

it('a hub that dies is missed, and when it is back the console has everything, once and in order', async () => {
  await write('first');
  page = await (await browser.newContext({ locale: 'en-GB' })).newPage();
  const { email, password } = sandbox.users.find(({ role }) => role === 'agent')!;
  await page.request.post(`${url}/api/v1/auth/login`, { data: { email, password } });
  await page.goto(`${url}/?view=all`);
  await page.locator('[data-thread-row]').first().click();
  await expect.poll(words).toEqual(['first']);
  await expect.poll(badge).toBe('Live');
  for (const round of [1, 2]) {
    await die();
    await expect.poll(badge).toBe('Offline');
    await start();
    // Before the console has found its way back.
    await write(`while it was away ${round}`);
    await expect.poll(badge, { timeout: 30_000 }).toBe('Live');
    await write(`live again ${round}`);
    await page.getByText(`live again ${round}`).first().waitFor();
  }
  await expect
    .poll(words)
    .toEqual(['first', 'while it was away 1', 'live again 1', 'while it was away 2', 'live again 2']);
}, 120_000);
