import type { ChannelShiftFigures, ChannelShiftReport, ReportGrouping } from '#libs/contracts';
import { moneyOf } from '../../text/numbers.ts';
import { t } from '../../text/t.ts';
import panel from '../../ui/panel.module.css';
import { groupingWords, inSentence, keyWords } from '../../ui/report/group-words.ts';
import table from './report-table.module.css';
import section from './section.module.css';
import { metricWords } from './metric-words.ts';
import { Count, Share } from './share.tsx';

type Group = NonNullable<ChannelShiftReport['groups']>[number];

const savedIn = ({ savings }: ChannelShiftFigures) =>
  savings.net === null || savings.currency === null ? t('unknown') : moneyOf(savings.net, savings.currency);

/** The main numbers of each group; every one opens the calls of that group alone. */
export function GroupsSection({ report, groupBy }: { report: ChannelShiftReport; groupBy: readonly ReportGrouping[] }) {
  const { groups = [], cohort } = report;
  const title = t('By {{groups}}', { groups: groupBy.map((name) => inSentence(groupingWords[name])).join(' · ') });
  return (
    <section className={panel.panel} aria-labelledby="report-groups">
      <h2 id="report-groups">{title}</h2>
      <div
        className={table.scroll}
        role="region"
        aria-label={t('{{chart}}: the numbers', { chart: title })}
        tabIndex={0}
      >
        <table className={table.table}>
          <thead>
            <tr>
              {groupBy.map((name) => (
                <th key={name} scope="col">
                  {groupingWords[name]}
                </th>
              ))}
              <th scope="col">{metricWords.episodes}</th>
              <th scope="col">{t('Offer rate')}</th>
              <th scope="col">{t('Acceptance rate')}</th>
              <th scope="col">{t('Channel-shift rate')}</th>
              <th scope="col">{t('Verified deflection, 7 days')}</th>
              <th scope="col">{t('Bounce rate, 7 days')}</th>
              <th scope="col">{t('Net savings')}</th>
            </tr>
          </thead>
          <tbody>
            {groups.map((group) => (
              <Row key={JSON.stringify(group.key)} group={group} groupBy={groupBy} timeZone={cohort.timeZone} />
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

interface RowProps {
  group: Group;
  groupBy: readonly ReportGrouping[];
  timeZone: string;
}

function Row({ group, groupBy, timeZone }: RowProps) {
  const { counts, key, windows } = group;
  const of = Object.fromEntries(groupBy.map((name) => [name, key[name] ?? '']));
  const pending = windows['7d'].status === 'pending' || undefined;
  return (
    <tr>
      {groupBy.map((name, n) => {
        const words = keyWords(name, key[name] ?? null, timeZone);
        return n === 0 ? (
          <th key={name} scope="row">
            {words}
          </th>
        ) : (
          <td key={name}>{words}</td>
        );
      })}
      <td>
        <Count metric="episodes" count={counts.episodes} of={of} />
      </td>
      <td>
        <Share metric="offered" count={counts.offered} whole="episodes" wholeCount={counts.episodes} of={of} />
      </td>
      <td>
        <Share metric="accepted" count={counts.accepted} whole="offered" wholeCount={counts.offered} of={of} />
      </td>
      <td>
        <Share metric="engaged" count={counts.engaged} whole="episodes" wholeCount={counts.episodes} of={of} />
      </td>
      <td data-pending={pending}>
        <Share
          metric="verified"
          window="7d"
          count={counts.verified['7d']}
          whole="episodes"
          wholeCount={counts.episodes}
          of={of}
        />
        {pending && <span className={section.why}> {t('pending')}</span>}
      </td>
      <td data-pending={pending}>
        <Share
          metric="bounced"
          window="7d"
          count={counts.bounced['7d'].all}
          whole="delivered"
          wholeCount={counts.delivered}
          of={of}
        />
        {pending && <span className={section.why}> {t('pending')}</span>}
      </td>
      <td data-pending={pending}>{savedIn(group)}</td>
    </tr>
  );
}
