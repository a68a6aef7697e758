import { type ReportSchedule, reportScheduleRoutes } from '#libs/contracts';
import { Alert, Button } from '@mantine/core';
import { IconCalendarTime, IconPlus } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call, wordsOf } from '../../api/client.ts';
import { schedulesQuery } from '../../api/report-settings.ts';
import { reportNames } from '../../text/report-names.ts';
import { t } from '../../text/t.ts';
import { Chip } from '../../ui/chip.tsx';
import { Line, LinesPanel } from '../../ui/lines.tsx';
import css from '../../ui/lines.module.css';
import { RemoveButton } from '../../ui/remove-button.tsx';
import { EmptyState } from '../../ui/states.tsx';
import { ScheduleDialog } from './schedule-dialog.tsx';
import { destinationOf, rhythmOf, whenWords } from './schedule-words.ts';

/** Which reports are sent by themselves, when they come next, and how the last one went. */
export function SchedulesPanel() {
  const schedules = useQuery(schedulesQuery);
  const client = useQueryClient();
  const [edited, edit] = useState<ReportSchedule | 'new' | null>(null);
  const [secret, setSecret] = useState<string | null>(null);
  const reload = () => client.invalidateQueries({ queryKey: schedulesQuery.queryKey });
  return (
    <LinesPanel
      title={t('Schedules')}
      query={schedules}
      failed={t('The scheduled reports didn’t load')}
      action={
        <Button size="sm" leftSection={<IconPlus size={16} aria-hidden />} onClick={() => edit('new')}>
          {t('Schedule a report')}
        </Button>
      }
    >
      {({ items, timeZone }) => (
        <>
          {secret && (
            <Alert
              color="lagoon"
              className={css.whole}
              m="md"
              title={t('The secret of the signature')}
              withCloseButton
              closeButtonLabel={t('Close')}
              onClose={() => setSecret(null)}
            >
              {t('It is shown only now; the other system checks the signature with it:')} <code>{secret}</code>
            </Alert>
          )}
          {items.length === 0 && (
            <EmptyState icon={<IconCalendarTime size={26} stroke={1.6} />} title={t('No scheduled reports yet')}>
              {t('By e-mail, to another system or into a folder, by the clocks of {{timeZone}}.', { timeZone })}
            </EmptyState>
          )}
          <ul className={css.list}>
            {items.map((schedule) => (
              <ScheduleLine
                key={schedule.id}
                schedule={schedule}
                timeZone={timeZone}
                onEdit={() => edit(schedule)}
                onChanged={reload}
              />
            ))}
          </ul>
          {edited && (
            <ScheduleDialog
              schedule={edited === 'new' ? null : edited}
              timeZone={timeZone}
              onClose={() => edit(null)}
              onSaved={async (made) => {
                setSecret(made);
                await reload();
              }}
            />
          )}
        </>
      )}
    </LinesPanel>
  );
}

interface LineProps {
  schedule: ReportSchedule;
  timeZone: string;
  onEdit: () => void;
  onChanged: () => Promise<unknown>;
}

function ScheduleLine({ schedule, timeZone, onEdit, onChanged }: LineProps) {
  const { id, name, nextAt, lastRun } = schedule;
  const send = useMutation({
    mutationFn: () => call(reportScheduleRoutes.runReportSchedule, { params: { id } }),
    onSettled: onChanged,
  });
  // As the hub answered, until the list knows more of it.
  const asked = send.data?.dueAt === lastRun?.dueAt ? send.data && lastRun : send.data;
  return (
    <Line
      title={
        <>
          <strong>{name}</strong>
          {lastRun && <Chip tone={tones[lastRun.status]}>{statusWords[lastRun.status]}</Chip>}
        </>
      }
      actions={
        <>
          <Button variant="default" size="sm" loading={send.isPending} onClick={() => send.mutate()}>
            {t('Send now')} <span className="sl-hidden">{name}</span>
          </Button>
          <Button variant="default" size="sm" onClick={onEdit}>
            {t('Change')} <span className="sl-hidden">{name}</span>
          </Button>
          <RemoveButton
            name={name}
            remove={() => call(reportScheduleRoutes.deleteReportSchedule, { params: { id } })}
            onRemoved={onChanged}
          />
        </>
      }
    >
      <p className={css.facts}>
        {reportNames[schedule.report]} · {rhythmOf(schedule)}
      </p>
      <p className={css.facts}>{destinationOf(schedule)}</p>
      <p className={css.facts}>
        {t('Next: {{time}}', { time: whenWords(nextAt, timeZone) })}
        {lastRun && ` · ${t('last: {{time}}', { time: whenWords(lastRun.finishedAt ?? lastRun.dueAt, timeZone) })}`}
      </p>
      {lastRun?.error && (
        <p className={css.bad} role="status">
          {lastRun.status === 'waiting' ? t('It is tried again: {{reason}}', { reason: lastRun.error }) : lastRun.error}
        </p>
      )}
      {asked && asked.status !== 'failed' && (
        <p className={css.facts} role="status">
          {asked.status === 'waiting' ? t('It is on its way.') : t('It was sent.')}
        </p>
      )}
      {send.isError && (
        <p className={css.bad} role="alert">
          {wordsOf(send.error)}
        </p>
      )}
    </Line>
  );
}

const tones = { sent: 'good', waiting: 'wait', failed: 'bad' } as const;
const statusWords = { sent: t('Sent'), waiting: t('Being sent'), failed: t('Given up') };
