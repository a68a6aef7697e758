import { reportRoutes } from '#libs/contracts';
import { Button, NativeSelect, Popover } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconFilter } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { call } from '../../api/client.ts';
import type { ReportSearch } from '../../api/report-search.ts';
import { t } from '../../text/t.ts';
import { type DimensionName, groupingWords, keyWords } from './group-words.ts';
import type { Period } from './period.ts';
import css from './report-filters.module.css';

interface Props {
  dimensions: readonly DimensionName[];
  search: ReportSearch;
  period: Period & { timeZone: string };
  onChange: (change: ReportSearch) => void;
}

/** Narrows a report by what there is in its period. */
export function FilterMenu({ dimensions, ...props }: Props) {
  const [opened, is] = useDisclosure(false);
  return (
    <Popover opened={opened} onChange={(open) => !open && is.close()} trapFocus returnFocus position="bottom-start">
      <Popover.Target>
        <Button variant="default" leftSection={<IconFilter size={16} />} onClick={is.toggle} aria-expanded={opened}>
          {t('Filter')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('Filter')}>
        <div className={css.menu}>
          {dimensions.map((name) => (
            <Choice key={name} name={name} {...props} />
          ))}
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}

const all = '*';

function Choice({ name, search, period, onChange }: { name: DimensionName } & Omit<Props, 'dimensions'>) {
  const { from, to, timeZone } = period;
  const { data, isPending, isError } = useQuery({
    queryKey: ['reports', 'values', name, from, to],
    staleTime: 60_000,
    queryFn: async ({ signal }) => {
      const report = await call(reportRoutes.channelShift, { query: { from, to, groupBy: [name] } }, signal);
      return (report.groups ?? []).map(({ key }) => key[name] ?? '');
    },
  });
  const chosen = search[name];
  const values = [...new Set([...(data ?? []), ...(chosen === undefined ? [] : [chosen])])];
  return (
    <NativeSelect
      label={groupingWords[name]}
      disabled={isPending}
      error={isError ? t('The values didn’t load') : undefined}
      value={chosen ?? all}
      onChange={({ currentTarget: { value } }) => onChange({ [name]: value === all ? undefined : value })}
      data={[
        { value: all, label: isPending ? t('Loading…') : t('All') },
        ...values.map((value) => ({ value, label: keyWords(name, value, timeZone) })),
      ]}
    />
  );
}
