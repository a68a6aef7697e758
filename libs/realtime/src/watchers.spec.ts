import { describe, expect, it } from 'vitest';
import type { Message } from '#libs/contracts';
import { type Listener, Watchers } from './watchers.js';

const message = (seq: number, threadId = '1') => ({ threadId, seq }) as Message;
const tick = () => new Promise((resolve) => setTimeout(resolve, 2));

function thread() {
  const stored: Message[] = [];
  const heard: number[] = [];
  const listener: Listener = { id: 'a', created: (m) => heard.push(m.seq), updated: (m) => heard.push(-m.seq) };
  let delay = Promise.resolve();
  let reads = 0;
  const watchers = new Watchers(async (_, after) => {
    reads++;
    const found = stored.filter((m) => m.seq > after);
    await delay;
    return found;
  });
  const slow = (until: Promise<void>) => void (delay = until);
  return { stored, heard, listener, watchers, slow, reads: () => reads };
}

describe('Watchers', () => {
  it('answers what was missed, then every message once and in order', async () => {
    const { stored, heard, listener, watchers } = thread();
    stored.push(message(1), message(2), message(3));
    expect((await watchers.watch('1', 1, listener)).map((m) => m.seq)).toEqual([2, 3]);
    await tick();
    for (const seq of [4, 5, 4, 5]) watchers.created(message(seq));
    expect(heard).toEqual([4, 5]);
  });

  it('neither loses nor repeats what is committed while the missed ones are read', async () => {
    const { stored, heard, listener, watchers, slow } = thread();
    let go!: () => void;
    slow(new Promise<void>((resolve) => (go = resolve)));
    stored.push(message(1), message(2));
    const watching = watchers.watch('1', 0, listener);
    watchers.created(message(2));
    stored.push(message(3));
    watchers.created(message(3));
    expect(heard).toEqual([]);
    go();
    expect((await watching).map((m) => m.seq)).toEqual([1, 2]);
    await tick();
    expect(heard).toEqual([3]);
  });

  it('reads a gap from the database instead of skipping it', async () => {
    const { stored, heard, listener, watchers } = thread();
    await watchers.watch('1', 0, listener);
    await tick();
    stored.push(message(1), message(2), message(3));
    watchers.created(message(3));
    watchers.created(message(1));
    await tick();
    watchers.created(message(4));
    expect(heard).toEqual([1, 2, 3, 4]);
  });

  it('reads what another process committed when it hears of its number, once for all who miss it', async () => {
    const { stored, heard, listener, watchers, reads } = thread();
    const second: number[] = [];
    await watchers.watch('1', 0, listener);
    await watchers.watch('1', 0, { id: 'b', created: (m) => second.push(m.seq), updated: () => {} });
    await tick();
    const before = reads();
    stored.push(message(1), message(2));
    watchers.reached('1', 2);
    watchers.reached('1', 2);
    watchers.reached('1', 1);
    watchers.reached('2', 9);
    await tick();
    expect([heard, second, reads() - before]).toEqual([[1, 2], [1, 2], 1]);
    watchers.reached('1', 2);
    expect(reads() - before).toBe(1);
  });

  it('hears of a number while it reads, and reads again', async () => {
    const { stored, heard, listener, watchers, slow } = thread();
    await watchers.watch('1', 0, listener);
    await tick();
    let go!: () => void;
    slow(new Promise<void>((resolve) => (go = resolve)));
    stored.push(message(1));
    watchers.reached('1', 1);
    stored.push(message(2));
    watchers.reached('1', 2);
    go();
    await tick();
    expect(heard).toEqual([1, 2]);
  });

  it('asks once for a number that does not exist, and goes on', async () => {
    const { stored, heard, listener, watchers, reads } = thread();
    await watchers.watch('1', 0, listener);
    await tick();
    const before = reads();
    watchers.reached('1', 2_000_000_000);
    await tick();
    expect(reads() - before).toBe(1);
    stored.push(message(1));
    watchers.created(message(1));
    await tick();
    expect([heard, reads() - before]).toEqual([[1], 1]);
  });

  it('goes over a number that the database does not have', async () => {
    const { stored, heard, listener, watchers } = thread();
    await watchers.watch('1', 0, listener);
    await tick();
    stored.push(message(3), message(4));
    watchers.reached('1', 4);
    await tick();
    expect(heard).toEqual([3, 4]);
  });

  it('lets a listener start again from an earlier number while another is served', async () => {
    const { stored, heard, listener, watchers } = thread();
    stored.push(message(1), message(2));
    await watchers.watch('1', 2, listener);
    await tick();
    stored.push(message(3));
    const again = watchers.watch('1', 0, listener);
    watchers.created(message(3));
    expect((await again).map((m) => m.seq)).toEqual([1, 2, 3]);
    await tick();
    watchers.created(message(4));
    expect(heard).toEqual([4]);
  });

  it('tells only who watches, and stops when told', async () => {
    const { heard, listener, watchers } = thread();
    await watchers.watch('1', 0, listener);
    await tick();
    watchers.created(message(1, '2'));
    watchers.unwatch('1', 'a');
    watchers.created(message(1));
    expect(heard).toEqual([]);
  });

  it('passes changes on only of what the listener has', async () => {
    const { heard, listener, watchers } = thread();
    await watchers.watch('1', 5, listener);
    await tick();
    watchers.updated(message(4));
    watchers.updated(message(9));
    expect(heard).toEqual([-4]);
  });

  it('asks a database that is away once for a gap, and again with the next hint', async () => {
    const heard: number[] = [];
    let [reads, away] = [0, false];
    const watchers = new Watchers(async (_, after) => {
      reads++;
      if (away) throw new Error('away');
      return [1, 2, 3].filter((seq) => seq > after && reads > 1).map((seq) => message(seq));
    });
    await watchers.watch('1', 0, { id: 'a', created: (m) => heard.push(m.seq), updated: () => {} });
    await tick();
    away = true;
    watchers.created(message(2));
    await tick();
    expect([reads, heard]).toEqual([2, []]);
    away = false;
    watchers.created(message(3));
    await tick();
    expect(heard).toEqual([1, 2, 3]);
  });
});
