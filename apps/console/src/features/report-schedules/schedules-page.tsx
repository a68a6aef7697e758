import { t } from '../../text/t.ts';
import css from '../../ui/lines.module.css';
import { Page } from '../../ui/page.tsx';
import { SchedulesPanel } from './schedules-panel.tsx';
import { SmtpPanel } from './smtp-panel.tsx';

export function SchedulesPage() {
  return (
    <Page
      title={t('Scheduled reports')}
      lead={t('Any report, sent by itself every day or week, with the same numbers as on the screen.')}
    >
      <div className={css.sections}>
        <SchedulesPanel />
        <SmtpPanel />
      </div>
    </Page>
  );
}
