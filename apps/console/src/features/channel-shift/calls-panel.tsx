import '@mantine/core/styles/Drawer.css';
import { channelShiftRoutes } from '#libs/contracts';
import { Button, Drawer, SegmentedControl } from '@mantine/core';
import { useMounted } from '@mantine/hooks';
import { IconListSearch } from '@tabler/icons-react';
import { call } from '../../api/client.ts';
import type { ReportSearch } from '../../api/report-search.ts';
import { usePaged } from '../../api/use-paged.ts';
import { t } from '../../text/t.ts';
import { LineSkeletons } from '../../ui/line-skeletons.tsx';
import { groupingWords, keyWords, momentWords } from '../../ui/report/group-words.ts';
import { EmptyState, ErrorState } from '../../ui/states.tsx';
import { BehindItem } from './behind-item.tsx';
import css from './calls-panel.module.css';
import { isMetric, metricWords, windowed, windowNames, windowWords } from './metric-words.ts';
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
  return (
    <Drawer
      opened={useMounted() && opened !== null}
      onClose={() => props.onChange(null)}
      position="right"
      size={680}
      title={opened && <PanelTitle opened={opened} about={props.about} timeZone={props.timeZone} />}
      closeButtonProps={{ 'aria-label': t('Close the calls') }}
      transitionProps={{ duration: 0 }}
    >
      {opened && <Behind key={JSON.stringify(opened)} opened={opened} {...props} />}
    </Drawer>
  );
}

function PanelTitle({ opened, about, timeZone }: { opened: Opened; about: string; timeZone: string }) {
  const { metric, window, of = {} } = opened;
  const groups = Object.entries(of).map(([name, key]) =>
    name === 'calledAgainSince'
      ? t('called again since {{when}}', { when: momentWords(key, timeZone) })
      : `${groupingWords[name as keyof typeof groupingWords] ?? name}: ${keyWords(name, key, timeZone)}`,
  );
  return (
    <>
      {metricWords[metric]}
      {window && windowed.includes(metric) && ` · ${windowWords[window]}`}
      <small className={css.about}>{[...groups, about].join(' · ')}</small>
    </>
  );
}

function Behind({ opened, cohort, timeZone, onChange }: Props & { opened: Opened }) {
  const { metric, window = '7d', part = 'counted', of } = opened;
  const list = usePaged(['reports', 'calls', cohort, opened], (cursor, signal) =>
    call(
      channelShiftRoutes.channelShiftCalls,
      { query: { ...cohort, ...of, metric, window, part, limit: 25, ...(cursor && { cursor }) } },
      signal,
    ),
  );
  const items = list.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <>
      <SegmentedControl
        aria-label={t('Which calls')}
        value={part}
        onChange={(chosen) => onChange({ ...opened, part: chosen === 'excluded' ? 'excluded' : 'counted' })}
        data={[
          { value: 'counted', label: t('Counted') },
          { value: 'excluded', label: t('Not counted') },
        ]}
      />
      {list.isPending && <LineSkeletons label={t('Loading the calls')} />}
      {list.isError && !list.data && (
        <ErrorState title={t('The calls didn’t load')} error={list.error} onRetry={() => void list.refetch()} />
      )}
      {list.data && items.length === 0 && (
        <EmptyState icon={<IconListSearch size={26} />} title={t('No calls')}>
          {part === 'counted'
            ? t('This number is zero: nothing is counted in it.')
            : t('Everything that could be counted in this number is.')}
        </EmptyState>
      )}
      <ol className={css.list}>
        {items.map((item, n) => (
          <BehindItem key={`${item.episodeId} ${n}`} item={item} timeZone={timeZone} />
        ))}
      </ol>
      {list.hasNextPage && (
        <Button variant="default" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {t('Load more')}
        </Button>
      )}
    </>
  );
}
