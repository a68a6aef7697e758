import type { ChannelShiftCounts, ChannelShiftReport, ReportMetric } from '#libs/contracts';
import { t } from '../../text/t.ts';
import { windowWords } from '../../text/window-words.ts';
import { Filled } from '../../ui/filled.tsx';
import css from './headline.module.css';
import section from './section.module.css';
import { windowNames } from './metric-words.ts';
import { Count, Share } from './share.tsx';
import { WindowState } from './windows.tsx';

type Whole = 'episodes' | 'offered' | 'delivered';
const others: readonly { metric: ReportMetric & keyof ChannelShiftCounts; whole: Whole; name: string; why: string }[] =
  [
    {
      metric: 'engaged',
      whole: 'episodes',
      name: t('Channel shift'),
      why: t('They wrote. Whether it helped, or they called again, is not in it.'),
    },
    {
      metric: 'accepted',
      whole: 'offered',
      name: t('Acceptance'),
      why: t('They said yes to the offer. Nothing is solved by that.'),
    },
    {
      metric: 'evaporated',
      whole: 'delivered',
      name: t('Evaporated'),
      why: t('Silence: neither a word nor another call. Never a success.'),
    },
    {
      metric: 'contained',
      whole: 'episodes',
      name: t('Menu containment'),
      why: t('Answered by the phone menu. They never left the phone.'),
    },
    {
      metric: 'callback',
      whole: 'episodes',
      name: t('Deferred'),
      why: t('Chose to be called back. The call is put off, not gone.'),
    },
  ];

/** The one number that counts, and beside it those it is often taken for. */
export function Headline({ report }: { report: ChannelShiftReport }) {
  const { counts, previous } = report;
  const numberOf = (of: ChannelShiftCounts, metric: (typeof others)[number]['metric']) => of[metric] as number;
  const before = previous?.counts;
  return (
    <section className={css.headline} aria-labelledby="report-headline">
      <div className={css.main}>
        <h2 id="report-headline">{t('Verified deflection, 7 days')}</h2>
        <div className={css.big} data-pending={report.windows['7d'].status === 'pending' || undefined}>
          <Share
            big
            metric="verified"
            window="7d"
            count={counts.verified['7d']}
            whole="episodes"
            wholeCount={counts.episodes}
            before={before && { count: before.verified['7d'], whole: before.episodes }}
          />
        </div>
        <WindowState report={report} window="7d" />
        <p>
          {t(
            'Of all episodes: engaged, resolved without an agent’s voice, and no call about the same issue for 7 days.',
          )}
        </p>
        <p>
          <Filled
            text={t(
              '{{engaged}} engaged. {{lost}} of them do not count: not resolved, an agent spoke with them, or they called again about the same issue.',
            )}
            parts={{
              engaged: <Count metric="engaged" count={counts.engaged} />,
              lost: (
                <Count
                  metric="verified"
                  window="7d"
                  part="excluded"
                  name={t('Engaged, and no verified deflection')}
                  count={counts.engaged - counts.verified['7d']}
                />
              ),
            }}
          />
        </p>
        <dl className={css.earlier}>
          {windowNames
            .filter((window) => window !== '7d')
            .map((window) => (
              <div key={window}>
                <dt>{t('after {{time}}', { time: windowWords[window] })}</dt>
                <dd>
                  <Share
                    metric="verified"
                    window={window}
                    count={counts.verified[window]}
                    whole="episodes"
                    wholeCount={counts.episodes}
                  />
                </dd>
              </div>
            ))}
        </dl>
      </div>
      <div className={css.others}>
        <h3>{t('Not to be confused with')}</h3>
        <dl>
          {others.map(({ metric, whole, name, why }) => (
            <div key={metric}>
              <dt>{name}</dt>
              <dd>
                <Share
                  metric={metric}
                  count={numberOf(counts, metric)}
                  whole={whole}
                  wholeCount={counts[whole]}
                  before={before && { count: numberOf(before, metric), whole: before[whole] }}
                  {...(metric === 'evaporated' && { window: '7d' as const })}
                />
                <span className={section.why}>{why}</span>
              </dd>
            </div>
          ))}
        </dl>
      </div>
    </section>
  );
}
