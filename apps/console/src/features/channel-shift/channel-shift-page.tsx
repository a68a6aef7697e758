import { IconChartFunnel } from '@tabler/icons-react';
import { t } from '../../text/t.ts';
import { Page, Panel } from '../../ui/page.tsx';
import { EmptyState } from '../../ui/states.tsx';

export function ChannelShiftPage() {
  return (
    <Page
      title={t('Channel shift')}
      lead={t('How many calls really went away, by definitions that do not flatter. Every number opens its calls.')}
    >
      <Panel>
        <EmptyState icon={<IconChartFunnel size={26} />} title={t('No calls in this period')}>
          {t('Every call that is announced to Shiftline is counted here.')}
        </EmptyState>
      </Panel>
    </Page>
  );
}
