import { api, type WebhookEvent } from '#libs/contracts';
import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconRefresh } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { call, wordsOf } from '../../api/client.ts';
import { humanize } from '../../text/words.ts';
import { Moment } from '../../ui/moment.tsx';
import css from './quarantine.module.css';

/** Made readable where it is JSON; otherwise as it came. */
function pretty(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return body;
  }
}

export function QuarantinedEvent({ event }: { event: WebhookEvent }) {
  const client = useQueryClient();
  const replay = useMutation({
    mutationFn: () => call(api.replayWebhookEvent, { params: { id: event.id } }),
    onSuccess: async (after) => {
      if (after.status === 'applied') {
        notifications.show({ color: 'teal', title: 'Applied', message: `Event ${event.id} was understood this time.` });
      } else {
        notifications.show({
          color: 'yellow',
          title: 'Still not understood',
          message: after.reason ?? 'No reason was given.',
        });
      }
      await client.invalidateQueries({ queryKey: ['webhook-events'] });
    },
    onError: async (error) => {
      notifications.show({ color: 'red', title: 'The replay failed', message: wordsOf(error) });
      await client.invalidateQueries({ queryKey: ['webhook-events'] });
    },
  });
  return (
    <li className={css.item}>
      <div className={css.head}>
        <div className={css.body}>
          <strong>{event.reason ?? 'No reason was given'}</strong>
          <span>
            {humanize(event.provider)} · <code>{event.path}</code> · <Moment at={event.receivedAt} form="day" />
          </span>
        </div>
        <Button
          size="sm"
          variant="default"
          leftSection={<IconRefresh size={16} />}
          loading={replay.isPending}
          onClick={() => replay.mutate()}
          aria-label={`Replay event ${event.id}`}
        >
          Replay
        </Button>
      </div>
      <details className={css.raw}>
        <summary>What came</summary>
        <pre tabIndex={0}>{pretty(event.body)}</pre>
      </details>
    </li>
  );
}
