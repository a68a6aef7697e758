import type { Role } from '#libs/contracts';
import { useQuery } from '@tanstack/react-query';
import { Link, useLocation } from '@tanstack/react-router';
import { countsQuery, sendCountsQuery } from '../api/queries.ts';
import { t } from '../text/t.ts';
import css from './navigation.module.css';
import { pagesFor } from './pages.ts';

export function Navigation({ role }: { role: Role }) {
  const { data: counts } = useQuery(countsQuery);
  const { data: sends } = useQuery(sendCountsQuery);
  const { pathname } = useLocation();
  const isHere = (to: string) =>
    to === '/'
      ? pathname === '/' || pathname.startsWith('/threads/')
      : pathname === to || pathname.startsWith(`${to}/`);
  const unread = counts?.all.unread ?? 0;
  const toDecide = (sends?.failed ?? 0) + (sends?.unknown ?? 0);
  const badges: Partial<Record<string, { count: number; text: string }>> = {
    '/': { count: unread, text: t('{{count}} unread', { count: unread }) },
    '/failed-sends': { count: toDecide, text: t('{{count}} to decide', { count: toDecide }) },
  };
  return (
    <nav aria-label={t('Pages')} className={css.nav}>
      {pagesFor(role).map(({ to, label, icon: Icon }) => (
        <Link
          key={to}
          to={to}
          className={css.link}
          data-here={isHere(to) || undefined}
          aria-current={isHere(to) ? 'page' : undefined}
        >
          <span className={css.icon}>
            <Icon size={22} stroke={1.7} aria-hidden />
            <Badge {...badges[to]} />
          </span>
          {label}
        </Link>
      ))}
    </nav>
  );
}

function Badge({ count = 0, text }: { count?: number; text?: string }) {
  if (count === 0) return null;
  return (
    <span className={css.unread}>
      <span aria-hidden>{count > 99 ? '99+' : count}</span>
      <span className="sl-hidden">{text}</span>
    </span>
  );
}
