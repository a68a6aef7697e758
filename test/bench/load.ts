import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Open loop: the n-th request is due at a fixed moment, whatever became of those before it, and its time is counted
 * from that moment. A program that stalls is charged for everyone who waited meanwhile.
 */
export async function openLoop(
  { rate, seconds }: { rate: number; seconds: number },
  send: (n: number, due: number) => Promise<void>,
): Promise<void> {
  const start = performance.now() + 50;
  const due = (n: number) => start + (n * 1000) / rate;
  const sent: Promise<void>[] = [];
  for (const total = rate * seconds; sent.length < total;) {
    while (sent.length < total && due(sent.length) <= performance.now()) sent.push(send(sent.length, due(sent.length)));
    await sleep(Math.max(0, due(sent.length) - performance.now()));
  }
  await Promise.all(sent);
}

/** Closed loop: so many senders, each posting its next when its last is answered. Resolves with the seconds it took. */
export async function closedLoop(
  { senders, seconds }: { senders: number; seconds: number },
  send: () => Promise<void>,
): Promise<number> {
  const start = performance.now();
  const until = start + seconds * 1000;
  const sender = async () => {
    while (performance.now() < until) await send();
  };
  await Promise.all(Array.from({ length: senders }, sender));
  return (performance.now() - start) / 1000;
}
