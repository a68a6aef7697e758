import { useMediaQuery } from '@mantine/hooks';
import { Link, Outlet, useParams } from '@tanstack/react-router';
import css from './section-layout.module.css';

interface Props {
  base: '/settings' | '/reports';
  title: string;
  /** On a phone, where one page fills the screen: the way back to the list. */
  back: string;
  pages: readonly { path: string; label: string }[];
}

/** The list of a section's pages, and the chosen one beside it; on a phone one or the other. */
export function SectionLayout({ base, title, back, pages }: Props) {
  const { page } = useParams({ strict: false });
  const shown = page ?? pages[0]?.path;
  // On a phone the list is a page of its own.
  const narrow = useMediaQuery('(max-width: 719px)');
  const Heading = narrow && page === undefined ? 'h1' : 'h2';
  return (
    <div className={css.layout} data-page-open={page !== undefined || undefined}>
      <nav aria-label={title} className={css.list}>
        <Heading>{title}</Heading>
        <ul>
          {pages.map(({ path, label }) => (
            <li key={path}>
              <Link
                to={`${base}/$page`}
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
        <Link to={base} className={css.back}>
          {back}
        </Link>
        <Outlet />
      </div>
    </div>
  );
}
