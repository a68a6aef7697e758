import { Button, Group, Modal } from '@mantine/core';
import { t } from '../../text/t.ts';
import css from './composer.module.css';

interface Props {
  text: string | null;
  onSend: () => void;
  onBack: () => void;
}

/** The customer has written since: the agent decides, with the new messages in sight behind the dialog. */
export function StaleReplyDialog({ text, onSend, onBack }: Props) {
  return (
    <Modal opened={text !== null} onClose={onBack} title={t('New messages arrived – send anyway?')} centered>
      <p className={css.dialogText}>
        {t('The customer has written since you last saw this thread. Your reply was not sent:')}
      </p>
      <blockquote className={css.quote}>{text}</blockquote>
      <Group justify="flex-end" gap="sm">
        <Button variant="default" onClick={onBack} data-autofocus>
          {t('Read them first')}
        </Button>
        <Button onClick={onSend}>{t('Send anyway')}</Button>
      </Group>
    </Modal>
  );
}
