import { t } from '../../text/t.ts';
import { useConnection } from '../../api/connection.ts';
import type { ConnectionState } from '../../api/connection-state.ts';
import css from './connection-badge.module.css';

const words: Record<ConnectionState, { label: string; title: string }> = {
  live: { label: t('Live'), title: t('Connected: what you see is what there is') },
  'catching-up': { label: t('Catching up'), title: t('Connected, but still fetching what was missed') },
  offline: { label: t('Offline'), title: t('No connection: what you see may be out of date') },
};

export function ConnectionBadge() {
  const state = useConnection();
  return (
    <span
      role="status"
      aria-label={t('Connection')}
      className={css.badge}
      data-state={state}
      title={words[state].title}
    >
      <span className={css.dot} aria-hidden />
      {words[state].label}
    </span>
  );
}
