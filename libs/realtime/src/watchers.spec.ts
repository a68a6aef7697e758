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
  const watchers = new Watchers(async (_, after) => {
    const found = stored.filter((m) => m.seq > after);
    await delay;
    return found;
  });
  return { stored, heard, listener, watchers, slow: (until: Promise<void>) => void (delay = until) };
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
