import { parseArgs } from 'node:util';

export interface Options {
  /** Webhooks per second offered while the way to the screen is measured. */
  rate: number;
  /** Length of one such round; the rounds at full load take half of it. */
  seconds: number;
  consoles: number;
  rounds: number;
}

/** Ten consoles watch each thread. */
export const watchersPerThread = 10;

const defaults: Options = { rate: 100, seconds: 10, consoles: 100, rounds: 3 };
const most: Options = { rate: 2000, seconds: 60, consoles: 1000, rounds: 20 };

export function readOptions(args: string[]): Options {
  const options = wholeNumbers(args, defaults, most);
  if (options.consoles % watchersPerThread)
    throw new Error(`--consoles: must be a multiple of ${watchersPerThread}, the watchers of one thread`);
  return options;
}

/** Options that are whole numbers from 1 to their most. */
export function wholeNumbers<O extends { [K in keyof O]: number }>(args: string[], defaults: O, most: O): O {
  const names = Object.keys(defaults) as (keyof O & string)[];
  const described = Object.fromEntries(names.map((name) => [name, { type: 'string' as const }]));
  const { values } = parseArgs({ args, options: described });
  const options = { ...defaults };
  for (const name of names) {
    if (values[name] === undefined) continue;
    const value = Number(values[name]);
    if (!Number.isInteger(value) || value < 1 || value > most[name])
      throw new Error(`--${name}: must be a whole number from 1 to ${most[name]}`);
    options[name] = value as O[typeof name];
  }
  return options;
}
