import argon2 from 'argon2';

/** OWASP's second recommended setting; about 50 ms of one core. */
const settings = { type: argon2.argon2id, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;
const waiting: (() => void)[] = [];
let running = 0;

/** At most two at once: a burst of sign-ins must not take the cores from the calls. */
async function limited<T>(work: () => Promise<T>): Promise<T> {
  if (running >= 2) await new Promise<void>((resolve) => waiting.push(resolve));
  running++;
  try {
    return await work();
  } finally {
    running--;
    waiting.shift()?.();
  }
}

export const hashPassword = (password: string): Promise<string> => limited(() => argon2.hash(password, settings));

export const verifyPassword = (hash: string, password: string): Promise<boolean> =>
  limited(() => argon2.verify(hash, password));
