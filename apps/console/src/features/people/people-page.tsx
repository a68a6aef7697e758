import '@mantine/core/styles/Combobox.css';
import '@mantine/core/styles/Pill.css';
import '@mantine/core/styles/PillsInput.css';
import '@mantine/core/styles/Switch.css';
import { t } from '../../text/t.ts';
import css from '../../ui/lines.module.css';
import { Page } from '../../ui/page.tsx';
import { PeoplePanel } from './people-panel.tsx';
import { SwitchedOff } from './switched-off.tsx';
import { TeamsPanel } from './teams-panel.tsx';

export function PeoplePage() {
  return (
    <Page title={t('Teams and people')} lead={t('Who works together on what, and which work everybody gets.')}>
      <div className={css.sections}>
        <TeamsPanel />
        <PeoplePanel />
        <SwitchedOff />
      </div>
    </Page>
  );
}
