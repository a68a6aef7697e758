import { api, type Message, type MessagingKind } from '#libs/contracts';
import { Button, Group } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { call, wordsOf } from '../../api/client.ts';
import { t } from '../../text/t.ts';
import { channelWords } from '../../text/words.ts';
import { SendTrouble } from '../../ui/send-trouble.tsx';
import css from './message-bubble.module.css';

/** A send that failed, or of which nobody knows whether it arrived. */
export const needsDecision = ({ direction, status, failedSend }: Message) =>
  direction === 'outbound' && (status === 'failed' || failedSend !== null);

/** The error in words, and the same message once more by either channel, as long as nobody has decided about it. */
export function FailedSend({ message }: { message: Message }) {
  const unknown = message.error?.code === 'not_confirmed';
  const again = useMutation({
    // Whoever presses it has read that it may arrive twice.
    mutationFn: (channel: MessagingKind) =>
      call(api.retrySend, { params: { id: message.failedSend! }, body: { channel, confirm: unknown } }),
  });
  const own = message.channel ?? 'sms';
  const other: MessagingKind = own === 'sms' ? 'whatsapp' : 'sms';
  return (
    <div className={css.failure}>
      <IconAlertTriangle size={15} aria-hidden />
      <div>
        <SendTrouble error={message.error} />
        {again.isError && <p role="alert">{wordsOf(again.error)}</p>}
        {again.isSuccess && <p role="status">{t('Sent once more, below.')}</p>}
        {message.failedSend && !again.isSuccess && (
          <Group gap={8} mt={6}>
            <Button size="compact-sm" variant="default" loading={again.isPending} onClick={() => again.mutate(own)}>
              {t('Send again')}
            </Button>
            {/* One part of several stays where the others are. */}
            {message.attachments.length === 0 && (
              <Button
                size="compact-sm"
                variant="default"
                disabled={again.isPending}
                onClick={() => again.mutate(other)}
              >
                {t('Send by {{channel}}', { channel: channelWords[other] })}
              </Button>
            )}
          </Group>
        )}
      </div>
    </div>
  );
}
