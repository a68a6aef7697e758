import { api } from '#libs/contracts';
import { Button, Textarea } from '@mantine/core';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import type { FormEvent } from 'react';
import { call, wordsOf } from '../../api/client.ts';
import { t } from '../../text/t.ts';
import { LineSkeletons } from '../../ui/line-skeletons.tsx';
import { SideSection } from '../../ui/side-section.tsx';
import { ErrorState } from '../../ui/states.tsx';
import css from './contact-notes.module.css';
import { contactNotesQuery } from './contact-queries.ts';
import { useNoteDraft } from './note-draft.ts';
import { NoteEntry } from './note-entry.tsx';

/** What colleagues know of the person, whatever thread is open. Nothing of it is ever sent. */
export function ContactNotes({ contactId }: { contactId: string }) {
  return (
    <SideSection id="notes" title={t('Notes')}>
      <Notes contactId={contactId} />
    </SideSection>
  );
}

function Notes({ contactId }: { contactId: string }) {
  const client = useQueryClient();
  const notes = useInfiniteQuery(contactNotesQuery(contactId));
  const [text, write] = useNoteDraft(contactId);
  const add = useMutation({
    mutationFn: (given: { contactId: string; text: string }) =>
      call(api.addContactNote, { params: { id: given.contactId }, body: { text: given.text } }),
    onSuccess: async (_, given) => {
      if (given.contactId === contactId) write('');
      await client.invalidateQueries({ queryKey: contactNotesQuery(given.contactId).queryKey });
    },
  });
  const submit = (event?: FormEvent) => {
    event?.preventDefault();
    if (text.trim() && !add.isPending) add.mutate({ contactId, text });
  };
  const items = notes.data?.pages.flatMap((page) => page.items) ?? [];

  return (
    <>
      <form onSubmit={submit} className={css.form}>
        <Textarea
          label={t('New note about this person')}
          placeholder={t('What colleagues should know next time')}
          autosize
          minRows={1}
          maxRows={10}
          maxLength={4000}
          value={text}
          onChange={(event) => write(event.currentTarget.value)}
          onKeyDown={(event) => event.key === 'Enter' && (event.ctrlKey || event.metaKey) && submit()}
          error={add.isError ? wordsOf(add.error) : undefined}
          description={text.length > 3800 ? t('{{left}} characters left', { left: 4000 - text.length }) : undefined}
        />
        {text.trim() !== '' && (
          <Button type="submit" size="compact-sm" loading={add.isPending}>
            {t('Add note')}
          </Button>
        )}
        {add.isPaused && <p role="status">{t('It is saved as soon as there is a connection again.')}</p>}
      </form>
      {notes.isPending && <LineSkeletons label={t('Loading the notes')} />}
      {notes.isError && !notes.data && (
        <ErrorState title={t('The notes didn’t load')} error={notes.error} onRetry={() => void notes.refetch()} />
      )}
      {items.length > 0 && (
        <ul className={css.notes} aria-label={t('Notes about this person')}>
          {items.map((note) => (
            <NoteEntry key={note.id} note={note} />
          ))}
        </ul>
      )}
      {notes.hasNextPage && (
        <Button
          size="compact-sm"
          variant="default"
          loading={notes.isFetchingNextPage}
          onClick={() => void notes.fetchNextPage()}
        >
          {t('Older notes')}
        </Button>
      )}
    </>
  );
}
