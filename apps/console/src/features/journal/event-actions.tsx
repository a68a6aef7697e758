import { api, type WebhookEvent } from '#libs/contracts';
import { Button, Group } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconRefresh, IconTrash } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { t } from '../../text/t.ts';
import { call, wordsOf } from '../../api/client.ts';
import { DiscardDialog } from './discard-dialog.tsx';

/** What can be done with a quarantined event: try it again, or decide that it will never be applied. */
export function EventActions({ event }: { event: WebhookEvent }) {
  const client = useQueryClient();
  const [asking, setAsking] = useState(false);
  const replay = useMutation({
    mutationFn: () => call(api.replayWebhookEvent, { params: { id: event.id } }),
    onSuccess: async (after) => {
      if (after.status === 'applied') {
        notifications.show({
          color: 'teal',
          title: t('Applied'),
          message: t('Event {{id}} was understood this time.', { id: event.id }),
        });
      } else {
        notifications.show({
          color: 'yellow',
          title: t('Still not understood'),
          message: after.reason ?? t('No reason was given.'),
        });
      }
      await client.invalidateQueries({ queryKey: ['webhook-events'] });
    },
    onError: async (error) => {
      notifications.show({ color: 'red', title: t('The replay failed'), message: wordsOf(error) });
      await client.invalidateQueries({ queryKey: ['webhook-events'] });
    },
  });
  return (
    <Group gap="xs" justify="flex-end">
      <Button
        size="sm"
        variant="default"
        leftSection={<IconRefresh size={16} />}
        loading={replay.isPending}
        onClick={() => replay.mutate()}
        aria-label={t('Replay event {{id}}', { id: event.id })}
      >
        {t('Replay')}
      </Button>
      <Button
        size="sm"
        variant="default"
        leftSection={<IconTrash size={16} />}
        disabled={replay.isPending}
        onClick={() => setAsking(true)}
        aria-label={t('Discard event {{id}}', { id: event.id })}
      >
        {t('Discard')}
      </Button>
      <DiscardDialog event={event} opened={asking} onClose={() => setAsking(false)} />
    </Group>
  );
}
