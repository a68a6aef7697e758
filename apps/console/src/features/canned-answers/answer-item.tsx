import { api, type CannedAnswer } from '#libs/contracts';
import { ActionIcon, Button } from '@mantine/core';
import { IconPencil, IconTrash } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { call, wordsOf } from '../../api/client.ts';
import { t } from '../../text/t.ts';
import { Chip } from '../../ui/chip.tsx';
import { AnswerText } from './answer-text.tsx';
import css from './canned-answers.module.css';

interface Props {
  answer: CannedAnswer;
  may: boolean;
  onEdit: () => void;
  onChanged: () => void;
}

export function AnswerItem({ answer, may, onEdit, onChanged }: Props) {
  const { id, shortcut, title, text, team } = answer;
  const [sure, setSure] = useState(false);
  const remove = useMutation({
    mutationFn: () => call(api.deleteCannedAnswer, { params: { id } }),
    onSettled: onChanged,
  });
  const keep = () => {
    setSure(false);
    remove.reset();
  };
  return (
    <article className={css.item} aria-label={title}>
      <header className={css.title}>
        <kbd>/{shortcut}</kbd>
        <strong>{title}</strong>
        {team && <Chip tone="plain">{team.name}</Chip>}
        {may && (
          <span className={css.actions}>
            {sure ? (
              <>
                <Button size="compact-sm" color="red" loading={remove.isPending} onClick={() => remove.mutate()}>
                  {t('Remove for everybody')}
                </Button>
                <Button size="compact-sm" variant="default" onClick={keep}>
                  {t('Keep')}
                </Button>
              </>
            ) : (
              <>
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  aria-label={t('Change {{name}}', { name: title })}
                  onClick={onEdit}
                >
                  <IconPencil size={17} aria-hidden />
                </ActionIcon>
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  aria-label={t('Remove {{name}}', { name: title })}
                  onClick={() => setSure(true)}
                >
                  <IconTrash size={17} aria-hidden />
                </ActionIcon>
              </>
            )}
          </span>
        )}
      </header>
      {remove.isError && (
        <p role="alert" className={css.problem}>
          {wordsOf(remove.error)}
        </p>
      )}
      <AnswerText text={text} />
    </article>
  );
}
