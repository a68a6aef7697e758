import '@mantine/core/styles/Checkbox.css';
import '@mantine/core/styles/Switch.css';
import { useQuery } from '@tanstack/react-query';
import { t } from '../../text/t.ts';
import { LineSkeletons } from '../../ui/line-skeletons.tsx';
import { Page, Panel } from '../../ui/page.tsx';
import { ErrorState } from '../../ui/states.tsx';
import { surveySettingsQuery } from './survey-queries.ts';
import { SurveyForm } from './survey-form.tsx';

export function SurveysPage() {
  const settings = useQuery(surveySettingsQuery);
  return (
    <Page
      title={t('Surveys')}
      lead={t('After each resolution cycle the customer is asked: did this solve it, and how was it from 1 to 5?')}
    >
      <Panel>
        {settings.isPending && <LineSkeletons label={t('Loading the settings of surveys')} />}
        {settings.isError && !settings.data && (
          <ErrorState
            title={t('The settings didn’t load')}
            error={settings.error}
            onRetry={() => void settings.refetch()}
          />
        )}
        {settings.data && <SurveyForm settings={settings.data} />}
      </Panel>
    </Page>
  );
}
