import { api, type CannedAnswer } from '#libs/contracts';
import { NativeSelect, Textarea, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type FormEvent, useRef, useState } from 'react';
import { call, ProblemError, wordsOf } from '../../api/client.ts';
import { teamsQuery } from '../../api/queries.ts';
import { variableWords } from '../../text/answer-variables.ts';
import { t } from '../../text/t.ts';
import { AnswerText } from './answer-text.tsx';
import { FormActions } from '../../ui/form-actions.tsx';
import css from './canned-answers.module.css';

interface Props {
  /** Null: a new one. */
  answer: CannedAnswer | null;
  onClose: () => void;
  onSaved: () => void;
}

/** What the hub said of each field. */
const faultsOf = (error: unknown): Record<string, string> =>
  error instanceof ProblemError
    ? Object.fromEntries((error.problem.errors ?? []).map(({ path, message }) => [path, message]))
    : {};

export function AnswerForm({ answer, onClose, onSaved }: Props) {
  const [shortcut, setShortcut] = useState(answer?.shortcut ?? '');
  const [title, setTitle] = useState(answer?.title ?? '');
  const [text, setText] = useState(answer?.text ?? '');
  const [teamId, setTeamId] = useState(answer?.team?.id ?? '');
  const area = useRef<HTMLTextAreaElement>(null);
  const teams = useQuery(teamsQuery).data ?? (answer?.team ? [answer.team] : []);
  const written = { shortcut, title, text, teamId: teamId || null };
  const save = useMutation({
    mutationFn: (body: typeof written) =>
      answer ? call(api.putCannedAnswer, { params: { id: answer.id }, body }) : call(api.createCannedAnswer, { body }),
    onSuccess: onSaved,
  });
  const said = faultsOf(save.error);
  /** Until the field is changed. */
  const fault = (field: keyof typeof written) => save.variables?.[field] === written[field] && said[field];
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!save.isPending) save.mutate(written);
  };
  const insert = (name: string) => {
    const { selectionStart: from, selectionEnd: to } = area.current ?? { selectionStart: 0, selectionEnd: 0 };
    setText(`${text.slice(0, from)}{{${name}}}${text.slice(to)}`);
    area.current?.focus();
  };

  return (
    <form
      className={css.form}
      aria-label={answer ? t('Change {{name}}', { name: answer.title }) : t('New answer')}
      onSubmit={submit}
      onKeyDown={(event) => event.key === 'Escape' && onClose()}
    >
      <div className={css.fields}>
        <TextInput
          label={t('Shortcut')}
          description={t('One word, typed after /')}
          leftSection="/"
          autoFocus
          error={fault('shortcut')}
          value={shortcut}
          onChange={(event) => setShortcut(event.currentTarget.value)}
        />
        <TextInput
          label={t('Title')}
          description={t('For colleagues who look for it')}
          error={fault('title')}
          value={title}
          onChange={(event) => setTitle(event.currentTarget.value)}
        />
        {teams.length > 0 && (
          <NativeSelect
            label={t('For')}
            description={t('Who finds it under /')}
            error={fault('teamId')}
            data={[{ value: '', label: t('Everybody') }, ...teams.map(({ id, name }) => ({ value: id, label: name }))]}
            value={teamId}
            onChange={(event) => setTeamId(event.currentTarget.value)}
          />
        )}
      </div>
      <Textarea
        ref={area}
        label={t('Text')}
        description={t('Any other name in braces is asked for when the answer is used')}
        autosize
        minRows={3}
        maxRows={12}
        dir="auto"
        error={fault('text')}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <div role="group" aria-label={t('Put in')} className={css.variables}>
        {Object.entries(variableWords).map(([name, words]) => (
          <button key={name} type="button" onClick={() => insert(name)} title={`{{${name}}}`}>
            {words}
          </button>
        ))}
      </div>
      {text.includes('{{') && (
        <section aria-label={t('Preview')} className={css.preview}>
          <AnswerText text={text} />
        </section>
      )}
      {save.isError && Object.keys(said).length === 0 && (
        <p role="alert" className={css.problem}>
          {wordsOf(save.error)}
        </p>
      )}
      <FormActions onCancel={onClose} does={t('Save')} pending={save.isPending} />
    </form>
  );
}
