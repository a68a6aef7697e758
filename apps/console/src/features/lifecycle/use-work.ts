import { api, type Priority, type ThreadSummary } from '#libs/contracts';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { call, wordsOf } from '../../api/client.ts';
import { threadQuery, useMe } from '../../api/queries.ts';
import { learn } from '../../api/thread-summaries.ts';
import { t } from '../../text/t.ts';
import { personOf } from '../../text/words.ts';

export type Step =
  | { to: 'resolve'; disposition: string; confirmed: boolean }
  | { to: 'reopen' }
  | { to: 'snooze'; until: string | null }
  | { to: 'unsnooze' }
  | { to: 'phone' }
  | { to: 'tag'; tags: string[] }
  | { to: 'prioritise'; priority: Priority };

function send(id: string, step: Step): Promise<ThreadSummary> {
  const params = { id };
  switch (step.to) {
    case 'resolve': {
      const { disposition, confirmed } = step;
      return call(api.resolveThread, { params, body: { disposition, ...(confirmed && { confirmed }) } });
    }
    case 'reopen':
      return call(api.reopenThread, { params });
    case 'snooze':
      return call(api.snoozeThread, { params, body: { until: step.until } });
    case 'unsnooze':
      return call(api.unsnoozeThread, { params });
    case 'phone':
      return call(api.returnToVoice, { params, body: {} });
    case 'tag':
      return call(api.tagThread, { params, body: { tags: step.tags } });
    case 'prioritise':
      return call(api.prioritiseThread, { params, body: { priority: step.priority } });
  }
}

const failed = (step: Step['to'], name: string): string =>
  ({
    resolve: t('The thread with {{name}} could not be resolved', { name }),
    reopen: t('The thread with {{name}} could not be reopened', { name }),
    snooze: t('The thread with {{name}} could not be snoozed', { name }),
    unsnooze: t('The thread with {{name}} could not be woken', { name }),
    phone: t('It could not be noted that {{name}} was put through by phone', { name }),
    tag: t('The thread with {{name}} could not be tagged', { name }),
    prioritise: t('The priority of the thread with {{name}} could not be changed', { name }),
  })[step];

/** `quiet`: whoever asks shows the error where the person looks, so that no notification is needed. */
export function useWork(thread: ThreadSummary, { quiet = false }: { quiet?: boolean } = {}) {
  const client = useQueryClient();
  const me = useMe();
  return useMutation({
    mutationFn: (step: Step) => send(thread.id, step),
    onSuccess: (summary) => learn(client, summary, me.id),
    onError: async (error, step) => {
      // What the hub refused was decided on an old picture.
      const fresh = await client.fetchQuery({ ...threadQuery(thread.id), staleTime: 0 }).catch(() => null);
      if (fresh) learn(client, fresh, me.id);
      if (quiet) return;
      const title = failed(step.to, personOf(thread.contact));
      notifications.show({ color: 'red', title, message: wordsOf(error), autoClose: 8_000 });
    },
  });
}
