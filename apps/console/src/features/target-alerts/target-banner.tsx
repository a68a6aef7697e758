import { IconTargetArrow, IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { targetAlertsQuery } from '../../api/report-settings.ts';
import { dayWords } from '../../text/day-words.ts';
import { goalBound, goalName, goalValue } from '../../text/target-words.ts';
import { t } from '../../text/t.ts';
import css from '../../ui/banner.module.css';

/** Up to which one this person has seen them, on this device. */
const key = 'shiftline.seen-target-alerts';

/** Tells supervisors of targets that the last final day missed, until they have seen it. */
export function TargetBanner() {
  const { data: alerts = [] } = useQuery(targetAlertsQuery);
  const [seen, setSeen] = useState(() => Number(localStorage.getItem(key) ?? 0));
  const fresh = alerts.filter(({ id, latest }) => latest && Number(id) > seen);
  const [first, ...others] = fresh;
  const dismiss = () => {
    const last = Math.max(...fresh.map(({ id }) => Number(id)));
    localStorage.setItem(key, String(last));
    setSeen(last);
    // The button goes with what it put away; the work is what comes after it.
    document.getElementById('main')?.focus();
  };
  return (
    <div role="status" aria-label={t('Missed targets')}>
      {first && (
        <div className={css.banner} data-tone="wait">
          <IconTargetArrow size={18} aria-hidden />
          <span>
            <strong>{goalName(first)}</strong>{' '}
            {t('was {{share}} on {{day}}; the target is {{target}}.', {
              share: goalValue(first.metric, first.actual),
              day: dayWords(first.day),
              target: goalBound(first),
            })}{' '}
            {others.length > 0 && t('{{count}} more targets were missed.', { count: others.length })}
          </span>
          <Link to="/reports/$page" params={{ page: 'costs-targets' }}>
            {t('Targets')}
          </Link>
          <button type="button" className={css.close} aria-label={t('Seen')} onClick={dismiss}>
            <IconX size={16} aria-hidden />
          </button>
        </div>
      )}
    </div>
  );
}
