const formats = new Map<string, Intl.DateTimeFormat>();

const formatOf = (timeZone: string): Intl.DateTimeFormat => {
  const known = formats.get(timeZone);
  if (known) return known;
  const made = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  formats.set(timeZone, made);
  return made;
};

/** What the clocks of a zone show at a moment, as if it were UTC; whole seconds. */
export function wallClock(at: number, timeZone: string): number {
  const part: Record<string, number> = {};
  for (const { type, value } of formatOf(timeZone).formatToParts(at)) part[type] = Number(value);
  return Date.UTC(part.year!, part.month! - 1, part.day!, part.hour!, part.minute!, part.second!);
}

const day = 86_400_000;

/** The day that a zone has at a moment, as its midnight in UTC. */
export const localDate = (at: number, timeZone: string): number => Math.floor(wallClock(at, timeZone) / day) * day;

/**
 * When the clocks of a zone show this. Shown twice (clocks go back): the first time. Never shown (they go forward): as long
 * after midnight as it says, which they then show an hour later.
 */
export function momentOf(wall: number, timeZone: string): number {
  const offsetAt = (at: number) => wallClock(at, timeZone) - Math.floor(at / 1000) * 1000;
  const before = offsetAt(wall - day);
  const after = offsetAt(wall + day);
  if (before === after) return wall - before;
  const first = wall - Math.max(before, after);
  if (offsetAt(first) === wall - first) return first;
  const second = wall - Math.min(before, after);
  return offsetAt(second) === wall - second ? second : wall - before;
}
