import { api, type CannedAnswer } from '#libs/contracts';
import { Button, Group, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useRef, useState } from 'react';
import { call, ProblemError, wordsOf } from '../../api/client.ts';
import { variableWords } from '../../text/answer-variables.ts';
import { t } from '../../text/t.ts';
import { AnswerText } from './answer-text.tsx';
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
  const teams = answer?.team ? [answer.team] : [];
  const save = useMutation({
    mutationFn: () => {
      const body = { shortcut, title, text, teamId: teamId || null };
      return answer
        ? call(api.putCannedAnswer, { params: { id: answer.id }, body })
        : call(api.createCannedAnswer, { body });
    },
    onSuccess: onSaved,
  });
  const faults = faultsOf(save.error);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!save.isPending) save.mutate();
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
          error={faults.shortcut}
          value={shortcut}
          onChange={(event) => setShortcut(event.currentTarget.value)}
        />
        <TextInput
          label={t('Title')}
          description={t('For colleagues who look for it')}
          error={faults.title}
          value={title}
          onChange={(event) => setTitle(event.currentTarget.value)}
        />
        {teams.length > 0 && (
          <NativeSelect
            label={t('For')}
            description={t('Who finds it under /')}
            error={faults.teamId}
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
        error={faults.text}
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
      {save.isError && Object.keys(faults).length === 0 && (
        <p role="alert" className={css.problem}>
          {wordsOf(save.error)}
        </p>
      )}
      <Group justify="flex-end" gap="sm">
        <Button variant="default" onClick={onClose}>
          {t('Cancel')}
        </Button>
        <Button type="submit" loading={save.isPending}>
          {t('Save')}
        </Button>
      </Group>
    </form>
  );
}
