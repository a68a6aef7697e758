import '@mantine/core/styles/Combobox.css';
import '@mantine/core/styles/Pill.css';
import '@mantine/core/styles/PillsInput.css';
import { Alert, Modal, Stack, TagsInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { wordsOf } from '../../api/client.ts';
import { workSettingsQuery } from '../../api/work-settings.ts';
import { t } from '../../text/t.ts';
import { FormActions } from '../../ui/form-actions.tsx';
import css from './choice-list.module.css';

interface Props {
  opened: boolean;
  onClose: () => void;
  tags: readonly string[];
  onTag: (tags: string[]) => void;
  pending: boolean;
  error: Error | null;
}

const most = 20;
const longest = 40;

export function TagsDialog(props: Props) {
  return (
    <Modal opened={props.opened} onClose={props.onClose} title={t('Tags')} centered>
      <Tags {...props} />
    </Modal>
  );
}

function Tags({ tags, onTag, onClose, pending, error }: Props) {
  const suggested = useQuery(workSettingsQuery).data?.tags ?? [];
  const [chosen, setChosen] = useState<string[]>([...tags]);
  const [typed, setTyped] = useState('');
  const fault =
    typed.trim().length > longest ? t('A tag has at most {{number}} characters.', { number: longest }) : null;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (fault || pending) return;
    const last = typed.trim();
    onTag(last && !chosen.includes(last) && chosen.length < most ? [...chosen, last] : chosen);
  };
  return (
    <Stack component="form" gap="md" onSubmit={submit}>
      {error && (
        <Alert role="alert" color="red" className={css.error}>
          {wordsOf(error)}
        </Alert>
      )}
      <TagsInput
        label={t('Tags of this thread')}
        description={t('Choose one, or type your own and press Enter.')}
        data={suggested}
        value={chosen}
        onChange={(next) => setChosen(next.filter((tag) => tag.trim().length <= longest))}
        searchValue={typed}
        onSearchChange={setTyped}
        maxTags={most}
        error={fault ?? (chosen.length >= most ? t('A thread has at most {{number}} tags.', { number: most }) : null)}
        clearable
        clearButtonProps={{ 'aria-label': t('Remove all tags') }}
        comboboxProps={{ withinPortal: false }}
        data-autofocus
      />
      <FormActions onCancel={onClose} does={t('Save tags')} pending={pending} />
    </Stack>
  );
}
