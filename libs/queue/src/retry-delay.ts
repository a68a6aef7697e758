/** Full jitter: a random wait up to `min(5 min, 1 s * 2^n)`, so that what failed together does not come back together. */
export function retryDelay(attempts: number, random: () => number = Math.random): number {
  return Math.round(random() * Math.min(300_000, 1000 * 2 ** Math.min(attempts, 20)));
}
