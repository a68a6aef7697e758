import { Priority } from '#libs/contracts';
import { Alert, Modal } from '@mantine/core';
import { wordsOf } from '../../api/client.ts';
import { priorityWords } from '../../text/priority-words.ts';
import { t } from '../../text/t.ts';
import { ChoiceList } from './choice-list.tsx';
import css from './choice-list.module.css';

interface Props {
  opened: boolean;
  onClose: () => void;
  priority: Priority;
  onPrioritise: (priority: Priority) => void;
  pending: boolean;
  error: Error | null;
}

export function PriorityDialog({ opened, onClose, priority, onPrioritise, pending, error }: Props) {
  const choices = Priority.options.toReversed().map((id) => ({
    id,
    label: priorityWords[id],
    chosen: id === priority,
    ...(id === priority && { aside: t('now') }),
  }));
  const choose = (id: string) => !pending && onPrioritise(Priority.parse(id));
  return (
    <Modal opened={opened} onClose={onClose} title={t('Priority')} centered size="sm">
      {error && (
        <Alert role="alert" color="red" className={css.error}>
          {wordsOf(error)}
        </Alert>
      )}
      <ChoiceList label={t('Priorities')} choices={choices} disabled={pending} onChoose={choose} />
    </Modal>
  );
}
