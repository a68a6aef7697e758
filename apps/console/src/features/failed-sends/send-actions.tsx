import { api, type FailedSend, type MessagingKind } from '#libs/contracts';
import { Button, Group, Modal, Stack } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconRefresh } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call, wordsOf } from '../../api/client.ts';
import { useMe } from '../../api/queries.ts';
import { t } from '../../text/t.ts';
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
    notifications.show({ color: 'red', title: t('Nothing was sent'), message: wordsOf(error) });
    return settled();
  };
  const retry = useMutation({
    mutationFn: (channel: MessagingKind) =>
      call(api.retrySend, { params, body: { channel, confirm: send.state === 'unknown' } }),
    onSuccess: (_, channel) => {
      const message = t('To {{who}} by {{channel}}.', { who, channel: channelWords[channel] });
      notifications.show({ title: t('On its way'), message });
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
        aria-label={t('Send again to {{who}}', { who })}
      >
        {t('Send again')}
      </Button>
      <Button
        size="sm"
        variant="default"
        disabled={busy}
        onClick={() => start(other)}
        aria-label={t('Send by {{channel}} to {{who}}', { channel: channelWords[other], who })}
      >
        {t('Send by {{channel}}', { channel: channelWords[other] })}
      </Button>
      {role !== 'agent' && (
        <Button
          size="sm"
          variant="subtle"
          loading={dismiss.isPending}
          disabled={retry.isPending}
          onClick={() => dismiss.mutate()}
          aria-label={t('Dismiss the message to {{who}}', { who })}
        >
          {t('Dismiss')}
        </Button>
      )}
      <Modal opened={asking !== null} onClose={() => setAsking(null)} title={t('It may have arrived already')} centered>
        <Stack gap="md">
          <span>
            {t('The provider never answered. {{who}} may get the message twice. Ask them first where you can.', {
              who,
            })}
          </span>
          <Group justify="flex-end" gap="sm">
            <Button variant="default" data-autofocus onClick={() => setAsking(null)}>
              {t('Don’t send')}
            </Button>
            <Button loading={retry.isPending} onClick={() => asking && retry.mutate(asking)}>
              {asking && t('Send by {{channel}}', { channel: channelWords[asking] })}
            </Button>
          </Group>
        </Stack>
      </Modal>
    </Group>
  );
}
