import {
  reportTargetRoutes,
  type ReportWindow,
  secondsTargets,
  type Target,
  type TargetMetric,
  windowedTargets,
} from '#libs/contracts';
import { Modal, NativeSelect, Stack, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { call } from '../../api/client.ts';
import { fieldError } from '../../api/field-errors.ts';
import { workspaceQuery } from '../../api/queries.ts';
import { goalName, targetMetricWords } from '../../text/target-words.ts';
import { t } from '../../text/t.ts';
import { typedNumber } from '../../text/typed-number.ts';
import { windowWords } from '../../text/window-words.ts';
import { humanize } from '../../text/words.ts';
import { FormActions } from '../../ui/form-actions.tsx';
import { FormFault } from '../../ui/form-fault.tsx';
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

const shown = ({ metric, value }: Target): string =>
  String(Math.round(secondsTargets.has(metric) ? value / 0.6 : value * 1e4) / 100);

/** Sets what a rate or a time is meant to be from a day on. */
export function TargetDialog({ target, timeZone, onClose, onSaved }: Props) {
  const { data: workspace } = useQuery(workspaceQuery);
  const [metric, setMetric] = useState<TargetMetric>(target?.metric ?? 'channelShift');
  const [window, setWindow] = useState<ReportWindow>(target?.window ?? '7d');
  const [queue, setQueue] = useState(target?.queue ?? '');
  const [bound, setBound] = useState<Target['bound']>(target?.bound ?? 'atLeast');
  const [typed, setTyped] = useState(target ? shown(target) : '');
  const [from, setFrom] = useState(today(timeZone));
  const [tried, setTried] = useState(false);
  const number = typedNumber(typed);
  const timed = secondsTargets.has(metric);
  const valid = number !== null && number <= (timed ? 1e6 : 100);
  const windowed = windowedTargets.has(metric);
  const save = useMutation({
    mutationFn: () =>
      call(reportTargetRoutes.putTarget, {
        body: {
          metric,
          window: windowed ? window : null,
          queue: queue || null,
          bound,
          value: (number ?? 0) * (timed ? 60 : 0.01),
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
                label={t('Metric')}
                data={choices(targetMetricWords)}
                value={metric}
                data-autofocus
                error={fieldError(save.error, 'metric')}
                onChange={(event) => {
                  const chosen = event.currentTarget.value as TargetMetric;
                  setMetric(chosen);
                  // Who waits should not wait long; what has been typed for a share is no time.
                  if (secondsTargets.has(chosen) !== timed) {
                    setTyped('');
                    setBound(timed ? 'atLeast' : 'atMost');
                  }
                }}
              />
              <div className={css.fields}>
                {windowed && (
                  <NativeSelect
                    label={t('Within')}
                    data={choices(windowWords)}
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
              label={timed ? t('Minutes') : t('Per cent')}
              inputMode="decimal"
              value={typed}
              required
              error={
                (!valid &&
                  (tried || typed !== '') &&
                  (timed ? t('A number, such as {{number}}', { number: 30 }) : t('A number from 0 to 100'))) ||
                fieldError(save.error, 'value')
              }
              onChange={(event) => setTyped(event.currentTarget.value)}
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
          <FormFault error={save.error} fields={fields} />
          <FormActions onCancel={onClose} does={t('Save')} pending={save.isPending} />
        </Stack>
      </form>
    </Modal>
  );
}
