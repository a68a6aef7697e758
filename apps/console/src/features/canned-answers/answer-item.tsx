import type { CannedAnswer } from '#libs/contracts';
import { ActionIcon, Button } from '@mantine/core';
import { IconPencil, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { t } from '../../text/t.ts';
import { Chip } from '../../ui/chip.tsx';
import { AnswerText } from './answer-text.tsx';
import css from './canned-answers.module.css';

interface Props {
  answer: CannedAnswer;
  may: boolean;
  removing: boolean;
  onEdit: () => void;
  onRemove: () => void;
}

export function AnswerItem({ answer, may, removing, onEdit, onRemove }: Props) {
  const { shortcut, title, text, team } = answer;
  const [sure, setSure] = useState(false);
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
                <Button size="compact-sm" color="red" loading={removing} onClick={onRemove}>
                  {t('Remove for everybody')}
                </Button>
                <Button size="compact-sm" variant="default" onClick={() => setSure(false)}>
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
      <AnswerText text={text} />
    </article>
  );
}
