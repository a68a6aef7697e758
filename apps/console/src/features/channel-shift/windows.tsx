import type { ChannelShiftReport, ReportMetric, ReportWindow } from '#libs/contracts';
import { IconCheck, IconHourglass } from '@tabler/icons-react';
import { countOf } from '../../text/numbers.ts';
import { t } from '../../text/t.ts';
import { windowWords } from '../../text/window-words.ts';
import panel from '../../ui/panel.module.css';
import table from './report-table.module.css';
import section from './section.module.css';
import css from './windows.module.css';
import { windowNames } from './metric-words.ts';
import { useOpening } from './opening.ts';
import { Share } from './share.tsx';

/** Whether the numbers of a window can still change; how many acceptances are too young opens into these. */
export function WindowState({ report, window }: { report: Pick<ChannelShiftReport, 'windows'>; window: ReportWindow }) {
  const open = useOpening();
  const { status, pending } = report.windows[window];
  if (status === 'final') {
    return (
      <span className={css.final}>
        <IconCheck size={13} aria-hidden /> {t('final')}
      </span>
    );
  }
  if (pending === 0) {
    return (
      <span className={css.pending}>
        <IconHourglass size={13} aria-hidden /> {t('pending: the period is not over')}
      </span>
    );
  }
  return (
    <button type="button" className={css.pending} onClick={() => open({ metric: 'pending', window })}>
      <IconHourglass size={13} aria-hidden /> {t('pending: {{number}} can still change', { number: countOf(pending) })}
    </button>
  );
}

type Row = { metric: ReportMetric; whole: 'episodes' | 'offered' | 'accepted' | 'delivered'; name: string };
const rows: readonly Row[] = [
  { metric: 'verified', whole: 'episodes', name: t('Verified deflection, of episodes') },
  { metric: 'verified', whole: 'offered', name: t('Verified deflection, of offered') },
  { metric: 'verified', whole: 'accepted', name: t('Verified deflection, of accepted') },
  { metric: 'bounced', whole: 'delivered', name: t('Bounced: called again about the same issue') },
  { metric: 'anyRecontact', whole: 'delivered', name: t('Called again about anything') },
  { metric: 'evaporated', whole: 'delivered', name: t('Evaporated: neither wrote nor called again') },
];

export const countIn = ({ counts }: Pick<ChannelShiftReport, 'counts'>, metric: ReportMetric, window: ReportWindow) => {
  if (metric === 'verified') return counts.verified[window];
  if (metric === 'bounced') return counts.bounced[window].all;
  return metric === 'anyRecontact' ? counts.anyRecontact[window] : counts.evaporatedBy[window];
};

/** The same numbers 24 h, 72 h and 7 d after the acceptance. */
export function Windows({ report }: { report: ChannelShiftReport }) {
  const { previous } = report;
  const title = t('How long it held');
  return (
    <section className={panel.panel} aria-labelledby="report-windows">
      <h2 id="report-windows">{title}</h2>
      <p className={section.lead}>
        {t('Each window begins with the acceptance, and is pending until it and one more hour have passed.')}
      </p>
      <div
        className={table.scroll}
        role="region"
        aria-label={t('{{chart}}: the numbers', { chart: title })}
        tabIndex={0}
      >
        <table className={`${table.table} ${css.windows}`}>
          <thead>
            <tr>
              <th scope="col">{t('Within')}</th>
              {windowNames.map((window) => (
                <th key={window} scope="col">
                  {windowWords[window]} <WindowState report={report} window={window} />
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ metric, whole, name }) => (
              <tr key={`${metric} ${whole}`}>
                <th scope="row">{name}</th>
                {windowNames.map((window) => (
                  <td key={window} data-pending={report.windows[window].status === 'pending' || undefined}>
                    <Share
                      metric={metric}
                      window={window}
                      count={countIn(report, metric, window)}
                      whole={whole}
                      wholeCount={report.counts[whole]}
                      before={previous && { count: countIn(previous, metric, window), whole: previous.counts[whole] }}
                    />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
