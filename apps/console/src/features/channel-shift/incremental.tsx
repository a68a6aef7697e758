import type { ChannelShiftReport } from '#libs/contracts';
import { decimalOf } from '../../text/numbers.ts';
import { t } from '../../text/t.ts';
import panel from '../../ui/panel.module.css';
import section from './section.module.css';
import { Count } from './share.tsx';

const shown = (value: number | null) => (value === null ? '–' : decimalOf(value, 2));

/** Against callers who were not offered anything, by chance: what would have gone away by itself is not in it. */
export function Incremental({ report }: { report: ChannelShiftReport }) {
  const { control, offered, difference, low, high } = report.incremental;
  const groups = [
    { name: t('Control group'), metric: 'control', ...control },
    { name: t('Offered'), metric: 'offered', ...offered },
  ] as const;
  return (
    <section className={panel.panel} aria-labelledby="report-incremental">
      <h2 id="report-incremental">{t('Against the control group')}</h2>
      <p className={section.lead}>
        {t(
          'Calls answered by agents within 7 days, for each episode. Some are not offered anything, by chance: they show what would have happened anyway.',
        )}
      </p>
      {control.episodes === 0 ? (
        <p className={section.lead}>
          {t('There is no control group in this period, so nobody can say. A policy can hold some callers back.')}
        </p>
      ) : (
        <dl className={section.rates}>
          {groups.map(({ name, metric, episodes, perEpisode }) => (
            <div key={metric}>
              <dt>{name}</dt>
              <dd>
                <strong>{shown(perEpisode)}</strong> / <Count metric={metric} count={episodes} />
              </dd>
            </div>
          ))}
          <div>
            <dt>{t('Fewer for each episode')}</dt>
            <dd>
              <strong>{shown(difference)}</strong>{' '}
              {low !== null && high !== null
                ? t('95 % interval: {{low}} to {{high}}', { low: shown(low), high: shown(high) })
                : t('too few for an interval')}
            </dd>
          </div>
        </dl>
      )}
    </section>
  );
}
