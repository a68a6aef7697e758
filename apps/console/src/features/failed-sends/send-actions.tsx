import { api, type FailedSend, type MessagingKind } from '#libs/contracts';
import { Button, Group, Modal, Stack } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconRefresh } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call, wordsOf } from '../../api/client.ts';
import { useMe } from '../../api/queries.ts';
import { channelWords } from '../../text/words.ts';

/** What can be done with a send that did not arrive; one that may have arrived is only sent again after a question. */
export function SendActions({ send, who }: { send: FailedSend; who: string }) {
  const client = useQueryClient();
  const { role } = useMe();
  const [asking, setAsking] = useState<MessagingKind | null>(null);
  const other: MessagingKind = send.channel === 'sms' ? 'whatsapp' : 'sms';
  const params = { id: send.id };
  const settled = () => client.invalidateQueries({ queryKey: ['sends'] });
  const failed = (error: Error) => {
    notifications.show({ color: 'red', title: 'Nothing was sent', message: wordsOf(error) });
    return settled();
  };
  const retry = useMutation({
    mutationFn: (channel: MessagingKind) =>
      call(api.retrySend, { params, body: { channel, confirm: send.state === 'unknown' } }),
    onSuccess: (_, channel) => {
      notifications.show({ title: 'On its way', message: `To ${who} by ${channelWords[channel]}.` });
      return settled();
    },
    onError: failed,
    onSettled: () => setAsking(null),
  });
  const dismiss = useMutation({
    mutationFn: () => call(api.dismissSend, { params }),
    onSuccess: settled,
    onError: failed,
  });
  const start = (channel: MessagingKind) => (send.state === 'unknown' ? setAsking(channel) : retry.mutate(channel));
  const busy = retry.isPending || dismiss.isPending;

  return (
    <Group gap="xs">
      <Button
        size="sm"
        variant="default"
        leftSection={<IconRefresh size={16} />}
        loading={retry.isPending && asking === null}
        disabled={dismiss.isPending}
        onClick={() => start(send.channel)}
        aria-label={`Send again to ${who}`}
      >
        Send again
      </Button>
      <Button
        size="sm"
        variant="default"
        disabled={busy}
        onClick={() => start(other)}
        aria-label={`Send by ${channelWords[other]} to ${who}`}
      >
        By {channelWords[other]}
      </Button>
      {role !== 'agent' && (
        <Button
          size="sm"
          variant="subtle"
          loading={dismiss.isPending}
          disabled={retry.isPending}
          onClick={() => dismiss.mutate()}
          aria-label={`Dismiss the message to ${who}`}
        >
          Dismiss
        </Button>
      )}
      <Modal
        opened={asking !== null}
        onClose={() => setAsking(null)}
        title="It may have arrived already"
        centered
        closeButtonProps={{ 'aria-label': 'Close' }}
      >
        <Stack gap="md">
          <span>The provider never answered. {who} may get the message twice. Ask them first where you can.</span>
          <Group justify="flex-end" gap="sm">
            <Button variant="default" data-autofocus onClick={() => setAsking(null)}>
              Don’t send
            </Button>
            <Button loading={retry.isPending} onClick={() => asking && retry.mutate(asking)}>
              Send by {asking && channelWords[asking]}
            </Button>
          </Group>
        </Stack>
      </Modal>
    </Group>
  );
}
