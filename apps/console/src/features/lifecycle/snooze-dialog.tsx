import { Alert, Button, Modal, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { wordsOf } from '../../api/client.ts';
import { t } from '../../text/t.ts';
import { dayAndTime } from '../../text/time.ts';
import { ChoiceList } from './choice-list.tsx';
import css from './choice-list.module.css';
import { localInput, snoozePresets, timeFault } from './snooze-presets.ts';

interface Props {
  opened: boolean;
  onClose: () => void;
  onSnooze: (until: string | null) => void;
  pending: boolean;
  error: Error | null;
}

/** Until when: one key for what is usual, a time of one's own below. */
export function SnoozeDialog(props: Props) {
  return (
    <Modal opened={props.opened} onClose={props.onClose} title={t('Snooze until')} centered>
      <Times {...props} />
    </Modal>
  );
}

function Times({ onSnooze, pending, error }: Props) {
  const [now] = useState(() => new Date());
  const [typed, setTyped] = useState('');
  const [fault, setFault] = useState<string | null>(null);
  const presets = snoozePresets(now);
  const choices = presets.map(({ id, label, until }) => ({
    id,
    label,
    ...(until && { aside: dayAndTime(until.toISOString(), now.getTime()) }),
  }));
  const choose = (id: string) => {
    if (!pending) onSnooze(presets.find((preset) => preset.id === id)?.until?.toISOString() ?? null);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const wrong = timeFault(typed, new Date());
    setFault(wrong);
    if (!wrong && !pending) onSnooze(new Date(typed).toISOString());
  };
  return (
    <div>
      {error && (
        <Alert role="alert" color="red" className={css.error}>
          {wordsOf(error)}
        </Alert>
      )}
      <ChoiceList label={t('Times')} choices={choices} disabled={pending} onChoose={choose} />
      <form className={css.custom} onSubmit={submit} noValidate>
        <TextInput
          type="datetime-local"
          label={t('Another time')}
          min={localInput(now)}
          value={typed}
          error={fault}
          onChange={(event) => {
            setTyped(event.currentTarget.value);
            setFault(null);
          }}
        />
        <Button type="submit" variant="default" loading={pending}>
          {t('Snooze')}
        </Button>
      </form>
    </div>
  );
}
