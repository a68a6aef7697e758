import type { Role } from '#libs/contracts';
import { IconInbox, IconPhone, IconPlugConnected, IconWebhook } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useLocation } from '@tanstack/react-router';
import { countsQuery } from '../api/queries.ts';
import css from './navigation.module.css';

const pages = [
  { to: '/', label: 'Inbox', icon: IconInbox, roles: ['agent', 'supervisor', 'admin'] },
  { to: '/calls', label: 'Calls', icon: IconPhone, roles: ['agent', 'supervisor', 'admin'] },
  { to: '/channels', label: 'Channels', icon: IconPlugConnected, roles: ['agent', 'supervisor', 'admin'] },
  { to: '/webhook-events', label: 'Webhooks', icon: IconWebhook, roles: ['admin'] },
] as const;

export function Navigation({ role }: { role: Role }) {
  const { data: counts } = useQuery(countsQuery);
  const { pathname } = useLocation();
  const isHere = (to: string) => (to === '/' ? pathname === '/' || pathname.startsWith('/threads/') : pathname === to);
  const unread = counts?.all.unread ?? 0;
  return (
    <nav aria-label="Pages" className={css.nav}>
      {pages
        .filter((page) => page.roles.some((r) => r === role))
        .map(({ to, label, icon: Icon }) => (
          <Link
            key={to}
            to={to}
            className={css.link}
            data-here={isHere(to) || undefined}
            aria-current={isHere(to) ? 'page' : undefined}
          >
            <span className={css.icon}>
              <Icon size={22} stroke={1.7} aria-hidden />
              {to === '/' && unread > 0 && (
                <span className={css.unread}>
                  {unread > 99 ? '99+' : unread}
                  <span className="sl-hidden"> unread</span>
                </span>
              )}
            </span>
            {label}
          </Link>
        ))}
    </nav>
  );
}
