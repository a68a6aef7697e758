/**
 * What hubs that are started meanwhile do again and again, they do so many times as often: a test that nothing more comes
 * waits for several rounds.
 */
export async function hurried<T>(times: number, start: () => Promise<T>): Promise<T> {
  const { setInterval } = globalThis;
  const often = (work: () => void, ms = 0, ...more: unknown[]) => setInterval(work, ms / times, ...more);
  globalThis.setInterval = Object.assign(often, setInterval) as typeof setInterval;
  try {
    return await start();
  } finally {
    globalThis.setInterval = setInterval;
  }
}
