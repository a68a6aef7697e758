import '@mantine/core/styles/Switch.css';
import { t } from '../../text/t.ts';
import css from '../../ui/lines.module.css';
import { Page } from '../../ui/page.tsx';
import { AlertsPanel } from './alerts-panel.tsx';
import { CostsPanel } from './costs-panel.tsx';
import { TargetsPanel } from './targets-panel.tsx';

export function CostsTargetsPage() {
  return (
    <Page
      title={t('Costs and targets')}
      lead={t(
        'What calls and threads cost, and what rates and times are meant to be, each from a day on. Nothing is assumed.',
      )}
    >
      <div className={css.sections}>
        <CostsPanel />
        <TargetsPanel />
        <AlertsPanel />
      </div>
    </Page>
  );
}
