import type { ChannelShiftFigures, ReportWindow } from '#libs/contracts';
import { mailFormats } from './mail-formats.js';
import type { MailWords } from './mail-words.js';

/** One number of a mail: a share with what it is a share of, a count, or money. */
export interface Headline {
  label: string;
  value: number | null;
  kind: 'count' | 'rate' | 'money';
  /** Of a rate. */
  part?: number;
  whole?: number;
  /** Decided by this window, pending as long as that is. */
  window?: ReportWindow;
}

/** The numbers that a mail begins with, straight from the report. */
export function headlines({ counts, rates, csat, savings }: ChannelShiftFigures, { labels }: MailWords): Headline[] {
  const share = (label: string, value: number | null, part: number, whole: number, window?: ReportWindow): Headline => {
    return { label, value, kind: 'rate', part, whole, ...(window && { window }) };
  };
  const { episodes, offered, accepted, delivered, engaged, resolved } = counts;
  return [
    { label: labels.episodes, value: episodes, kind: 'count' },
    share(labels.offer, rates.offer, offered, episodes),
    share(labels.acceptance, rates.acceptance, accepted, offered),
    share(labels.handoffSuccess, rates.handoffSuccess, delivered, accepted, '24h'),
    share(labels.channelShift, rates.channelShift, engaged, episodes, '24h'),
    share(labels.digitalResolution, rates.digitalResolution, resolved, engaged, '72h'),
    ...(['24h', '72h', '7d'] as const).map((window) =>
      share(
        `${labels.verified} ${window}`,
        rates.verifiedDeflection[window].perEpisode,
        counts.verified[window],
        episodes,
        window,
      ),
    ),
    share(`${labels.bounce} 7d`, rates.bounce['7d'], counts.bounced['7d'].all, delivered, '7d'),
    share(labels.deferred, rates.deferred, counts.callback, episodes),
    { label: `${labels.csat} (${csat.answers} / ${csat.delivered})`, value: csat.score, kind: 'rate', window: '72h' },
    { label: labels.savings, value: savings.net, kind: 'money', window: '7d' },
  ];
}

/** A share with the two numbers it is of: "66.7% (2 / 3)". */
export function headlineFormat(language: string, currency: string | null) {
  const formats = mailFormats(language);
  return ({ value, kind, part, whole }: Headline): string => {
    const of = part === undefined || whole === undefined ? '' : ` (${formats.count(part)} / ${formats.count(whole)})`;
    if (value === null) return `–${of}`;
    if (kind === 'rate') return `${formats.share(value)}${of}`;
    return kind === 'money' ? formats.money(value, currency) : formats.count(value);
  };
}
