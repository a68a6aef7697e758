import { api, type SurveySettings, type SurveyWording } from '#libs/contracts';
import { Button, Checkbox, NativeSelect, Switch, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { call } from '../../api/client.ts';
import { fieldError } from '../../api/field-errors.ts';
import { workspaceQuery } from '../../api/queries.ts';
import { dispositionWords } from '../../text/disposition-words.ts';
import { locale, t } from '../../text/t.ts';
import { FormFault } from '../../ui/form-fault.tsx';
import { surveySettingsQuery, workSettingsQuery } from './survey-queries.ts';
import css from './surveys.module.css';

type Shown = SurveySettings & { defaults: SurveyWording[] };
type Wording = SurveySettings['wording'][string];
const nothing: Wording = { solved: null, score: null };
const nameOf = (language: string) => new Intl.DisplayNames([locale()], { type: 'language' }).of(language) ?? language;
const wholeNumber = (text: string) => /^\d{1,5}$/.test(text.trim());

export function SurveyForm({ settings }: { settings: Shown }) {
  const client = useQueryClient();
  const work = useQuery(workSettingsQuery);
  const workspace = useQuery(workspaceQuery);
  const spoken = workspace.data?.language.split('-')[0] ?? 'en';
  const languages = settings.defaults.map(({ language }) => language);
  const [enabled, setEnabled] = useState(settings.enabled);
  const [days, setDays] = useState(`${settings.minDaysBetween}`);
  const [minutes, setMinutes] = useState(`${settings.delayMinutes}`);
  const [notAskedFor, setNotAskedFor] = useState(settings.notAskedFor);
  const [wording, setWording] = useState(settings.wording);
  const [chosen, setChosen] = useState<string | null>(null);
  const language = chosen ?? (languages.includes(spoken) ? spoken : 'en');
  const own = wording[language] ?? nothing;
  const ours = settings.defaults.find((one) => one.language === language) ?? { solved: '', score: '' };
  const given: SurveySettings = {
    enabled,
    minDaysBetween: Number(days),
    delayMinutes: Number(minutes),
    notAskedFor,
    wording: Object.fromEntries(
      Object.entries(wording).filter(([, { solved, score }]) => solved !== null || score !== null),
    ),
  };
  const save = useMutation({
    mutationFn: (body: SurveySettings) => call(api.putSurveySettings, { body }),
    onSuccess: (kept) => {
      client.setQueryData(surveySettingsQuery.queryKey, kept);
      notifications.show({ title: t('Saved'), message: t('It holds for every cycle that ends from now on.') });
    },
  });
  // What was said of a value holds for that value alone.
  const sent = save.variables;
  const faultOf = (path: string, was: unknown, is: unknown) => (was === is ? fieldError(save.error, path) : undefined);
  const faults = {
    days: wholeNumber(days)
      ? faultOf('minDaysBetween', sent?.minDaysBetween, given.minDaysBetween)
      : t('A whole number, such as 7'),
    minutes: wholeNumber(minutes)
      ? faultOf('delayMinutes', sent?.delayMinutes, given.delayMinutes)
      : t('A whole number, such as 5'),
    solved: faultOf(`wording.${language}.solved`, sent?.wording[language]?.solved, own.solved),
    score: faultOf(`wording.${language}.score`, sent?.wording[language]?.score, own.score),
  };
  const write = (change: Partial<Wording>) => setWording({ ...wording, [language]: { ...own, ...change } });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (wholeNumber(days) && wholeNumber(minutes)) save.mutate(given);
  };

  return (
    <form className={css.form} onSubmit={submit} noValidate aria-label={t('Surveys')}>
      <Switch
        label={t('Ask customers how it went')}
        description={t('Off: why nobody was asked is still recorded, and agents can write down what they are told.')}
        checked={enabled}
        onChange={(event) => setEnabled(event.currentTarget.checked)}
      />
      <div className={css.numbers}>
        <TextInput
          label={t('Days between two surveys')}
          description={t('0: after every cycle')}
          inputMode="numeric"
          value={days}
          onChange={(event) => setDays(event.currentTarget.value)}
          error={faults.days}
        />
        <TextInput
          label={t('Minutes to wait after resolving')}
          description={t('Who writes again meanwhile is not asked')}
          inputMode="numeric"
          value={minutes}
          onChange={(event) => setMinutes(event.currentTarget.value)}
          error={faults.minutes}
        />
      </div>
      {work.data && (
        <Checkbox.Group
          label={t('Nobody is asked after these dispositions')}
          value={notAskedFor}
          onChange={setNotAskedFor}
        >
          <div className={css.scores}>
            {work.data.dispositions.map((one) => (
              <Checkbox key={one.id} value={one.id} label={dispositionWords(one)} />
            ))}
          </div>
        </Checkbox.Group>
      )}
      <div className={css.words}>
        <h2>{t('What is asked')}</h2>
        <p className={css.lead}>
          {t('In the customer’s language where it is known, else in the company’s. Empty: our own words.')}
        </p>
        <NativeSelect
          label={t('Language')}
          value={language}
          onChange={(event) => setChosen(event.currentTarget.value)}
          data={languages.map((value) => ({ value, label: nameOf(value) }))}
        />
        <TextInput
          label={t('First question')}
          placeholder={ours.solved}
          maxLength={300}
          value={own.solved ?? ''}
          onChange={(event) => write({ solved: event.currentTarget.value || null })}
          error={faults.solved}
        />
        <TextInput
          label={t('Second question')}
          placeholder={ours.score}
          maxLength={300}
          value={own.score ?? ''}
          onChange={(event) => write({ score: event.currentTarget.value || null })}
          error={faults.score}
        />
        <figure className={css.preview} aria-label={t('What the customer reads')} lang={language}>
          <span className={css.bubble}>
            {workspace.data?.company}: {own.solved?.trim() || ours.solved}
          </span>
          <span className={css.bubble}>{own.score?.trim() || ours.score}</span>
          <span className={css.taps} aria-hidden>
            {[1, 2, 3, 4, 5].map((score) => (
              <span key={score}>{score}</span>
            ))}
          </span>
        </figure>
      </div>
      <FormFault error={save.error} fields={['minDaysBetween', 'delayMinutes', `wording.${language}`]} />
      <div className={css.actions}>
        <Button type="submit" loading={save.isPending}>
          {t('Save')}
        </Button>
      </div>
    </form>
  );
}
