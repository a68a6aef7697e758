/** What reports take from their address; what is absent is as usual. Each report reads what it knows. */
export interface ReportSearch {
  /** A period that goes along with the days, such as `last-7`; without it, `from` and `to`. */
  period?: string | undefined;
  /** Dates, or times with the date, by the workspace's clocks; `to` is not part of it any more. */
  from?: string | undefined;
  to?: string | undefined;
  asOf?: string | undefined;
  compare?: boolean | undefined;
  groupBy?: string | undefined;
  /** The empty text: those without one. */
  queue?: string | undefined;
  intent?: string | undefined;
  channel?: string | undefined;
  line?: string | undefined;
  policyVersion?: string | undefined;
  language?: string | undefined;
  /** The number whose calls are open, and which of its groups they are of. */
  metric?: string | undefined;
  window?: string | undefined;
  part?: string | undefined;
  of?: Readonly<Record<string, string>> | undefined;
}

const texts = [
  'period',
  'from',
  'to',
  'asOf',
  'groupBy',
  'queue',
  'intent',
  'channel',
  'line',
  'policyVersion',
  'language',
  'metric',
  'window',
  'part',
] as const;

/** The router reads `queue=1` as a number. */
const textOf = (value: unknown) =>
  typeof value === 'string' || typeof value === 'number' ? `${value}`.slice(0, 100) : undefined;

/** What is no text is left out; what cannot be is for the hub to refuse, in words. */
export function readReportSearch(search: Record<string, unknown>): ReportSearch {
  const read: ReportSearch = search.compare === true ? { compare: true } : {};
  for (const name of texts) read[name] = textOf(search[name]);
  if (search.of && typeof search.of === 'object')
    read.of = Object.fromEntries(Object.entries(search.of).map(([name, value]) => [name, textOf(value) ?? '']));
  return read;
}
