import fc from 'fast-check';
import { cases } from './arbitrary.js';
import { play, readable, type Stage } from './play.js';

export interface Search {
  count: number;
  seed: number;
  /** Deliveries of each history. */
  times: number;
  /** Histories under way at once: they share batches, as customers do. */
  lanes: number;
  /** False: a counterexample is told as it was found. */
  shrink?: boolean;
  progress?: (histories: number) => void;
}

/** A history whose deliveries do not all end the same, as small as it could be made. */
export interface Counterexample {
  history: string;
  why: string;
}

/** Plays random histories; the same seed plays the same ones. */
export async function search(stage: Stage, { count, seed, times, lanes, progress, shrink }: Search) {
  let histories = 0;
  const found: Counterexample[] = [];
  const lane = async (n: number) => {
    const numRuns = Math.floor(count / lanes) + (n < count % lanes ? 1 : 0);
    if (numRuns === 0) return;
    let failed = false;
    const property = fc.asyncProperty(cases(times), async (tried) => {
      // What is tried while a counterexample is made smaller is no further history.
      if (!failed) progress?.(++histories);
      try {
        await play(stage, tried);
      } catch (error) {
        failed = true;
        throw error;
      }
    });
    const outcome = await fc.check(property, { seed: seed * 1009 + n, numRuns, endOnFailure: shrink === false });
    if (!outcome.failed) return;
    const [smallest] = outcome.counterexample!;
    found.push({ history: readable(smallest), why: String((outcome.errorInstance as Error | null)?.message) });
  };
  await Promise.all(Array.from({ length: lanes }, (_, n) => lane(n)));
  return { histories, deliveries: histories * times, found };
}
