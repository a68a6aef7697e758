import { api, type Contact, type ContactSummary } from '#libs/contracts';
import { Modal, Radio, Stack, Text, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import { IconSearch } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { call, wordsOf } from '../../api/client.ts';
import { contactQuery, contactSearchQuery, contactsKey, threadsKey } from '../../api/queries.ts';
import { t } from '../../text/t.ts';
import { personOf } from '../../text/words.ts';
import { FormActions } from '../../ui/form-actions.tsx';
import { FormFault } from '../../ui/form-fault.tsx';
import css from './contact-history.module.css';
import { MergePreview } from './merge-preview.tsx';

interface Props {
  contact: Contact;
  opened: boolean;
  onClose: () => void;
}

/** Finds the other, shows both side by side, and merges when that is confirmed. */
export function MergeDialog({ contact, opened, onClose }: Props) {
  const client = useQueryClient();
  const [words, setWords] = useState('');
  const [chosen, setChosen] = useState<string | null>(null);
  const [q] = useDebouncedValue(words.trim(), 200);
  const found = useQuery({ ...contactSearchQuery(q), enabled: opened && q !== '' });
  const other = useQuery({ ...contactQuery(chosen ?? ''), enabled: chosen !== null });
  const close = () => {
    setWords('');
    setChosen(null);
    merge.reset();
    onClose();
  };
  const merge = useMutation({
    mutationFn: (otherId: string) => call(api.mergeContacts, { params: { id: contact.id }, body: { otherId } }),
    onSuccess: async () => {
      close();
      notifications.show({
        title: t('Merged'),
        message: t('Both are one contact now. It can be undone under “Same person”.'),
      });
      await Promise.all([
        client.invalidateQueries({ queryKey: contactsKey }),
        client.invalidateQueries({ queryKey: threadsKey }),
        client.invalidateQueries({ queryKey: ['thread'] }),
      ]);
    },
  });
  const suggested = q === '' ? contact.possibleDuplicates.map((d) => d.contact) : (found.data?.items ?? []);
  const others: ContactSummary[] = suggested.filter(({ id }) => id !== contact.id);
  const submit = (submitted: FormEvent) => {
    submitted.preventDefault();
    if (chosen) merge.mutate(chosen);
  };

  return (
    <Modal
      opened={opened}
      onClose={close}
      title={t('Merge with {{name}}', { name: personOf(contact) })}
      size="lg"
      centered
    >
      <form onSubmit={submit}>
        <Stack gap="md">
          <TextInput
            label={t('Who is the same person?')}
            placeholder={t('Part of a name or number')}
            leftSection={<IconSearch size={16} aria-hidden />}
            value={words}
            maxLength={100}
            data-autofocus
            onChange={(change) => {
              setWords(change.currentTarget.value);
              setChosen(null);
            }}
          />
          <Radio.Group value={chosen} onChange={setChosen} aria-label={t('Contacts found')} className={css.found}>
            {others.map((candidate) => (
              <Radio
                key={candidate.id}
                value={candidate.id}
                label={personOf(candidate)}
                description={candidate.name ? candidate.phone : undefined}
              />
            ))}
          </Radio.Group>
          <Text size="sm" c="dimmed" role="status">
            {q !== '' && found.isSuccess && others.length === 0 && t('Nobody else is found by that.')}
            {found.isError && wordsOf(found.error)}
          </Text>
          {chosen && other.data && <MergePreview kept={contact} other={other.data} />}
          <FormFault error={merge.error} />
          <FormActions onCancel={close} does={t('Merge')} pending={merge.isPending} disabled={!chosen || !other.data} />
        </Stack>
      </form>
    </Modal>
  );
}
