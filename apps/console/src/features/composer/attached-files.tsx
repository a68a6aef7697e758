import { ActionIcon, Progress } from '@mantine/core';
import { IconAlertTriangle, IconFile, IconX } from '@tabler/icons-react';
import { t } from '../../text/t.ts';
import css from './attached-files.module.css';
import { type Attached, mostFiles } from './attached-store.ts';

const standing = ({ id, problem, progress }: Attached) =>
  problem ?? (id ? t('Ready') : t('Uploading, {{percent}} %', { percent: Math.round(progress * 100) }));

interface Props {
  files: readonly Attached[];
  /** How many of those chosen last were one too many. */
  leftOut: number;
  onRemove: (key: string) => void;
}

/** What goes with the reply, each with how far it is and a way to take it off again. */
export function AttachedFiles({ files, leftOut, onRemove }: Props) {
  if (files.length === 0) return null;
  return (
    <ul className={css.files} aria-label={t('Attached files')}>
      {files.map((file) => (
        <li key={file.key} className={css.file} data-failed={file.problem !== null || undefined}>
          {file.thumbnailUrl ? (
            <img src={file.thumbnailUrl} alt="" />
          ) : (
            <span className={css.icon}>
              {file.problem ? <IconAlertTriangle size={18} aria-hidden /> : <IconFile size={18} aria-hidden />}
            </span>
          )}
          <span className={css.words}>
            <span className={css.name}>{file.name}</span>
            <small role={file.problem ? 'alert' : undefined}>{standing(file)}</small>
            {!file.id && !file.problem && (
              <Progress
                value={file.progress * 100}
                size="xs"
                aria-label={t('Upload of {{name}}', { name: file.name })}
              />
            )}
          </span>
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={t('Remove {{name}}', { name: file.name })}
            onClick={() => onRemove(file.key)}
          >
            <IconX size={16} aria-hidden />
          </ActionIcon>
        </li>
      ))}
      {leftOut > 0 && (
        <li role="alert" className={css.leftOut}>
          {t('{{count}} files were left out: at most {{most}} go with one reply.', { count: leftOut, most: mostFiles })}
        </li>
      )}
    </ul>
  );
}
