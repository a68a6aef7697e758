import { api, type Message, type MessagingKind } from '#libs/contracts';
import { Button, Group } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { call, wordsOf } from '../../api/client.ts';
import { channelWords } from '../../text/words.ts';
import css from './message-bubble.module.css';
import { adviceFor } from './ticks.ts';

/** A send that failed, or of which nobody knows whether it arrived: a person decides what to do next. */
export const needsDecision = ({ direction, status, error }: Message) =>
  direction === 'outbound' && (status === 'failed' || (status === 'queued' && error?.code === 'not_confirmed'));

/** The error in words, and the same words once more by either channel. One click, one send: the clientId says so. */
export function FailedSend({ message }: { message: Message }) {
  const again = useMutation({
    mutationFn: (channel: MessagingKind) =>
      call(api.postMessage, {
        params: { id: message.threadId },
        body: { clientId: `again:${message.id}:${channel}`, text: message.text ?? '', channel },
      }),
  });
  const own = message.channel ?? 'sms';
  const other: MessagingKind = own === 'sms' ? 'whatsapp' : 'sms';
  const failed = message.status === 'failed';
  const written = message.author.kind === 'user' && message.type === 'text' && message.text !== null;
  return (
    <div className={css.failure}>
      <IconAlertTriangle size={15} aria-hidden />
      <div>
        <strong>{message.error?.message ?? 'Not delivered'}</strong>
        {message.error?.providerCode && ` (${message.error.providerCode})`}{' '}
        {failed ? adviceFor(message.error?.code) : 'Ask the customer before you send it again.'}
        {again.isSuccess && <p role="status">Sent again below.</p>}
        {again.isError && <p role="alert">{wordsOf(again.error)}</p>}
        {written && !again.isSuccess && (
          <Group gap={8} mt={6}>
            <Button size="compact-sm" variant="default" loading={again.isPending} onClick={() => again.mutate(own)}>
              Send again
            </Button>
            <Button size="compact-sm" variant="default" disabled={again.isPending} onClick={() => again.mutate(other)}>
              Send by {channelWords[other]}
            </Button>
          </Group>
        )}
      </div>
    </div>
  );
}
