import { api, type ThreadSummary } from '#libs/contracts';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { call, wordsOf } from '../../api/client.ts';
import { threadQuery, useMe } from '../../api/queries.ts';
import { learn } from '../../api/thread-summaries.ts';
import { personOf } from '../../text/words.ts';

export type Step = { to: 'resolve'; disposition: string } | { to: 'reopen' };

const did = {
  resolve: 'could not be resolved',
  reopen: 'could not be reopened',
} as const;

/** Resolving and reopening, with what to say when somebody else was first. */
export function useLifecycle(thread: ThreadSummary) {
  const client = useQueryClient();
  const me = useMe();
  const params = { id: thread.id };

  return useMutation({
    mutationFn: (step: Step): Promise<ThreadSummary> => {
      if (step.to === 'resolve') return call(api.resolveThread, { params, body: { disposition: step.disposition } });
      return call(api.reopenThread, { params });
    },
    onSuccess: (summary) => learn(client, summary, me.id),
    onError: async (error, step) => {
      const title = `The thread with ${personOf(thread.contact)} ${did[step.to]}`;
      // What the hub refused was decided on an old picture: fetch the new one.
      const fresh = await client.fetchQuery({ ...threadQuery(thread.id), staleTime: 0 }).catch(() => null);
      if (fresh) learn(client, fresh, me.id);
      notifications.show({ color: 'red', title, message: wordsOf(error), autoClose: 8_000 });
    },
  });
}
