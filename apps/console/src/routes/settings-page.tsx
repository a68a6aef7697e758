import { IconLock } from '@tabler/icons-react';
import { useParams } from '@tanstack/react-router';
import { useMe } from '../api/queries.ts';
import { t } from '../text/t.ts';
import { usePageTitle } from '../ui/page-title.ts';
import { EmptyState } from '../ui/states.tsx';
import { settingsFor } from './settings-pages.ts';

/** One settings page; at `/settings` itself the first. What another role may see is as unknown as what does not exist. */
export function SettingsPage() {
  const { page } = useParams({ strict: false });
  const pages = settingsFor(useMe().role);
  const shown = page === undefined ? pages[0] : pages.find(({ path }) => path === page);
  usePageTitle(shown?.label ?? t('Settings'));
  if (!shown) {
    return (
      <EmptyState icon={<IconLock size={26} />} title={t('There is no such settings page')} wholePage>
        {t('It may need another role than yours. Choose one from the list.')}
      </EmptyState>
    );
  }
  const { component: Shown } = shown;
  return <Shown />;
}
