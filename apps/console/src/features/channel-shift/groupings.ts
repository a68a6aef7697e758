import { ReportGrouping } from '#libs/contracts';

export const groupingsOffered = ReportGrouping.options;

/** At most two, as an address names them; what nobody knows is left out. */
export const groupingsIn = (text = ''): ReportGrouping[] =>
  text
    .split(',')
    .flatMap((name) => ReportGrouping.safeParse(name).data ?? [])
    .slice(0, 2);
