import type { Columns, ReportReason, Tables } from '#libs/contracts';
import type { Item } from '../channel-shift/item.js';
import type { Aspect } from '../channel-shift/metrics.js';
import { reasonsOf } from '../channel-shift/reasons.js';
import type { Scope } from './scope.service.js';

/** The keys of a table's row. */
export type Row = Readonly<Record<string, string | number | null>>;

/**
 * Single rows that tables count: `name`, of the statement that `with` begins. Each has `at`, `id` and `part`, which are its own
 * alone, `episode_id` and `thread_id`, either of which may be null.
 */
export interface Source<Told = object> {
  with(scope: Scope): string;
  name: string;
  /** Those of one thread are one item, by the latest of them; `id`, `part` and `episode_id` are not asked then. */
  byThread?: true;
  /** What else an item needs to say why it is there. */
  told?: string;
  why(item: Item & Told & { at: Date }, asOf: Date, row: Row): ReportReason[];
}

/** A condition on single rows; of which there may be another for each row of the table. */
type Condition = string | ((row: Row) => string);

/** What a number counts: the table and what opens behind it ask the same. */
export interface Count {
  source: Source;
  /** Whether a single row belongs to the table's row. */
  in: (row: Row) => string;
  when: Condition;
  /** What each adds, where it isn't one. */
  amount: string | null;
  /** Which are those that it is a part of; null where it is no part. */
  of: Condition | null;
}

type CountsOf<C extends Columns> = { readonly [N in keyof C as C[N] extends 'count' ? N : never]: Count };
/** For each count of each table what it counts. */
export type Counted<T extends Tables> = { readonly [N in keyof T]: CountsOf<T[N]> };

/** Counts over one source. A number that is a part of another says of which. */
export function counts<const C extends Readonly<Record<string, Condition | Part>>>(
  source: Source<never>,
  belongs: Count['in'],
  conditions: C,
): { readonly [N in keyof C]: Count } {
  const count = (one: Condition | Part): Count => ({
    source: source as Source,
    in: belongs,
    amount: null,
    of: null,
    ...(typeof one === 'object' ? one : { when: one }),
  });
  return Object.fromEntries(Object.entries(conditions).map(([name, one]) => [name, count(one)])) as never;
}
type Part = Pick<Count, 'when'> & Partial<Pick<Count, 'amount' | 'of'>>;

export const part = (of: Condition, when: Condition): Part => ({ when, of });
export const sum = (amount: string, when = 'true'): Part => ({ when, amount });

/** Why an episode is there, as channel shift tells it. */
export const told =
  (...aspects: readonly Aspect[]): Source['why'] =>
  (item, asOf) =>
    reasonsOf(item, aspects, { window: '7d', asOf });

/** A row is told from the others by these values of its single rows. */
export const keyed = (columns: Readonly<Record<string, string>>) => (): string =>
  Object.entries(columns)
    .map(([key, value]) => `${value} is not distinct from $row_${key}`)
    .join(' and ');

/** The condition by the word that a row has for a key; no other row has anything. */
export const either =
  (conditions: Readonly<Record<string, string>>, key: string) =>
  (row: Row): string =>
    Object.entries(conditions).find(([word]) => word === row[key])?.[1] ?? 'false';

export const inRow = (condition: Condition, row: Row = {}): string =>
  typeof condition === 'string' ? condition : condition(row);
/** How many single rows a number counts, or what they add up to. */
export const sumOf = ({ when, amount }: Pick<Count, 'when' | 'amount'>): string =>
  amount === null
    ? `(count(*) filter (where ${inRow(when)}))::int`
    : `coalesce(sum(${amount}) filter (where ${inRow(when)}), 0)::int`;
/** The counts of a statement that groups single rows. */
export const counted = (columns: Readonly<Record<string, Count>>): string =>
  Object.entries(columns)
    .map(([name, count]) => `${sumOf(count)} as "${name}"`)
    .join(', ');
/** What one is of another, by the statement that counts them. */
export const shareOf = (one: Count, whole: Count): string => `${sumOf(one)}::float8 / nullif(${sumOf(whole)}, 0)`;
