import type { ThreadSummary } from '#libs/contracts';
import { Alert, Button, Textarea, TextInput } from '@mantine/core';
import { IconNote, IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type KeyboardEvent, useId, useState } from 'react';
import { wordsOf } from '../../api/client.ts';
import { teamsQuery, useMe, usersQuery } from '../../api/queries.ts';
import { t } from '../../text/t.ts';
import css from './assign.module.css';
import { AssignOption, nameOf } from './assign-option.tsx';
import { type Choice, choices, keyOf } from './choices.ts';
import { type Handing, refusalWords, useAssign } from './use-assign.ts';

const noteLength = 4096;

const handingTo = (choice: Choice): Handing => {
  if (choice.kind === 'nobody') return { userId: null };
  return choice.kind === 'team' ? { teamId: choice.team.id } : { userId: choice.colleague.id };
};

interface Props {
  thread: ThreadSummary;
  onDone: () => void;
}

/** Finds who gets the thread. Without a note the choice is the deed; with one it is sent together with it. */
export function AssignPanel({ thread, onDone }: Props) {
  const me = useMe().id;
  const assign = useAssign(thread);
  const list = useId();
  const users = useQuery({ ...usersQuery, staleTime: 5_000, refetchInterval: 10_000 });
  const teams = useQuery(teamsQuery);
  const [query, setQuery] = useState('');
  const [chosen, setChosen] = useState<string | null>(null);
  const [note, setNote] = useState<string | null>(null);
  const found = choices(query, { thread, me, colleagues: users.data ?? [], teams: teams.data ?? [] });
  const active = found.find((choice) => keyOf(choice) === chosen) ?? found[0];
  const written = note?.trim() ?? '';
  const tooLong = written.length > noteLength;
  const send = (choice: Choice) => {
    if (assign.isPending || tooLong) return;
    assign.mutate({ ...handingTo(choice), ...(written && { note: written }) }, { onSuccess: onDone });
  };
  const pick = (choice: Choice) => (note === null ? send(choice) : setChosen(keyOf(choice)));

  const onKeyDown = (event: KeyboardEvent) => {
    const at = active ? found.indexOf(active) : -1;
    const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: query ? null : 0, End: query ? null : -1 }[event.key];
    if (next !== undefined && next !== null) {
      event.preventDefault();
      const choice = found.at(next % Math.max(found.length, 1));
      if (choice) setChosen(keyOf(choice));
    }
    if (event.key === 'Enter' && !event.nativeEvent.isComposing) {
      event.preventDefault();
      if (active) send(active);
    }
  };

  return (
    <div className={css.panel}>
      <TextInput
        role="combobox"
        aria-expanded
        aria-autocomplete="list"
        aria-controls={list}
        aria-activedescendant={active && `${list}-${keyOf(active)}`}
        aria-label={t('To whom')}
        placeholder={t('Colleague, skill or team')}
        leftSection={<IconSearch size={16} aria-hidden />}
        value={query}
        maxLength={100}
        data-autofocus
        onKeyDown={onKeyDown}
        onChange={(event) => {
          setQuery(event.currentTarget.value);
          setChosen(null);
        }}
      />
      <div role="listbox" id={list} aria-label={t('Who can get it')} className={css.list}>
        {found.map((choice) => (
          <AssignOption
            key={keyOf(choice)}
            id={`${list}-${keyOf(choice)}`}
            choice={choice}
            active={choice === active}
            onPick={() => pick(choice)}
          />
        ))}
      </div>
      <p role="status" className={css.status}>
        {users.isPending && t('Loading colleagues …')}
        {users.isError && !users.data && wordsOf(users.error)}
        {users.data && found.length === 0 && t('Nobody is found by that.')}
      </p>
      {assign.isError && (
        <Alert role="alert" color="red" p="xs">
          {refusalWords(assign.error, me)}
        </Alert>
      )}
      {note === null ? (
        <Button
          variant="subtle"
          size="compact-sm"
          leftSection={<IconNote size={16} aria-hidden />}
          className={css.addNote}
          onClick={() => setNote('')}
        >
          {t('Add a note')}
        </Button>
      ) : (
        <form
          className={css.note}
          onSubmit={(event) => {
            event.preventDefault();
            if (active) send(active);
          }}
        >
          <Textarea
            label={t('Note for whoever gets it')}
            description={t('Only colleagues read it.')}
            autosize
            minRows={2}
            maxRows={6}
            autoFocus
            value={note}
            error={tooLong && t('At most {{most}} characters', { most: noteLength })}
            onChange={(event) => setNote(event.currentTarget.value)}
            onKeyDown={(event) => {
              if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) event.currentTarget.form?.requestSubmit();
            }}
          />
          <Button type="submit" disabled={!active || tooLong} loading={assign.isPending}>
            {active?.kind === 'nobody'
              ? t('Put back')
              : t('Pass on to {{name}}', { name: active ? nameOf(active) : '…' })}
          </Button>
        </form>
      )}
    </div>
  );
}
