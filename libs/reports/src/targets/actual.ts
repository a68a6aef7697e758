import type { ChannelShiftFigures, ReportWindow, TargetMetric } from '#libs/contracts';

/** What a metric came to; null where there is nothing it could be a share of. */
export function actualOf(
  metric: TargetMetric,
  window: ReportWindow,
  { rates, csat }: ChannelShiftFigures,
): number | null {
  switch (metric) {
    case 'csat':
      return csat.score;
    case 'verifiedPerEpisode':
      return rates.verifiedDeflection[window].perEpisode;
    case 'verifiedPerOffered':
      return rates.verifiedDeflection[window].perOffered;
    case 'verifiedPerAccepted':
      return rates.verifiedDeflection[window].perAccepted;
    case 'bounce':
    case 'anyRecontact':
    case 'evaporated':
      return rates[metric][window];
    default:
      return rates[metric];
  }
}
