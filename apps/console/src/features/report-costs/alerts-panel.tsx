import { IconCircleCheck } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { targetAlertsQuery } from '../../api/report-settings.ts';
import { dayWords } from '../../text/day-words.ts';
import { goalBound, goalName, goalValue } from '../../text/target-words.ts';
import { t } from '../../text/t.ts';
import { Chip } from '../../ui/chip.tsx';
import { Line, LinesPanel } from '../../ui/lines.tsx';
import css from '../../ui/lines.module.css';
import { EmptyState } from '../../ui/states.tsx';

/** The days that missed a target, the newest first. */
export function AlertsPanel() {
  const alerts = useQuery(targetAlertsQuery);
  return (
    <LinesPanel title={t('Missed targets')} query={alerts} failed={t('The missed targets didn’t load')}>
      {(items) =>
        items.length === 0 ? (
          <EmptyState icon={<IconCircleCheck size={26} stroke={1.6} />} title={t('No day has missed a target')}>
            {t('Each day is held against its targets once it is final: no call and no answer can change it any more.')}
          </EmptyState>
        ) : (
          <ul className={css.list}>
            {items.map((alert) => (
              <Line
                key={alert.id}
                title={
                  <>
                    <strong>{dayWords(alert.day, 'full')}</strong> {goalName(alert)}
                    {alert.latest && <Chip tone="bad">{t('the last day looked at')}</Chip>}
                  </>
                }
              >
                <p className={css.facts}>
                  {t('{{share}}, the target is {{target}}', {
                    share: goalValue(alert.metric, alert.actual),
                    target: goalBound(alert),
                  })}
                </p>
              </Line>
            ))}
          </ul>
        )
      }
    </LinesPanel>
  );
}
