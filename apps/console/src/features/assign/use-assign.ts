import { api, type RouteInput, type ThreadSummary } from '#libs/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { call, ProblemError, wordsOf } from '../../api/client.ts';
import { threadQuery, useMe, usersQuery } from '../../api/queries.ts';
import { learn } from '../../api/thread-summaries.ts';
import { t } from '../../text/t.ts';

export type Handing = Pick<RouteInput<typeof api.assignThread>['body'], 'userId' | 'teamId' | 'note'>;

/** Passing a thread on. What the hub refused was decided on an old picture: the new one is shown then. */
export function useAssign(thread: ThreadSummary) {
  const client = useQueryClient();
  const me = useMe();
  return useMutation({
    mutationFn: (handing: Handing): Promise<ThreadSummary> => {
      const from = thread.assignee?.id;
      const body = { ...handing, ...(from !== undefined && { from }) };
      return call(api.assignThread, { params: { id: thread.id }, body });
    },
    onSuccess: (summary) => {
      learn(client, summary, me.id);
      void client.invalidateQueries({ queryKey: usersQuery.queryKey });
    },
    onError: async () => {
      const fresh = await client.fetchQuery({ ...threadQuery(thread.id), staleTime: 0 }).catch(() => null);
      if (fresh) learn(client, fresh, me.id);
    },
  });
}

/** Why it was not passed on; where somebody was quicker, who. */
export function refusalWords(error: unknown, me: string): string {
  if (!(error instanceof ProblemError) || error.code !== 'already-assigned') return wordsOf(error);
  const { assignee } = error.problem as { assignee?: ThreadSummary['assignee'] };
  if (assignee?.id === me) return t('You have already taken it.');
  return assignee?.name
    ? t('{{name}} has already taken it.', { name: assignee.name })
    : t('Nobody has it any more. Try again.');
}
