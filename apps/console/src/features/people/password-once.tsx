import { Button, Group, Stack } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useState } from 'react';
import { t } from '../../text/t.ts';
import css from './people.module.css';

interface Props {
  email: string;
  password: string;
  onClose: () => void;
}

/** A password that the hub itself does not know any more. */
export function PasswordOnce({ email, password, onClose }: Props) {
  const [copied, setCopied] = useState(false);
  const copy = async () => setCopied(await copyText(password));
  return (
    <Stack gap="md">
      <p className={css.once}>{t('Pass this on now: the password is shown only this once.')}</p>
      <dl className={css.credentials}>
        <dt>{t('Email')}</dt>
        <dd>{email}</dd>
        <dt>{t('Password')}</dt>
        <dd>
          <code>{password}</code>
        </dd>
      </dl>
      <Group justify="flex-end" gap="sm">
        <Button
          variant="default"
          data-autofocus
          autoFocus
          leftSection={copied ? <IconCheck size={16} aria-hidden /> : <IconCopy size={16} aria-hidden />}
          onClick={() => void copy()}
        >
          {copied ? t('Copied') : t('Copy the password')}
        </Button>
        <Button onClick={onClose}>{t('Done')}</Button>
      </Group>
    </Stack>
  );
}

/** False where the browser does not let pages write there, as without TLS: it can still be marked by hand. */
async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
