import { parseArgs } from 'node:util';

export interface Options {
  /** How long faults and load go on; start and drain come on top. */
  seconds: number;
  seed: number;
  /** Customers' messages in all. */
  webhooks: number;
  /** Agents' replies in all. */
  sends: number;
  hubs: number;
  consoles: number;
  mutant: string | undefined;
  /** Every mutant in turn, and a table of which were caught. */
  mutants: boolean;
  /** The folder with the run's database, logs and ledgers stays. */
  keep: boolean;
}

const text = { type: 'string' } as const;
const flag = { type: 'boolean', default: false } as const;

export function readOptions(args: string[]): Options {
  const { values } = parseArgs({
    args,
    options: {
      minutes: text,
      seed: text,
      webhooks: text,
      sends: text,
      hubs: text,
      consoles: text,
      mutant: text,
      mutants: flag,
      keep: flag,
    },
  });
  const number = (name: keyof typeof values, fallback: number, from: number, to: number): number => {
    const value = values[name] === undefined ? fallback : Number(values[name]);
    if (!(value >= from && value <= to)) throw new Error(`--${name}: must be a number from ${from} to ${to}`);
    return value;
  };
  const seconds = Math.round(60 * number('minutes', values.mutants ? 0.25 : 1, 0.1, 60));
  return {
    seconds,
    seed: number('seed', Math.floor(Math.random() * 1e6), 0, 2 ** 31),
    webhooks: number('webhooks', seconds * 40, 1, 500_000),
    sends: number('sends', seconds * 8, 0, 100_000),
    hubs: number('hubs', 2, 1, 4),
    consoles: number('consoles', 20, 0, 1000),
    mutant: (values.mutant ?? process.env.MUTANT) || undefined,
    mutants: values.mutants,
    keep: values.keep,
  };
}
