import { api, type ContactNote } from '#libs/contracts';
import { Button, Group, Textarea } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { call, ProblemError, wordsOf } from '../../api/client.ts';
import { t } from '../../text/t.ts';
import { Moment } from '../../ui/moment.tsx';
import css from './contact-notes.module.css';
import { contactNotesQuery } from './contact-queries.ts';

/** Longer notes are folded. */
const folded = 280;

/** One note; who may change it changes it in its place. */
export function NoteEntry({ note }: { note: ContactNote }) {
  const client = useQueryClient();
  const [doing, setDoing] = useState<'reading' | 'editing' | 'deleting'>('reading');
  const [whole, setWhole] = useState(false);
  const [text, setText] = useState(note.text);
  const params = { id: note.contactId, noteId: note.id };
  const reload = () => client.invalidateQueries({ queryKey: contactNotesQuery(note.contactId).queryKey });
  const change = useMutation({
    mutationFn: () => call(api.changeContactNote, { params, body: { text, version: note.version } }),
    onSuccess: async () => {
      await reload();
      setDoing('reading');
    },
    // What somebody else has made of it is read; what was typed stays.
    onError: (error) => error instanceof ProblemError && error.code === 'note-changed' && void reload(),
  });
  const remove = useMutation({ mutationFn: () => call(api.deleteContactNote, { params }), onSuccess: reload });
  const edit = () => {
    change.reset();
    setText(note.text);
    setDoing('editing');
  };
  const save = (event: FormEvent) => {
    event.preventDefault();
    change.mutate();
  };
  const isLong = note.text.length > folded;

  return (
    <li className={css.note}>
      {doing === 'editing' ? (
        <form onSubmit={save}>
          <Textarea
            label={t('Note')}
            autosize
            minRows={2}
            maxRows={12}
            data-autofocus
            autoFocus
            maxLength={4000}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
            onKeyDown={(event) => event.key === 'Escape' && setDoing('reading')}
            error={change.isError ? wordsOf(change.error) : undefined}
          />
          <Group gap="xs" mt={8}>
            <Button type="submit" size="compact-sm" loading={change.isPending} disabled={text.trim() === ''}>
              {t('Save')}
            </Button>
            <Button size="compact-sm" variant="default" onClick={() => setDoing('reading')}>
              {t('Cancel')}
            </Button>
          </Group>
        </form>
      ) : (
        <>
          <p dir="auto">{isLong && !whole ? `${note.text.slice(0, folded).trimEnd()}…` : note.text}</p>
          {isLong && (
            <Button size="compact-sm" variant="subtle" onClick={() => setWhole(!whole)}>
              {whole ? t('Show less') : t('Show all of it')}
            </Button>
          )}
        </>
      )}
      <div className={css.about}>
        <span>
          {note.author.name} · <Moment at={note.createdAt} form="day" />
          {note.editedAt && ` · ${t('edited')}`}
        </span>
        {note.canEdit && doing === 'reading' && (
          <span className={css.actions}>
            <Button size="compact-xs" variant="subtle" onClick={edit}>
              {t('Edit')}
            </Button>
            <Button size="compact-xs" variant="subtle" color="red" onClick={() => setDoing('deleting')}>
              {t('Delete')}
            </Button>
          </span>
        )}
      </div>
      {doing === 'deleting' && (
        <div role="alert" className={css.asking}>
          <span>{t('Delete this note for everybody?')}</span>
          <Button size="compact-sm" color="red" autoFocus loading={remove.isPending} onClick={() => remove.mutate()}>
            {t('Delete the note')}
          </Button>
          <Button size="compact-sm" variant="default" onClick={() => setDoing('reading')}>
            {t('Keep it')}
          </Button>
          {remove.isError && <p>{wordsOf(remove.error)}</p>}
        </div>
      )}
    </li>
  );
}
