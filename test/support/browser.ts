import { createReadStream, createWriteStream, existsSync } from 'node:fs';
import { mkdir, rename } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress } from 'node:zlib';
import { type Browser, chromium, type Page } from 'playwright-core';

const require = createRequire(import.meta.url);

/** CHROMIUM_PATH, else Debian's, else the binary inside @sparticuz/chromium, unpacked once under node_modules/.cache. */
async function chromiumPath(): Promise<string> {
  for (const file of [process.env.CHROMIUM_PATH, '/usr/bin/chromium']) if (file && existsSync(file)) return file;
  const entry = path.dirname(require.resolve('@sparticuz/chromium'));
  let root = entry;
  while (!existsSync(path.join(root, 'bin'))) root = path.dirname(root);
  const { version } = JSON.parse(
    await import('node:fs/promises').then((fs) => fs.readFile(path.join(root, 'package.json'), 'utf8')),
  ) as { version: string };
  const dir = path.resolve('node_modules/.cache', `chromium-${version}`);
  const executable = path.join(dir, 'chromium');
  if (!existsSync(executable)) {
    await mkdir(dir, { recursive: true });
    const partial = `${executable}.${process.pid}`;
    const packed = createReadStream(path.join(root, 'bin/chromium.br'));
    await pipeline(packed, createBrotliDecompress(), createWriteStream(partial, { mode: 0o755 }));
    await rename(partial, executable);
  }
  return executable;
}

export async function launch(): Promise<Browser> {
  const flags = [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
  ];
  return chromium.launch({
    executablePath: await chromiumPath(),
    headless: true,
    args: [...flags, '--disable-component-update', '--disable-sync'],
  });
}

/** A screenshot among the test's output, for people to look at. */
export async function screenshot(page: Page, name: string): Promise<void> {
  const dir = path.resolve('test/output/screenshots');
  await mkdir(dir, { recursive: true });
  await page.screenshot({ path: path.join(dir, `${name}.png`) });
}
