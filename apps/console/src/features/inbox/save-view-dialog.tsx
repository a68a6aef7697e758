import { api, type SavedView } from '#libs/contracts';
import { Button, Group, Modal, Switch, Text, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { call, ProblemError, wordsOf } from '../../api/client.ts';
import { savedViewsQuery, useMe } from '../../api/queries.ts';
import type { ThreadFilter } from '../../api/thread-list.ts';
import { t } from '../../text/t.ts';
import { savedOf } from './saved-filter.ts';

interface Props {
  /** Null: the list is saved as a new view. */
  view: SavedView | null;
  filter: ThreadFilter;
  onClose: () => void;
}

/** Saves the list as it is now under a name, or renames and removes one that was saved. */
export function SaveViewDialog({ view, filter, onClose }: Props) {
  const client = useQueryClient();
  const { role } = useMe();
  const [name, setName] = useState(view?.name ?? '');
  const [shared, setShared] = useState(view?.shared ?? false);
  const [fault, setFault] = useState<string | null>(null);
  const done = () => {
    void client.invalidateQueries({ queryKey: savedViewsQuery.queryKey });
    onClose();
  };
  const onError = (error: unknown) => {
    const field = error instanceof ProblemError ? error.problem.errors?.find(({ path }) => path === 'name') : undefined;
    setFault(field?.message ?? wordsOf(error));
  };
  const save = useMutation({
    mutationFn: () => {
      const body = { name, shared, ...(view ? { filter: view.filter, sort: view.sort } : savedOf(filter)) };
      return view ? call(api.putSavedView, { params: { id: view.id }, body }) : call(api.createSavedView, { body });
    },
    onSuccess: done,
    onError,
  });
  const remove = useMutation({
    mutationFn: (id: string) => call(api.deleteSavedView, { params: { id } }),
    onSuccess: done,
    onError,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (name.trim() === '') return setFault(t('Give it a name.'));
    setFault(null);
    save.mutate();
  };

  return (
    <Modal opened onClose={onClose} title={view ? t('Change the view') : t('Save this view')}>
      <form onSubmit={submit} noValidate>
        <TextInput
          label={t('Name')}
          data-autofocus
          value={name}
          maxLength={60}
          error={fault}
          onChange={(event) => {
            setName(event.currentTarget.value);
            setFault(null);
          }}
        />
        {!view && (
          <Text size="sm" c="dimmed" mt={6}>
            {t('Its filters and its order are kept. It stays up to date by itself.')}
          </Text>
        )}
        {role !== 'agent' && (
          <Switch
            mt="md"
            label={t('Share it with everybody')}
            checked={shared}
            onChange={(event) => setShared(event.currentTarget.checked)}
          />
        )}
        <Group justify="flex-end" mt="lg">
          {view && (
            <Button
              variant="subtle"
              color="red"
              mr="auto"
              loading={remove.isPending}
              onClick={() => remove.mutate(view.id)}
            >
              {t('Remove')}
            </Button>
          )}
          <Button variant="default" onClick={onClose}>
            {t('Cancel')}
          </Button>
          <Button type="submit" loading={save.isPending}>
            {t('Save')}
          </Button>
        </Group>
      </form>
    </Modal>
  );
}
