import { useMe } from '../api/queries.ts';
import { t } from '../text/t.ts';
import { SectionLayout } from './section-layout.tsx';
import { settingsFor } from './settings-pages.ts';

export function SettingsLayout() {
  return (
    <SectionLayout base="/settings" title={t('Settings')} back={t('All settings')} pages={settingsFor(useMe().role)} />
  );
}
