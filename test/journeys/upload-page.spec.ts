import { readFile } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import { createRequire } from 'node:module';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Message } from '#libs/contracts';
import { launch, screenshot } from '../support/browser.js';
import { messagesOf, threadOf } from '../support/conversations.js';
import { handset, phones } from '../support/handset.js';
import { eventually, startTestHub, type TestHub } from '../support/hub.js';
import { keyOf } from '../support/people.js';
import { asked } from '../support/upload-links.js';
import { meterPhoto } from './photo.js';

/** A customer without WhatsApp and MMS sends photos by the page that an agent's link leads to. */
let hub: TestHub;
let browser: Browser;
const newPhone = phones('+44770093');
const problems: string[] = [];

beforeAll(async () => {
  hub = await startTestHub();
  browser = await launch();
}, 90_000);
afterAll(async () => {
  await browser.close();
  await hub.stop();
});

async function phonePage(options: Parameters<Browser['newContext']>[0] = {}): Promise<Page> {
  const context: BrowserContext = await browser.newContext({ viewport: { width: 390, height: 844 }, ...options });
  const page = await context.newPage();
  page.on('pageerror', (error) => problems.push(error.message));
  page.on('console', (message) => {
    if (/Content Security Policy/i.test(message.text())) problems.push(message.text());
  });
  return page;
}

/** As a phone takes it: large, sideways, with place, time and camera in it. */
const largePhoto = () =>
  sharp({
    create: { width: 3600, height: 2700, channels: 3, noise: { type: 'gaussian', mean: 128, sigma: 20 } },
  } as never)
    .composite([
      {
        input: Buffer.from(
          '<svg xmlns="http://www.w3.org/2000/svg" width="3600" height="2700"><rect width="1200" height="2700" fill="#c00"/></svg>',
        ),
      },
    ])
    .jpeg({ quality: 92 })
    .withMetadata({ orientation: 6 })
    .withExifMerge({
      IFD0: { Make: 'SecretCamera' },
      IFD2: { DateTimeOriginal: '2026:03:01 09:30:00', OffsetTimeOriginal: '+02:00' },
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '51/1 30/1 0/1', GPSLongitudeRef: 'W', GPSLongitude: '0/1 7/1 0/1' },
    })
    .toBuffer();

const uploads = async (threadId: string): Promise<Message[]> =>
  (await messagesOf(hub, threadId)).filter(({ content }) => content?.via === 'upload');
const download = async ({ attachments: [photo] }: Message) =>
  Buffer.from(await (await fetch(hub.url + photo!.url!, { headers: keyOf(hub) })).arrayBuffer());

async function everyLook(page: Page, name: string) {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await screenshot(page, `upload-page-${name}-390-${colorScheme}`);
  }
  await page.emulateMedia({ colorScheme: 'light' });
}

async function accessible(page: Page) {
  const source = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
  const found = await page.evaluate(
    `${source}; axe.run(document).then((result) => result.violations.map((v) => v.id + ': ' + v.nodes.map((n) => n.html).join(' ')))`,
  );
  expect(found).toEqual([]);
}

describe('the link', () => {
  it('is made by one key, goes by text, and opens the page', async () => {
    const person = handset(hub, newPhone());
    await person.write('sms', 'My meter is spinning');
    const { id } = await threadOf(hub, person.phone);
    const agent = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    const { email, password } = hub.sandbox.users.find((user) => user.role === 'agent')!;
    await agent.request.post(`${hub.url}/api/v1/auth/login`, { data: { email, password } });
    await agent.goto(`${hub.url}/threads/${id}`);
    const reply = agent.getByRole('textbox', { name: 'Reply' });
    await reply.fill('Let us have a look.');
    await agent.keyboard.press('Alt+u');
    await eventually(async () =>
      /Let us have a look\.\nYou can send us photos here.*\/u\//.test(await reply.inputValue()),
    );
    await screenshot(agent, 'upload-link-in-the-composer');
    await agent.keyboard.press('Enter');
    const text = await eventually(async () => (await person.received()).find((m) => m.text?.includes('/u/'))?.text);
    const [url] = /http\S+/.exec(text)!;
    const page = await phonePage();
    await page.goto(url!);
    await page.getByRole('heading', { name: 'Send photos to Riverside Water' }).waitFor();
    await page.getByText('Photos you can send: 5').waitFor();
    expect(await page.getByRole('link', { name: /Talk to a person/ }).getAttribute('href')).toBe(
      `tel:${hub.sandbox.voice.number}`,
    );
    await accessible(page);
    await everyLook(page, 'open');

    await page.locator('input[capture=environment]').setInputFiles({
      name: 'meter.jpg',
      mimeType: 'image/jpeg',
      buffer: await meterPhoto(),
    });
    await page.getByText('Everything has arrived').waitFor();
    await accessible(page);
    await everyLook(page, 'arrived');
    // The agent sees it without doing anything.
    await agent.locator('[data-side=inbound] img').last().waitFor();
    await screenshot(agent, 'upload-page-photo-in-the-thread');
    await agent.close();
    const [message] = await uploads(id);
    const { exif, width, height } = await sharp(await download(message!)).metadata();
    expect([exif, width, height]).toEqual([undefined, 1600, 1200]);
  });

  it('costs a slow phone less than 50 kB before the first photo', async () => {
    const { url } = await asked(hub, newPhone());
    const page = await phonePage();
    const bodies: Promise<Buffer>[] = [];
    const addresses: string[] = [];
    page.on('response', (response) => {
      addresses.push(new URL(response.url()).pathname);
      bodies.push(response.body());
    });
    await page.goto(url, { waitUntil: 'networkidle' });
    const bytes = (await Promise.all(bodies)).reduce((sum, body) => sum + gzipSync(body).length, 0);
    expect(addresses.sort()).toEqual([new URL(url).pathname, '/upload-page/page.css', '/upload-page/page.js'].sort());
    console.log(`first view: ${bytes} bytes compressed`);
    expect(bytes).toBeGreaterThan(1000);
    expect(bytes).toBeLessThan(50_000);
  });
});

describe('photos on the page', () => {
  it('are made smaller on the device, upright, without the place, and keep the time they were taken', async () => {
    const { url, threadId } = await asked(hub, newPhone());
    const large = await largePhoto();
    expect(large.length).toBeGreaterThan(3_000_000);
    const page = await phonePage();
    await page.goto(url);
    await page.locator('input[multiple]').setInputFiles({ name: 'large.jpg', mimeType: 'image/jpeg', buffer: large });
    await page.getByText('Everything has arrived').waitFor({ timeout: 30_000 });
    const [message] = await uploads(threadId);
    expect(message!.attachments[0]).toMatchObject({ status: 'ready', takenAt: '2026-03-01T07:30:00.000Z' });
    const [file] = await hub.query<{ bytes: number }>('select bytes from upload_files where attachment_id = $1', [
      message!.attachments[0]!.id,
    ]);
    expect(file!.bytes).toBeLessThan(large.length / 2);
    const clean = sharp(await download(message!));
    const { exif, width, height } = await clean.metadata();
    expect([exif, width! < height!]).toEqual([undefined, true]);
    // The red third of a photo that lay on its side is its top.
    const { data } = await clean
      .resize(3, 4, { fit: 'fill' })
      .removeAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true });
    expect([data[0]! > 150, data[9 * 3]! > 150]).toEqual([true, false]);
  });

  it('go on by themselves after the connection was away, without sending anything twice', async () => {
    const { url, threadId } = await asked(hub, newPhone());
    const page = await phonePage();
    await page.goto(url);
    let pieces = 0;
    await page.route('**/files/*', async (route) => {
      if (route.request().method() !== 'PATCH') return route.continue();
      pieces += 1;
      return pieces === 2 || pieces === 3 ? route.abort('connectionreset') : route.continue();
    });
    // Small enough not to be made smaller, and of several pieces.
    const content = await sharp({
      create: { width: 2500, height: 2000, channels: 3, noise: { type: 'gaussian', mean: 128, sigma: 60 } },
    } as never)
      .jpeg({ quality: 95 })
      .toBuffer();
    expect(content.length).toBeGreaterThan(2_200_000);
    await page.locator('input[multiple]').setInputFiles({ name: 'long.jpg', mimeType: 'image/jpeg', buffer: content });
    await page.getByText('No connection. It goes on by itself.').waitFor();
    await everyLook(page, 'no-connection');
    await page.getByText('Everything has arrived').waitFor({ timeout: 30_000 });
    expect(pieces).toBe(2 + Math.ceil(content.length / 1_048_576));
    expect(await uploads(threadId)).toHaveLength(1);
  });

  it('that cannot be opened say why, and the others arrive', async () => {
    const { url, threadId } = await asked(hub, newPhone(), 2);
    const page = await phonePage();
    await page.goto(url);
    await page.locator('input[multiple]').setInputFiles([
      { name: 'page.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('<!doctype html><script>alert(1)</script>') },
      { name: 'meter.jpg', mimeType: 'image/jpeg', buffer: await meterPhoto() },
    ]);
    await page.getByRole('listitem').filter({ hasText: 'page.jpg is not a photo that we can open' }).waitFor();
    await page.getByRole('listitem').filter({ hasText: 'Arrived' }).waitFor();
    await page.getByText('Photos you can send: 1').waitFor();
    await accessible(page);
    await everyLook(page, 'refused');
    expect(await uploads(threadId)).toHaveLength(1);
  });
});

describe('without scripts', () => {
  it('the form sends several photos at once', async () => {
    const { url, threadId } = await asked(hub, newPhone());
    const page = await phonePage({ javaScriptEnabled: false });
    await page.goto(url);
    await everyLook(page, 'without-scripts');
    await page.locator('input[multiple]').setInputFiles([
      { name: 'front.jpg', mimeType: 'image/jpeg', buffer: await meterPhoto() },
      { name: 'note.txt', mimeType: 'text/plain', buffer: Buffer.from('just words, and no photo at all') },
    ]);
    await page.getByRole('button', { name: 'Send' }).click();
    await page.getByText('Arrived').waitFor();
    await page.getByText('note.txt is not a photo that we can open').waitFor();
    await page.getByText('Photos you can send: 4').waitFor();
    await everyLook(page, 'without-scripts-sent');
    const [message] = await uploads(threadId);
    expect((await sharp(await download(message!)).metadata()).exif).toBeUndefined();
  });
});

describe('a link that is over', () => {
  it('says so, and how to reach a person', async () => {
    const { url, threadId } = await asked(hub, newPhone(), 1);
    await hub.query(`update upload_links set expires_at = now() - interval '1 second' where thread_id = $1`, [
      threadId,
    ]);
    const page = await phonePage();
    expect((await page.goto(url))!.status()).toBe(410);
    await page.getByRole('heading', { name: 'This link has been used or has expired' }).waitFor();
    await page.getByRole('link', { name: /Talk to a person/ }).waitFor();
    await accessible(page);
    await everyLook(page, 'over');
    expect(problems).toEqual([]);
  });
});
