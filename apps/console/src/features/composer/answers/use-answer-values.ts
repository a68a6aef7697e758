import type { Thread, ThreadSummary } from '#libs/contracts';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { threadQuery, useMe, workspaceQuery } from '../../../api/queries.ts';
import { variableValues } from '../../../text/answer-variables.ts';

/** What a canned answer is filled in with, in this thread. */
export function useAnswerValues(thread: ThreadSummary): Record<string, string> {
  const me = useMe();
  const client = useQueryClient();
  const company = useQuery(workspaceQuery).data?.company;
  return useMemo(() => {
    const call = client.getQueryData<Thread>(threadQuery(thread.id).queryKey)?.call ?? null;
    return variableValues({ thread, call, me, company });
  }, [thread, client, me, company]);
}
