import { Button, Group, Modal } from '@mantine/core';
import { useMounted } from '@mantine/hooks';
import { t } from '../../text/t.ts';
import css from './composer.module.css';

interface Props {
  /** 0: nobody is asked. */
  unsent: number;
  onStay: () => void;
  onSignOut: () => void;
}

/** Signing out clears this browser: what was not sent would be gone with it. */
export function SignOutDialog({ unsent, onStay, onSignOut }: Props) {
  // Opened once it is mounted, so that it knows where the focus was.
  const mounted = useMounted();
  return (
    <Modal opened={mounted && unsent > 0} onClose={onStay} title={t('Sign out and lose what was not sent?')} centered>
      <p className={css.dialogText}>
        {t('{{count}} replies or notes have not reached the hub. Signing out discards them.', { count: unsent })}
      </p>
      <Group justify="flex-end" gap="sm">
        <Button variant="default" onClick={onStay} data-autofocus>
          {t('Stay signed in')}
        </Button>
        <Button color="red" onClick={onSignOut}>
          {t('Discard and sign out')}
        </Button>
      </Group>
    </Modal>
  );
}
