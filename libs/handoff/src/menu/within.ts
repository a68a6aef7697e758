export class TookTooLong extends Error {
  override name = 'TookTooLong';
}

/** The work's answer, or a rejection when the time is over. The work itself goes on; its late answer is dropped. */
export function within<T>(ms: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new TookTooLong(`no answer within ${ms} ms`)), ms);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}
