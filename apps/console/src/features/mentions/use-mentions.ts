import { api, type Mention } from '#libs/contracts';
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { call } from '../../api/client.ts';
import { socket } from '../../api/socket.ts';

/** Told by the socket; asked for now and then in case that was lost. */
const mentionsQuery = queryOptions({
  queryKey: ['mentions'],
  refetchInterval: 30_000,
  queryFn: ({ signal }) => call(api.listMentions, { query: { limit: 20 } }, signal),
});
const none: Mention[] = [];

/** `openId`: the thread on the screen, whose notes are seen as they come. */
export function useMentions(openId: string | undefined) {
  const client = useQueryClient();
  const { data } = useQuery(mentionsQuery);
  const items = data?.items ?? none;
  useEffect(() => {
    const look = () => void client.invalidateQueries({ queryKey: mentionsQuery.queryKey });
    socket.on('mention.created', look).on('connect', look);
    return () => void socket.off('mention.created', look).off('connect', look);
  }, [client]);

  const { mutate: read } = useMutation({
    mutationFn: (threadId: string | undefined) => call(api.readMentions, { body: { threadId } }),
    onSettled: () => client.invalidateQueries({ queryKey: mentionsQuery.queryKey }),
  });
  const seen = items.some(({ threadId, readAt }) => threadId === openId && readAt === null);
  useEffect(() => {
    if (!seen) return;
    const look = () => document.visibilityState === 'visible' && read(openId);
    look();
    document.addEventListener('visibilitychange', look);
    return () => document.removeEventListener('visibilitychange', look);
  }, [seen, openId, read]);

  return { items, unread: data?.unread ?? 0, readAll: () => read(undefined) };
}
