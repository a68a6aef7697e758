import { describe, expect, it } from 'vitest';
import { GroupCommit, Overloaded } from './group-commit.js';

const refuse = () => Promise.reject(new Error('alone'));

describe('GroupCommit', () => {
  it('writes one item at once, and everything that waited meanwhile as one batch', async () => {
    const batches: number[][] = [];
    let release!: () => void;
    const gate = new Promise<void>((resolve) => (release = resolve));
    const commit = new GroupCommit<number, number>(async (items) => {
      batches.push(items);
      if (batches.length === 1) await gate;
      return items.map((n) => n * 10);
    }, refuse);
    const first = commit.add(1);
    await new Promise((resolve) => setTimeout(resolve, 5));
    const rest = [2, 3, 4].map((n) => commit.add(n));
    release();
    expect(await Promise.all([first, ...rest])).toEqual([10, 20, 30, 40]);
    expect(batches).toEqual([[1], [2, 3, 4]]);
  });

  it('never writes more than the most at once', async () => {
    const sizes: number[] = [];
    const commit = new GroupCommit<number, number>(async (items) => (sizes.push(items.length), items), refuse, 2);
    await Promise.all([1, 2, 3, 4, 5].map((n) => commit.add(n)));
    expect(sizes).toEqual([2, 2, 1]);
  });

  it('isolates a bad item: the others are written, in order', async () => {
    const written: number[] = [];
    const commit = new GroupCommit<number, string>(
      async (items) => {
        if (items.includes(13)) throw new Error('bad');
        written.push(...items);
        return items.map(() => 'written');
      },
      async () => 'quarantined',
    );
    const results = await Promise.all([11, 12, 13, 14, 15].map((n) => commit.add(n)));
    expect(results).toEqual(['written', 'written', 'quarantined', 'written', 'written']);
    expect(written).toEqual([11, 12, 14, 15]);
  });

  it('tells the caller where even alone it cannot be kept', async () => {
    const commit = new GroupCommit<number, number>(() => Promise.reject(new Error('down')), refuse);
    await expect(commit.add(1)).rejects.toThrow('alone');
    await commit.idle();
  });

  it('refuses what it cannot hold instead of growing for ever', async () => {
    const commit = new GroupCommit<number, number>(async (items) => items, refuse, 1, 2);
    const taken = [commit.add(1), commit.add(2)];
    await expect(commit.add(3)).rejects.toBeInstanceOf(Overloaded);
    expect(await Promise.all(taken)).toEqual([1, 2]);
  });

  it('hands a batch back at once while the database is away, instead of waiting for each of its halves', async () => {
    let writes = 0;
    const commit = new GroupCommit<number, number>(() => {
      writes++;
      return Promise.reject(Object.assign(new Error('connect'), { code: 'ECONNREFUSED' }));
    }, refuse);
    const results = await Promise.allSettled([1, 2, 3, 4].map((n) => commit.add(n)));
    expect(results.every(({ status }) => status === 'rejected')).toBe(true);
    expect(writes).toBe(1);
  });
});
