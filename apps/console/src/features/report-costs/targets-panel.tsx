import { reportTargetRoutes, type Target } from '#libs/contracts';
import { Button } from '@mantine/core';
import { IconPlus, IconTargetArrow } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../api/client.ts';
import { targetsQuery } from '../../api/report-settings.ts';
import { goalBound, goalName } from '../../text/target-words.ts';
import { t } from '../../text/t.ts';
import { Line, LinesPanel } from '../../ui/lines.tsx';
import css from '../../ui/lines.module.css';
import { RemoveButton } from '../../ui/remove-button.tsx';
import { EmptyState } from '../../ui/states.tsx';
import { fromWords } from './from-words.ts';
import { TargetDialog } from './target-dialog.tsx';

export function TargetsPanel() {
  const targets = useQuery(targetsQuery);
  const client = useQueryClient();
  const [edited, edit] = useState<Target | 'new' | null>(null);
  const reload = () => client.invalidateQueries({ queryKey: targetsQuery.queryKey });
  return (
    <LinesPanel
      title={t('Targets')}
      query={targets}
      failed={t('The targets didn’t load')}
      action={
        <Button size="sm" leftSection={<IconPlus size={16} aria-hidden />} onClick={() => edit('new')}>
          {t('Set a target')}
        </Button>
      }
    >
      {({ items, timeZone }) => (
        <>
          {items.length === 0 && (
            <EmptyState icon={<IconTargetArrow size={26} stroke={1.6} />} title={t('No targets yet')}>
              {t('A day that misses a target is told here, above every page and in reports by mail, once it is final.')}
            </EmptyState>
          )}
          <ul className={css.list}>
            {items.toReversed().map((target) => {
              const name = goalName(target);
              return (
                <Line
                  key={target.id}
                  title={
                    <>
                      <strong>{name}</strong> {goalBound(target)}
                    </>
                  }
                  actions={
                    <>
                      <Button variant="default" size="sm" onClick={() => edit(target)}>
                        {t('Change')} <span className="sl-hidden">{name}</span>
                      </Button>
                      <RemoveButton
                        name={name}
                        remove={() => call(reportTargetRoutes.deleteTarget, { params: { id: target.id } })}
                        onRemoved={reload}
                      />
                    </>
                  }
                >
                  <p className={css.facts}>{t('From {{day}}', { day: fromWords(target.from, timeZone) })}</p>
                </Line>
              );
            })}
          </ul>
          {edited && (
            <TargetDialog
              target={edited === 'new' ? null : edited}
              timeZone={timeZone}
              onClose={() => edit(null)}
              onSaved={reload}
            />
          )}
        </>
      )}
    </LinesPanel>
  );
}
