import { describe, expect, it } from 'vitest';
import { randomBy, randomStory } from '../testing/random-story.js';
import { Customers } from './customers.js';
import { fold } from './fold.js';

describe('Random stories', () => {
  it.each([1, 2, 3, 4, 5, 6, 7, 8])('are the same facts however much is read at a time (seed %i)', (seed) => {
    const random = randomBy(seed);
    const { events } = randomStory(random, 12);
    const whole = fold(new Customers([], []), [], events);
    const customers = new Customers([], []);
    const facts = [];
    for (let n = 0; n < events.length;) {
      const size = 1 + Math.floor(random() * 9);
      facts.push(...fold(customers, events.slice(0, n), events.slice(n, n + size)).facts);
      n += size;
    }
    expect(facts).toEqual(whole.facts);
    expect(whole.rows.episodes.length).toBeGreaterThan(10);
  });

  it('state every fact again that is other than before, with the event that made it so', () => {
    const { events } = randomStory(randomBy(11), 60);
    const { facts } = fold(new Customers([], []), [], events);
    const last = new Map<string, string>();
    let again = 0;
    for (const { kind, key, at, data } of facts) {
      const text = JSON.stringify([at, data]);
      const before = last.get(`${kind} ${key}`);
      expect(before, `${kind} ${key}`).not.toBe(text);
      if (before) again++;
      last.set(`${kind} ${key}`, text);
    }
    expect(again).toBeGreaterThan(10);
  });
});
