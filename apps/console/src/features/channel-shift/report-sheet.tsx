import type { ChannelShiftReport, ReportGrouping } from '#libs/contracts';
import { IconChartFunnel } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { t } from '../../text/t.ts';
import { Panel } from '../../ui/page.tsx';
import css from '../../ui/report/report.module.css';
import { EmptyState } from '../../ui/states.tsx';
import { Checks } from './checks.tsx';
import { FunnelSection } from './funnel-section.tsx';
import { GroupsSection } from './groups-section.tsx';
import { Headline } from './headline.tsx';
import { HeatSection } from './heat-section.tsx';
import { Incremental } from './incremental.tsx';
import type { Cohort } from './report-query.ts';
import { SavingsSection } from './savings-section.tsx';
import { Steps } from './steps.tsx';
import { TrendSection } from './trend-section.tsx';
import { Windows } from './windows.tsx';

interface Props {
  report: ChannelShiftReport;
  cohort: Cohort;
  groupBy: readonly ReportGrouping[];
  about: string;
}

/** Everything the report says, the most important first. */
export function ReportSheet({ report, cohort, groupBy, about }: Props) {
  if (report.counts.episodes === 0) return <Nothing about={about} />;
  // Groups of the answer before, while the new ones are on their way, are of other names.
  const grouped = report.groups?.[0] && groupBy.every((name) => name in report.groups![0]!.key);
  return (
    <div className={css.sections}>
      <p className={css.about}>{about}</p>
      <Checks checks={report.checks} />
      <Headline report={report} />
      <Windows report={report} />
      <FunnelSection report={report} about={about} />
      {grouped && groupBy.length > 0 && <GroupsSection report={report} groupBy={groupBy} />}
      <Steps report={report} />
      <SavingsSection report={report} about={about} />
      <TrendSection cohort={cohort} about={about} />
      <HeatSection cohort={cohort} about={about} />
      <Incremental report={report} />
    </div>
  );
}

function Nothing({ about }: { about: string }) {
  return (
    <Panel>
      <EmptyState
        icon={<IconChartFunnel size={26} />}
        title={t('No calls in this period')}
        action={<Link to="/calls">{t('To the calls')}</Link>}
      >
        {t(
          '{{period}}. Calls count from the moment a phone system announces them: by a voice line of a channel, or by POST /api/v1/calls. Choose another period, or take filters away.',
          { period: about },
        )}
      </EmptyState>
    </Panel>
  );
}
