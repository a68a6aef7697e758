import {
  type ReportDestination,
  type ReportGrouping,
  type ReportName,
  type ReportSchedule,
  reportScheduleRoutes,
} from '#libs/contracts';
import { Modal, NativeSelect, Stack, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { call } from '../../api/client.ts';
import { fieldError } from '../../api/field-errors.ts';
import { workspaceQuery } from '../../api/queries.ts';
import { reportNames } from '../../text/report-names.ts';
import { t } from '../../text/t.ts';
import { humanize } from '../../text/words.ts';
import { FormActions } from '../../ui/form-actions.tsx';
import { FormFault } from '../../ui/form-fault.tsx';
import css from '../../ui/lines.module.css';
import { groupingWords, weekdayWords } from '../../ui/report/group-words.ts';

interface Props {
  /** Null: a new one. */
  schedule: ReportSchedule | null;
  timeZone: string;
  onClose: () => void;
  /** With the secret that was made for a webhook, once. */
  onSaved: (secret: string | null) => Promise<unknown>;
}

type Kind = ReportDestination['kind'];
const fields = ['name', 'weekday', 'at', 'groupBy', 'filter', 'to'];
const addressesIn = (text: string) => text.split(/[\s,;]+/).filter(Boolean);

/** Schedules a report, or changes the one given. Whatever is typed for one destination stays while another is looked at. */
export function ScheduleDialog({ schedule, timeZone, onClose, onSaved }: Props) {
  const { data: workspace } = useQuery(workspaceQuery);
  const to = schedule?.to;
  const [draft, setDraft] = useState({
    name: schedule?.name ?? '',
    report: schedule?.report ?? ('channel-shift' as ReportName),
    every: schedule?.every ?? ('day' as 'day' | 'week'),
    weekday: schedule?.weekday ?? 1,
    at: schedule?.at ?? '07:00',
    groupBy: schedule?.groupBy[0] ?? ('' as ReportGrouping | ''),
    queue: schedule?.filter.queue ?? '',
    kind: to?.kind ?? ('email' as Kind),
    addresses: to?.kind === 'email' ? to.addresses.join(', ') : '',
    url: to?.kind === 'webhook' ? to.url : '',
    secret: '',
    folder: to?.kind === 'file' ? to.folder : '',
  });
  const [tried, setTried] = useState(false);
  const change = (part: Partial<typeof draft>) => setDraft({ ...draft, ...part });
  const { name, report, every, weekday, at, groupBy, queue, kind, addresses, url, secret, folder } = draft;
  const destinations = {
    email: () => ({ kind: 'email' as const, addresses: addressesIn(addresses) }),
    webhook: () => ({ kind: 'webhook' as const, url: url.trim(), ...(secret.trim() && { secret: secret.trim() }) }),
    file: () => ({ kind: 'file' as const, folder: folder.trim() }),
  };
  const grouped = report === 'channel-shift';
  const groups = groupBy === schedule?.groupBy[0] ? (schedule?.groupBy ?? []) : groupBy ? [groupBy] : [];
  const { queue: _, ...filter } = schedule?.report === report ? schedule.filter : {};
  const save = useMutation({
    mutationFn: () =>
      call(reportScheduleRoutes.putReportSchedule, {
        body: {
          ...(schedule && { id: schedule.id }),
          name,
          report,
          every,
          weekday: every === 'week' ? weekday : null,
          at,
          // What only the API can say stays.
          groupBy: grouped ? groups : [],
          filter: { ...filter, ...(queue && { queue }) },
          to: destinations[kind](),
        },
      }),
    onSuccess: async (kept) => {
      await onSaved(kept.secret);
      onClose();
    },
  });
  const empty = { email: addressesIn(addresses).length === 0, webhook: url.trim() === '', file: folder.trim() === '' };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (name.trim() !== '' && at !== '' && !empty[kind] && !save.isPending) save.mutate();
  };
  const fault = (which: Kind, field: string, words: string) =>
    (tried && empty[which] && words) || fieldError(save.error, field);
  return (
    <Modal
      opened
      onClose={onClose}
      title={schedule ? t('Change {{name}}', { name: schedule.name }) : t('Schedule a report')}
      closeOnClickOutside={false}
    >
      <form onSubmit={submit} noValidate>
        <Stack gap="md">
          <TextInput
            label={t('Name')}
            value={name}
            maxLength={100}
            required
            data-autofocus
            error={(tried && name.trim() === '' && t('Give it a name')) || fieldError(save.error, 'name')}
            onChange={(event) => change({ name: event.currentTarget.value })}
          />
          <NativeSelect
            label={t('Report')}
            data={Object.entries(reportNames).map(([value, label]) => ({ value, label }))}
            value={report}
            onChange={(event) => change({ report: event.currentTarget.value as ReportName })}
          />
          <div className={css.fields}>
            <NativeSelect
              label={t('How often')}
              data={[
                { value: 'day', label: t('Every day') },
                { value: 'week', label: t('Every week') },
              ]}
              value={every}
              onChange={(event) => change({ every: event.currentTarget.value as 'day' | 'week' })}
            />
            {every === 'week' && (
              <NativeSelect
                label={t('Weekday')}
                data={[1, 2, 3, 4, 5, 6, 7].map((one) => ({ value: String(one), label: weekdayWords(one, 'long') }))}
                value={String(weekday)}
                error={fieldError(save.error, 'weekday')}
                onChange={(event) => change({ weekday: Number(event.currentTarget.value) })}
              />
            )}
            <TextInput
              type="time"
              label={t('At')}
              description={timeZone}
              value={at}
              required
              error={(tried && at === '' && t('A time, such as 09:00.')) || fieldError(save.error, 'at')}
              onChange={(event) => change({ at: event.currentTarget.value })}
            />
          </div>
          <div className={css.fields}>
            {grouped && (
              <NativeSelect
                label={t('Group by')}
                data={[
                  { value: '', label: t('nothing') },
                  ...Object.entries(groupingWords).map(([value, label]) => ({ value, label })),
                ]}
                value={groupBy}
                error={fieldError(save.error, 'groupBy')}
                onChange={(event) => change({ groupBy: event.currentTarget.value as ReportGrouping | '' })}
              />
            )}
            <NativeSelect
              label={t('Queue')}
              data={[
                { value: '', label: t('All together') },
                ...(workspace?.queues ?? []).map((one) => ({ value: one.name, label: humanize(one.name) })),
              ]}
              value={queue}
              error={fieldError(save.error, 'filter')}
              onChange={(event) => change({ queue: event.currentTarget.value })}
            />
          </div>
          <NativeSelect
            label={t('Goes')}
            data={[
              { value: 'email', label: t('by e-mail') },
              { value: 'webhook', label: t('to another system') },
              { value: 'file', label: t('into a folder') },
            ]}
            value={kind}
            onChange={(event) => change({ kind: event.currentTarget.value as Kind })}
          />
          {kind === 'email' && (
            <TextInput
              label={t('Addresses')}
              description={t('Several with commas between')}
              value={addresses}
              required
              error={fault('email', 'to.addresses', t('At least one address'))}
              onChange={(event) => change({ addresses: event.currentTarget.value })}
            />
          )}
          {kind === 'webhook' && (
            <>
              <TextInput
                type="url"
                label={t('Address')}
                value={url}
                required
                error={fault('webhook', 'to.url', t('An address that begins with https://'))}
                onChange={(event) => change({ url: event.currentTarget.value })}
              />
              <TextInput
                label={t('Secret of the signature')}
                description={
                  schedule?.to.kind === 'webhook'
                    ? t('Empty: the one it has')
                    : t('Empty: one is made, and shown to you once')
                }
                autoComplete="off"
                value={secret}
                error={fieldError(save.error, 'to.secret')}
                onChange={(event) => change({ secret: event.currentTarget.value })}
              />
            </>
          )}
          {kind === 'file' && (
            <TextInput
              label={t('Folder')}
              description={t(
                'In the hub’s own folder for reports; a file with its numbers, and one with the lines of each table',
              )}
              value={folder}
              required
              error={fault('file', 'to.folder', t('Give it a name'))}
              onChange={(event) => change({ folder: event.currentTarget.value })}
            />
          )}
          <FormFault error={save.error} fields={fields} />
          <FormActions onCancel={onClose} does={t('Save')} pending={save.isPending} />
        </Stack>
      </form>
    </Modal>
  );
}
