import type { ChannelShiftReport } from '#libs/contracts';
import { countOf, percentOf } from '../../text/numbers.ts';
import { t } from '../../text/t.ts';
import { ChartFrame } from '../../ui/charts/chart-frame.tsx';
import { Funnel } from '../../ui/charts/funnel.tsx';
import { metricWords } from './metric-words.ts';
import { Count } from './share.tsx';

const plain = ['episodes', 'offered', 'accepted', 'delivered', 'engaged', 'resolved'] as const;

/** From the call to the call that did not come again. */
export function FunnelSection({ report, about }: { report: ChannelShiftReport; about: string }) {
  const { counts, windows } = report;
  const pending = windows['7d'].status === 'pending';
  const steps = [
    ...plain.map((metric) => ({ metric, name: metricWords[metric], count: counts[metric], pending: false })),
    { metric: 'verified' as const, name: t('Verified, 7 days'), count: counts.verified['7d'], pending },
  ].map((step, n, all) => {
    const before = n === 0 ? null : all[n - 1]!.count;
    const shareBefore = before ? step.count / before : null;
    return { ...step, shareBefore, shareOfAll: counts.episodes ? step.count / counts.episodes : null };
  });
  const words = steps.map(({ name, count }) => `${name} ${countOf(count)}`).join(', ');
  return (
    <ChartFrame
      title={t('Where they went')}
      about={about}
      fileName="shiftline-funnel"
      summary={t('Funnel: {{steps}}.', { steps: words })}
      table={{
        columns: [t('Step'), t('Count'), t('Of the step before'), t('Of all episodes')],
        rows: steps.map(({ metric, name, count, shareBefore, shareOfAll, pending: open }) => [
          { value: name, shown: open ? t('{{name}} (pending)', { name }) : name },
          {
            value: count,
            shown: <Count metric={metric} count={count} {...(metric === 'verified' && { window: '7d' as const })} />,
          },
          { value: shareBefore, shown: percentOf(shareBefore) },
          { value: shareOfAll, shown: percentOf(shareOfAll) },
        ]),
      }}
    >
      {(width) => (
        <Funnel
          width={width}
          steps={steps.map(({ name, count, shareBefore, pending: open }) => ({
            name,
            count,
            shown: countOf(count),
            share: shareBefore === null ? '' : t('{{share}} of those before', { share: percentOf(shareBefore) }),
            pending: open,
          }))}
        />
      )}
    </ChartFrame>
  );
}
