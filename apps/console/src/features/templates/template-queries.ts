import { api } from '#libs/contracts';
import { queryOptions } from '@tanstack/react-query';
import { call } from '../../api/client.ts';

/** What may be sent now; `open`: whether the reply window is, because costs go by it. */
export const threadTemplatesQuery = (threadId: string, open: boolean) =>
  queryOptions({
    queryKey: ['thread-templates', threadId, open],
    queryFn: async ({ signal }) => (await call(api.threadTemplates, { params: { id: threadId } }, signal)).items,
  });

export const channelTemplatesQuery = (channelId: string) =>
  queryOptions({
    queryKey: ['channel-templates', channelId],
    refetchInterval: 20_000,
    queryFn: ({ signal }) => call(api.channelTemplates, { params: { id: channelId } }, signal),
  });
