import type { CannedAnswer } from '#libs/contracts';
import { Modal, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { fillIn, missingOf, nameOfVariable, variablesOf } from '../../../text/answer-variables.ts';
import { t } from '../../../text/t.ts';
import { FormActions } from '../../../ui/form-actions.tsx';
import css from './fill-dialog.module.css';

interface Props {
  answer: CannedAnswer;
  /** What is known already. */
  values: Readonly<Record<string, string>>;
  onFilled: (text: string) => void;
  onClose: () => void;
}

/** Asks for what the console does not know, and shows what will stand in the reply. */
export function FillDialog({ answer, values, onFilled, onClose }: Props) {
  const [entered, setEntered] = useState<Record<string, string>>({});
  const [asked, setAsked] = useState(false);
  const missing = missingOf(answer.text, values);
  const all: Record<string, string> = { ...values, ...entered };
  const shown = Object.fromEntries(
    variablesOf(answer.text).map((name) => [name, all[name]?.trim() || `[${nameOfVariable(name)}]`]),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    // A dialog is drawn inside the composer's form for React.
    event.stopPropagation();
    if (missingOf(answer.text, all).length > 0) setAsked(true);
    else onFilled(fillIn(answer.text, all));
  };
  return (
    <Modal opened onClose={onClose} title={answer.title} centered size="lg">
      <form onSubmit={submit} className={css.form}>
        {missing.map((name, n) => (
          <TextInput
            key={name}
            label={nameOfVariable(name)}
            data-autofocus={n === 0 || undefined}
            maxLength={1000}
            error={asked && !entered[name]?.trim() && t('Fill this in, or leave it out of the reply')}
            value={entered[name] ?? ''}
            onChange={(event) => setEntered({ ...entered, [name]: event.currentTarget.value })}
          />
        ))}
        <section aria-label={t('Preview')} className={css.preview} dir="auto">
          {fillIn(answer.text, shown)}
        </section>
        <FormActions onCancel={onClose} does={t('Put into the reply')} />
      </form>
    </Modal>
  );
}
