import type { ChannelShiftCounts, ChannelShiftFigures, ChannelShiftReport, ReportMetric } from '#libs/contracts';
import type { ReactNode } from 'react';
import { t } from '../../text/t.ts';
import panel from '../../ui/panel.module.css';
import section from './section.module.css';
import css from './steps.module.css';
import { metricWords } from './metric-words.ts';
import { useOpening } from './opening.ts';
import { Count, Share } from './share.tsx';

type Counted = 'episodes' | 'offered' | 'accepted' | 'delivered' | 'engaged' | 'resolved';
const steps: readonly { metric: Counted; whole: Counted; name: string }[] = [
  { metric: 'offered', whole: 'episodes', name: t('Offer rate') },
  { metric: 'accepted', whole: 'offered', name: t('Acceptance rate') },
  { metric: 'delivered', whole: 'accepted', name: t('Handoff success') },
  { metric: 'engaged', whole: 'accepted', name: t('Engagement rate') },
  { metric: 'engaged', whole: 'episodes', name: t('Channel-shift rate') },
  { metric: 'resolved', whole: 'engaged', name: t('Digital resolution rate') },
];

type Plain = ReportMetric & Exclude<keyof ChannelShiftCounts, 'bounced' | 'anyRecontact' | 'verified' | 'evaporatedBy'>;
const parts: readonly { of: string; metrics: readonly Plain[] }[] = [
  { of: t('Decisions'), metrics: ['episodes', 'calls', 'offered', 'notOffered', 'answered', 'control'] },
  {
    of: t('Outcomes of the offer'),
    metrics: ['accepted', 'declined', 'noInput', 'hungUp', 'callback', 'undecided'],
  },
  { of: t('Invites'), metrics: ['delivered', 'failed', 'onItsWay', 'fallback'] },
  { of: t('In the thread'), metrics: ['engaged', 'resolved', 'confirmed', 'assumed'] },
];
const stages = [
  ['bouncedBefore', 'before'],
  ['bouncedDuring', 'during'],
  ['bouncedAssisted', 'assisted'],
  ['bouncedAfter', 'after'],
] as const;

/** Every other rate, and what each sum is made of. */
export function Steps({ report }: { report: ChannelShiftReport }) {
  const { counts, previous } = report;
  const open = useOpening();
  return (
    <section className={panel.panel} aria-labelledby="report-steps">
      <h2 id="report-steps">{t('Step by step')}</h2>
      <dl className={section.rates}>
        {steps.map(({ metric, whole, name }) => (
          <Fact key={name} name={name}>
            <Share
              metric={metric}
              count={counts[metric]}
              whole={whole}
              wholeCount={counts[whole]}
              before={previous && { count: previous.counts[metric], whole: previous.counts[whole] }}
            />
          </Fact>
        ))}
        <Satisfaction figures={report} before={previous} />
      </dl>
      <div className={css.parts}>
        {parts.map(({ of, metrics }) => (
          <div key={of}>
            <h3>{of}</h3>
            <dl>
              {metrics.map((metric) => (
                <Fact key={metric} name={metricWords[metric]}>
                  <Count metric={metric} count={counts[metric]} />
                </Fact>
              ))}
            </dl>
          </div>
        ))}
        <div>
          <h3>{t('Bounced within 7 days')}</h3>
          <dl>
            {stages.map(([metric, stage]) => (
              <Fact key={metric} name={metricWords[metric]}>
                <Count metric={metric} window="7d" count={counts.bounced['7d'][stage]} />
              </Fact>
            ))}
            <Fact name={metricWords.possibleRecontact}>
              <button
                type="button"
                className={css.quietly}
                onClick={() => open({ metric: 'possibleRecontact', window: '7d' })}
              >
                {t('listed, not counted')}
              </button>
            </Fact>
          </dl>
        </div>
      </div>
    </section>
  );
}

/** Always with how many answered of those who were asked. */
function Satisfaction({ figures, before }: { figures: ChannelShiftFigures; before: ChannelShiftFigures | undefined }) {
  const good = ({ csat }: ChannelShiftFigures) => Math.round((csat.score ?? 0) * csat.answers);
  const { answers, delivered } = figures.csat;
  return (
    <>
      <Fact name={t('CSAT: 4 and 5 of the answers')}>
        <Share
          metric="csatGood"
          count={good(figures)}
          whole="csatAnswers"
          wholeCount={answers}
          before={before && { count: good(before), whole: before.csat.answers }}
        />
      </Fact>
      <Fact name={t('CSAT: answers of the surveys delivered')}>
        <Share metric="csatAnswers" count={answers} whole="csatDelivered" wholeCount={delivered} />
      </Fact>
    </>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
