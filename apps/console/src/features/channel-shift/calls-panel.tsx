import { channelShiftRoutes } from '#libs/contracts';
import { call } from '../../api/client.ts';
import type { ReportSearch } from '../../api/report-search.ts';
import { t } from '../../text/t.ts';
import { windowWords } from '../../text/window-words.ts';
import { BehindList, BehindPanel } from '../../ui/report/behind-panel.tsx';
import { groupingWords, keyWords, momentWords } from '../../ui/report/group-words.ts';
import { isMetric, metricWords, windowed, windowNames } from './metric-words.ts';
import type { Opened } from './opening.ts';
import type { Cohort } from './report-query.ts';

/** The number that an address has open; what nobody knows opens nothing. */
export function openedIn({ metric, window, part, of }: ReportSearch): Opened | null {
  if (!isMetric(metric)) return null;
  return {
    metric,
    window: windowNames.find((name) => name === window) ?? '7d',
    part: part === 'excluded' ? 'excluded' : 'counted',
    ...(of && { of }),
  };
}

interface Props {
  opened: Opened | null;
  cohort: Cohort;
  timeZone: string;
  about: string;
  onChange: (opened: Opened | null) => void;
}

/** The calls and threads behind one number, each with why it is counted; and those that are not. */
export function CallsPanel({ opened, ...props }: Props) {
  const { about, timeZone, onChange } = props;
  return (
    <BehindPanel
      title={opened && titleOf(opened)}
      about={[...groupsOf(opened?.of, timeZone), about].join(' · ')}
      onClose={() => onChange(null)}
    >
      {opened && <Behind key={JSON.stringify(opened)} opened={opened} {...props} />}
    </BehindPanel>
  );
}

const titleOf = ({ metric, window }: Opened) =>
  window && windowed.includes(metric) ? `${metricWords[metric]} · ${windowWords[window]}` : metricWords[metric];

const groupsOf = (of: Opened['of'] = {}, timeZone: string) =>
  Object.entries(of).map(([name, key]) =>
    name === 'calledAgainSince'
      ? t('called again since {{when}}', { when: momentWords(key, timeZone) })
      : `${groupingWords[name as keyof typeof groupingWords] ?? name}: ${keyWords(name, key, timeZone)}`,
  );

function Behind({ opened, cohort, timeZone, onChange }: Props & { opened: Opened }) {
  const { metric, window = '7d', part = 'counted', of } = opened;
  return (
    <BehindList
      queryKey={['reports', 'calls', cohort, opened]}
      read={async (cursor, signal) => {
        const query = { ...cohort, ...of, metric, window, part, limit: 25, ...(cursor && { cursor }) };
        const page = await call(channelShiftRoutes.channelShiftCalls, { query }, signal);
        return { ...page, items: page.items.map((item) => ({ ...item, at: item.startedAt })) };
      }}
      part={part}
      onPart={(chosen) => onChange({ ...opened, part: chosen })}
      timeZone={timeZone}
    />
  );
}
