import { api, type WorkSettings } from '#libs/contracts';
import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useRef, useState } from 'react';
import { call, wordsOf } from '../../api/client.ts';
import { workSettingsQuery } from '../../api/work-settings.ts';
import { t } from '../../text/t.ts';
import { LineSkeletons } from '../../ui/line-skeletons.tsx';
import { Page, Panel } from '../../ui/page.tsx';
import { ErrorState } from '../../ui/states.tsx';
import { DispositionsSection } from './dispositions-section.tsx';
import { type Draft, type Faults, faultsFrom, faultsOf } from './draft.ts';
import { HolidaysSection } from './holidays-section.tsx';
import { HoursSection } from './hours-section.tsx';
import { NumberField } from './number-field.tsx';
import { Section } from './section.tsx';
import { TagsSection } from './tags-section.tsx';
import { TargetsSection } from './targets-section.tsx';
import css from './work-settings.module.css';

export function WorkPage() {
  const settings = useQuery({ ...workSettingsQuery, staleTime: 0 });
  return (
    <Page title={t('Work')} lead={t('How conversations end and begin again, and by when they are answered.')}>
      {settings.isPending && (
        <Panel>
          <LineSkeletons label={t('Loading')} />
        </Panel>
      )}
      {settings.isError && !settings.data && (
        <Panel>
          <ErrorState
            title={t('The settings didn’t load')}
            error={settings.error}
            onRetry={() => void settings.refetch()}
          />
        </Panel>
      )}
      {settings.data && <WorkForm saved={settings.data} />}
    </Page>
  );
}

function WorkForm({ saved }: { saved: WorkSettings }) {
  const client = useQueryClient();
  // What is being edited stays, whatever arrives meanwhile.
  const [draft, setDraft] = useState<Draft>(saved);
  const [faults, setFaults] = useState<Faults>({});
  const [changed, setChanged] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const save = useMutation({
    mutationFn: () => call(api.putWorkSettings, { body: draft }),
    onSuccess: (next) => {
      client.setQueryData(workSettingsQuery.queryKey, next);
      setDraft(next);
      setChanged(false);
    },
    onError: (error) => setFaults(faultsFrom(error)),
  });
  const change = (part: Partial<Draft>) => {
    setDraft((before) => ({ ...before, ...part }));
    setFaults({});
    setChanged(true);
    save.reset();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const wrong = faultsOf(draft);
    setFaults(wrong);
    if (Object.keys(wrong).length === 0) save.mutate();
    else setTimeout(() => form.current?.querySelector<HTMLElement>('[aria-invalid=true], [role=alert]')?.focus());
  };
  const wrong = Object.keys(faults).length > 0;
  const part = { draft, faults, change };
  return (
    <form ref={form} className={css.form} onSubmit={submit} noValidate>
      <DispositionsSection {...part} />
      <Section
        title={t('Opening again')}
        hint={t(
          'A customer who writes again soon goes on in the same thread with the same agent. A thank-you does not.',
        )}
      >
        <NumberField
          label={t('Hours after it was resolved')}
          description={t('Who writes later gets a new thread.')}
          value={draft.reopenHours}
          error={faults.reopenHours}
          onChange={(hours) => change({ reopenHours: hours ?? Number.NaN })}
        />
      </Section>
      <TagsSection {...part} />
      <TargetsSection {...part} />
      <HoursSection {...part} />
      <HolidaysSection {...part} />
      <div className={css.bar}>
        {(wrong || save.isError) && (
          <p role="alert">{wrong ? t('Something is not right yet: see the fields in red.') : wordsOf(save.error)}</p>
        )}
        {save.isSuccess && !changed && (
          <p role="status" data-good>
            {t('Saved')}
          </p>
        )}
        <Button type="submit" loading={save.isPending} disabled={!changed}>
          {t('Save')}
        </Button>
      </div>
    </form>
  );
}
