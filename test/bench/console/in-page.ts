import type { CDPSession, Page } from 'playwright-core';

/** When something first was on the page, by its own clock. Functions given to a page know only what is inside them. */
interface Watching {
  benchSince: number;
  benchKeys: number[];
}

/** Starts a clock in the page; `click`: with the click on what this selects. */
export const startClock = (page: Page, click?: string) =>
  page.evaluate((selector) => {
    const clock = window as unknown as Watching;
    clock.benchSince = performance.now();
    if (selector) document.querySelector<HTMLElement>(selector)!.click();
  }, click);

/** Milliseconds from the clock's start until this selects something whose text has the words; painted, not only there. */
export const shown = (page: Page, selector: string, words = '') =>
  page.evaluate(
    ([wanted, text]) =>
      new Promise<number>((resolve, reject) => {
        const deadline = performance.now() + 30_000;
        const { benchSince } = window as unknown as Watching;
        const look = () => {
          const found = [...document.querySelectorAll(wanted!)].some((at) => at.textContent.includes(text!));
          if (!found && performance.now() > deadline)
            return reject(new Error(`not within 30 s: ${wanted} ${text}; ${document.body.innerText.slice(0, 500)}`));
          if (!found) return void requestAnimationFrame(look);
          requestAnimationFrame(() => resolve(performance.now() - (benchSince ?? 0)));
        };
        look();
      }),
    [selector, words],
  );

/** From here on every key's way to the next frame is noted. */
export const noteKeys = (page: Page) =>
  page.evaluate(() => {
    const noted = window as unknown as Watching;
    noted.benchKeys = [];
    window.addEventListener(
      'keydown',
      (event) => {
        requestAnimationFrame(() => {
          const painted = new MessageChannel();
          painted.port1.addEventListener('message', () => noted.benchKeys.push(performance.now() - event.timeStamp));
          painted.port1.start();
          painted.port2.postMessage(null);
        });
      },
      { capture: true },
    );
  });

export const keysNoted = (page: Page) => page.evaluate(() => (window as unknown as Watching).benchKeys);

/** Megabytes that the page's scripts hold, after collecting garbage. */
export async function heapMB(page: Page): Promise<number> {
  const tools: CDPSession = await page.context().newCDPSession(page);
  await tools.send('HeapProfiler.enable');
  for (let n = 0; n < 3; n++) await tools.send('HeapProfiler.collectGarbage');
  const { usedSize } = (await tools.send('Runtime.getHeapUsage')) as { usedSize: number };
  await tools.detach();
  return usedSize / 1e6;
}

export interface Bytes {
  all: number;
  /** Pages, scripts and styles: what is the same for everybody. */
  program: number;
}

/** Counts what comes over the wire from now on. */
export async function countBytes(page: Page): Promise<() => Bytes> {
  const tools = await page.context().newCDPSession(page);
  const program = new Set<string>();
  const bytes: Bytes = { all: 0, program: 0 };
  tools.on('Network.responseReceived', ({ requestId, type }) => {
    if (['Document', 'Script', 'Stylesheet'].includes(type)) program.add(requestId);
  });
  tools.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    bytes.all += encodedDataLength;
    if (program.has(requestId)) bytes.program += encodedDataLength;
  });
  await tools.send('Network.enable');
  return () => ({ ...bytes });
}
