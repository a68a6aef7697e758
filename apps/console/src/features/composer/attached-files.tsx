import { ActionIcon, Progress } from '@mantine/core';
import { IconAlertTriangle, IconFile, IconX } from '@tabler/icons-react';
import css from './attached-files.module.css';
import type { Attached } from './use-attached.ts';

const standing = ({ id, problem, progress }: Attached) =>
  problem ?? (id ? 'Ready' : `Uploading, ${Math.round(progress * 100)}%`);

/** What goes with the reply, each with how far it is and a way to take it off again. */
export function AttachedFiles({ files, onRemove }: { files: readonly Attached[]; onRemove: (key: string) => void }) {
  if (files.length === 0) return null;
  return (
    <ul className={css.files} aria-label="Attached files">
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
              <Progress value={file.progress * 100} size="xs" aria-label={`Upload of ${file.name}`} />
            )}
          </span>
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={`Remove ${file.name}`}
            onClick={() => onRemove(file.key)}
          >
            <IconX size={16} aria-hidden />
          </ActionIcon>
        </li>
      ))}
    </ul>
  );
}
