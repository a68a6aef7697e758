import { api, type ThreadSummary } from '#libs/contracts';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { call, ProblemError, wordsOf } from '../../api/client.ts';
import { threadQuery, useMe } from '../../api/queries.ts';
import { learn } from '../../api/thread-summaries.ts';
import { personOf } from '../../text/words.ts';

export type Step = { to: 'assign'; userId: string | null };

const did = { assign: 'could not be assigned' } as const;

/** Assigning, with what to say when somebody else was first. */
export function useLifecycle(thread: ThreadSummary) {
  const client = useQueryClient();
  const me = useMe();
  const params = { id: thread.id };

  return useMutation({
    mutationFn: (step: Step): Promise<ThreadSummary> => {
      const from = thread.assignee?.id;
      return call(api.assignThread, { params, body: { userId: step.userId, ...(from !== undefined && { from }) } });
    },
    onSuccess: (summary) => learn(client, summary, me.id),
    onError: async (error, step) => {
      const code = error instanceof ProblemError ? error.code : '';
      const title = `The thread with ${personOf(thread.contact)} ${did[step.to]}`;
      // What the hub refused was decided on an old picture: fetch the new one before saying who was first.
      const fresh = await client.fetchQuery({ ...threadQuery(thread.id), staleTime: 0 }).catch(() => null);
      if (fresh) learn(client, fresh, me.id);
      const winner = fresh?.assignee?.id === me.id ? 'You have' : `${fresh?.assignee?.name ?? 'A colleague'} has`;
      const message = code === 'already-assigned' ? `${winner} already taken it.` : wordsOf(error);
      notifications.show({ color: 'red', title, message, autoClose: 8_000 });
    },
  });
}
