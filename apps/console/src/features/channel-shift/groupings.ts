import type { ReportGrouping } from '#libs/contracts';
import { groupingWords } from '../../ui/report/group-words.ts';

export const groupingsOffered = Object.keys(groupingWords) as ReportGrouping[];

/** At most two, as an address names them; what nobody knows is left out. */
export const groupingsIn = (text = ''): ReportGrouping[] =>
  text
    .split(',')
    .flatMap((name) => groupingsOffered.find((offered) => offered === name) ?? [])
    .slice(0, 2);
