import { api, type Message, type OfferedTemplate } from '#libs/contracts';
import { ActionIcon, Button, NativeSelect, TextInput } from '@mantine/core';
import { IconArrowLeft, IconSend2 } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { t } from '../../text/t.ts';
import { call, ProblemError } from '../../api/client.ts';
import { humanize } from '../../text/words.ts';
import { Chip } from '../../ui/chip.tsx';
import { FormFault } from '../../ui/form-fault.tsx';
import { TemplatePreview } from './template-preview.tsx';
import { categoryWords, costWords, languageWords, variableWords } from './template-words.ts';
import css from './templates.module.css';

interface Props {
  threadId: string;
  template: OfferedTemplate;
  lastSeq: number;
  onBack: () => void;
  onSent: (message: Message) => void;
  onRefused: () => void;
  /** It may not be sent any more; `why` as the hub says it. */
  onWithdrawn: (why: string) => void;
}

export function TemplateForm({ threadId, template, lastSeq, onBack, onSent, onRefused, onWithdrawn }: Props) {
  const [language, setLanguage] = useState(template.language);
  const [values, setValues] = useState<Record<string, string>>({});
  // One for as long as the form is open: a second try is the same message.
  const [clientId] = useState(() => crypto.randomUUID());
  const first = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const translation = template.translations.find((one) => one.language === language) ?? template.translations[0]!;
  const complete = translation.variables.every((name) => values[name]?.trim());

  useEffect(() => (first.current?.querySelector<HTMLElement>('input, select') ?? button.current)?.focus(), []);

  const send = useMutation({
    mutationFn: () => {
      const parameters = Object.fromEntries(translation.variables.map((name) => [name, values[name] ?? '']));
      const body = { clientId, lastSeenSeq: lastSeq, template: { name: template.name, language, parameters } };
      return call(api.postMessage, { params: { id: threadId }, body });
    },
    onSuccess: onSent,
    onError: (error) => {
      if (!(error instanceof ProblemError) || error.outcomeUnknown) return;
      if (error.code === 'template-unavailable') onWithdrawn(error.message);
      else onRefused();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (complete && !send.isPending) send.mutate();
  };

  return (
    <form
      aria-label={t('Template {{name}}', { name: humanize(template.name) })}
      className={css.form}
      onSubmit={submit}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        onBack();
      }}
    >
      <div className={css.head}>
        <ActionIcon variant="subtle" color="gray" aria-label={t('Other templates')} onClick={onBack}>
          <IconArrowLeft size={18} />
        </ActionIcon>
        <strong>{humanize(template.name)}</strong>
        <Chip tone="plain">{categoryWords(template.category)}</Chip>
        <span className={css.cost}>{costWords(template.cost)}</span>
      </div>
      <div className={css.work}>
        <div ref={first} className={css.fields}>
          {translation.variables.map((name) => (
            <TextInput
              key={name}
              label={variableWords(name)}
              required
              maxLength={500}
              value={values[name] ?? ''}
              onChange={(event) => setValues({ ...values, [name]: event.currentTarget.value })}
            />
          ))}
          {template.translations.length > 1 && (
            <NativeSelect
              label={t('Language')}
              value={language}
              onChange={(event) => setLanguage(event.currentTarget.value)}
              data={template.translations.map((one) => ({ value: one.language, label: languageWords(one.language) }))}
            />
          )}
        </div>
        <section aria-label={t('Preview')} className={css.stage} tabIndex={0}>
          <TemplatePreview translation={translation} values={values} />
        </section>
      </div>
      <Button
        ref={button}
        type="submit"
        className={css.send}
        loading={send.isPending}
        disabled={!complete}
        leftSection={<IconSend2 size={16} />}
      >
        {t('Send template')}
      </Button>
      <FormFault error={send.error} />
    </form>
  );
}
