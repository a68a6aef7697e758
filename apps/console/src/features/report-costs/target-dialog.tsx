import {
  reportTargetRoutes,
  type ReportWindow,
  type Target,
  type TargetMetric,
  windowedTargets,
} from '#libs/contracts';
import { Alert, Modal, NativeSelect, Stack, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { call, wordsOf } from '../../api/client.ts';
import { fieldError, namesField } from '../../api/field-errors.ts';
import { workspaceQuery } from '../../api/queries.ts';
import { goalName, targetMetricWords, targetWindowWords } from '../../text/target-words.ts';
import { t } from '../../text/t.ts';
import { typedNumber } from '../../text/typed-number.ts';
import { humanize } from '../../text/words.ts';
import { FormActions } from '../../ui/form-actions.tsx';
import css from '../../ui/lines.module.css';
import { today } from './from-words.ts';

interface Props {
  /** Null: a new one. */
  target: Target | null;
  timeZone: string;
  onClose: () => void;
  onSaved: () => Promise<unknown>;
}

const choices = <T extends string>(words: Record<T, string>) =>
  Object.entries<string>(words).map(([value, label]) => ({ value, label }));
const fields = ['metric', 'window', 'queue', 'from', 'value'];

/** Sets what a rate is meant to be from a day on. */
export function TargetDialog({ target, timeZone, onClose, onSaved }: Props) {
  const { data: workspace } = useQuery(workspaceQuery);
  const [metric, setMetric] = useState<TargetMetric>(target?.metric ?? 'channelShift');
  const [window, setWindow] = useState<ReportWindow>(target?.window ?? '7d');
  const [queue, setQueue] = useState(target?.queue ?? '');
  const [bound, setBound] = useState<Target['bound']>(target?.bound ?? 'atLeast');
  const [share, setShare] = useState(target ? String(Math.round(target.value * 1e4) / 100) : '');
  const [from, setFrom] = useState(today(timeZone));
  const [tried, setTried] = useState(false);
  const percent = typedNumber(share);
  const valid = percent !== null && percent <= 100;
  const windowed = windowedTargets.has(metric);
  const save = useMutation({
    mutationFn: () =>
      call(reportTargetRoutes.putTarget, {
        body: {
          metric,
          window: windowed ? window : null,
          queue: queue || null,
          bound,
          value: (percent ?? 0) / 100,
          from: target?.from ?? from,
        },
      }),
    onSuccess: async () => {
      await onSaved();
      onClose();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (valid && (target || from !== '') && !save.isPending) save.mutate();
  };
  return (
    <Modal opened onClose={onClose} title={target ? goalName(target) : t('Set a target')} closeOnClickOutside={false}>
      <form onSubmit={submit} noValidate>
        <Stack gap="md">
          {!target && (
            <>
              <NativeSelect
                label={t('Rate')}
                data={choices(targetMetricWords)}
                value={metric}
                data-autofocus
                error={fieldError(save.error, 'metric')}
                onChange={(event) => setMetric(event.currentTarget.value as TargetMetric)}
              />
              <div className={css.fields}>
                {windowed && (
                  <NativeSelect
                    label={t('Within')}
                    data={choices(targetWindowWords)}
                    value={window}
                    error={fieldError(save.error, 'window')}
                    onChange={(event) => setWindow(event.currentTarget.value as ReportWindow)}
                  />
                )}
                <NativeSelect
                  label={t('Queue')}
                  data={[
                    { value: '', label: t('All together') },
                    ...(workspace?.queues ?? []).map(({ name }) => ({ value: name, label: humanize(name) })),
                  ]}
                  value={queue}
                  error={fieldError(save.error, 'queue')}
                  onChange={(event) => setQueue(event.currentTarget.value)}
                />
              </div>
            </>
          )}
          <div className={css.fields}>
            <NativeSelect
              label={t('Target')}
              data={[
                { value: 'atLeast', label: t('at least') },
                { value: 'atMost', label: t('at most') },
              ]}
              value={bound}
              onChange={(event) => setBound(event.currentTarget.value as Target['bound'])}
            />
            <TextInput
              label={t('Per cent')}
              inputMode="decimal"
              value={share}
              required
              error={
                (!valid && (tried || share !== '') && t('A number from 0 to 100')) || fieldError(save.error, 'value')
              }
              onChange={(event) => setShare(event.currentTarget.value)}
            />
            {!target && (
              <TextInput
                type="date"
                label={t('From')}
                value={from}
                required
                error={(tried && from === '' && t('Choose a day.')) || fieldError(save.error, 'from')}
                onChange={(event) => setFrom(event.currentTarget.value)}
              />
            )}
          </div>
          {save.isError && !namesField(save.error, fields) && (
            <Alert role="alert" color="red">
              {wordsOf(save.error)}
            </Alert>
          )}
          <FormActions onCancel={onClose} does={t('Save')} pending={save.isPending} />
        </Stack>
      </form>
    </Modal>
  );
}
