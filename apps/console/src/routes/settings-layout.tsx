import { useMediaQuery } from '@mantine/hooks';
import { Link, Outlet, useParams } from '@tanstack/react-router';
import { useMe } from '../api/queries.ts';
import { t } from '../text/t.ts';
import css from './settings-layout.module.css';
import { settingsFor } from './settings-pages.ts';

/** The list of settings pages, and the chosen one beside it; on a phone one or the other. */
export function SettingsLayout() {
  const pages = settingsFor(useMe().role);
  const { page } = useParams({ strict: false });
  const shown = page ?? pages[0]?.path;
  // On a phone the list is a page of its own.
  const narrow = useMediaQuery('(max-width: 719px)');
  const Heading = narrow && page === undefined ? 'h1' : 'h2';
  return (
    <div className={css.layout} data-page-open={page !== undefined || undefined}>
      <nav aria-label={t('Settings')} className={css.list}>
        <Heading>{t('Settings')}</Heading>
        <ul>
          {pages.map(({ path, label }) => (
            <li key={path}>
              <Link
                to="/settings/$page"
                params={{ page: path }}
                className={css.link}
                data-here={path === shown || undefined}
                aria-current={path === page ? 'page' : undefined}
              >
                {label}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      <div className={css.page}>
        <Link to="/settings" className={css.back}>
          {t('All settings')}
        </Link>
        <Outlet />
      </div>
    </div>
  );
}
