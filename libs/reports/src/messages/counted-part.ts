import type { Scope } from '../query/scope.service.js';

const quarter = 900_000;

export const onQuarter = (at: Date): boolean => at.getTime() % quarter === 0;

/** The whole quarters of an hour of a period that have been counted: where they begin and end. Null: there are none. */
export function countedPart(
  { from, to, asOf }: Pick<Scope, 'from' | 'to' | 'asOf'>,
  until: Date | null,
): { from: Date; to: Date } | null {
  const begin = Math.ceil(from.getTime() / quarter) * quarter;
  const last = Math.min(to.getTime(), asOf.getTime(), until?.getTime() ?? 0);
  const end = Math.floor(last / quarter) * quarter;
  return begin < end ? { from: new Date(begin), to: new Date(end) } : null;
}
