import { api, type Attachment, type Message } from '#libs/contracts';
import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef } from 'react';
import { call } from '../../api/client.ts';
import { renew, watch } from '../../api/connection.ts';
import { type MessageLog, prependOlder, replaceAttachment } from './message-log.ts';
import { ThreadSync, threadWatch } from './thread-sync.ts';

const pageSize = 60;
const atOnce = 200;

const messagesQuery = (id: string) =>
  queryOptions({
    queryKey: ['messages', id],
    // Kept up to date by events and by the resync after them, not by asking again.
    staleTime: Infinity,
    gcTime: 10 * 60_000,
    queryFn: async ({ signal }): Promise<MessageLog> => {
      const { items, hasMore } = await call(api.listMessages, { params: { id }, query: { limit: pageSize } }, signal);
      return { messages: items, lastSeq: items.at(-1)?.seq ?? 0, hasOlder: hasMore };
    },
  });

/** The messages of one thread, live and without gaps while it is open. */
export function useMessages(id: string, onInbound: (messages: Message[]) => void) {
  const client = useQueryClient();
  const query = useQuery(messagesQuery(id));
  const heard = useRef(onInbound);
  useEffect(() => {
    heard.current = onInbound;
  });

  const write = useCallback(
    (change: (log: MessageLog) => MessageLog) =>
      client.setQueryData<MessageLog>(['messages', id], (log) => log && change(log)),
    [client, id],
  );

  const sync = useRef<ThreadSync>(undefined);
  const loaded = query.data !== undefined;
  useEffect(() => {
    if (!loaded) return;
    const current = new ThreadSync({
      id,
      read: () => client.getQueryData<MessageLog>(['messages', id]),
      write,
      onAdded: (messages) => {
        const inbound = messages.filter((m) => m.direction === 'inbound');
        if (inbound.length > 0) heard.current(inbound);
      },
    });
    sync.current = current;
    const unwatch = watch(current.key, () => current.run());
    const unlisten = current.listen();
    return () => {
      sync.current = undefined;
      unlisten();
      unwatch();
      current.leave();
    };
  }, [client, id, loaded, write]);

  const loadOlder = useCallback(async () => {
    const first = client.getQueryData<MessageLog>(['messages', id])?.messages[0]?.seq;
    if (!first) return;
    const page = await call(api.listMessages, { params: { id }, query: { before: first, limit: pageSize } });
    write((log) => prependOlder(log, page.items, page.hasMore));
  }, [client, id, write]);

  /** Everything from this number on, in one go: somebody wants to be there. */
  const reach = useCallback(
    async (seq: number) => {
      const first = client.getQueryData<MessageLog>(['messages', id])?.messages[0]?.seq ?? 0;
      // With a little of what stands above it.
      const from = Math.max(1, seq - 20);
      if (from >= first) return;
      const starts = Array.from({ length: Math.ceil((first - from) / atOnce) }, (_, page) => from + page * atOnce);
      const pages = await Promise.all(
        starts.map((start) =>
          call(api.listMessages, {
            params: { id },
            query: { after: start - 1, limit: Math.min(atOnce, first - start) },
          }),
        ),
      );
      write((log) =>
        prependOlder(
          log,
          pages.flatMap(({ items }) => items),
          from > 1,
        ),
      );
    },
    [client, id, write],
  );

  /** A message the hub has just answered with; the event may come before or after it. */
  const accept = useCallback((message: Message) => sync.current?.told(message), []);

  /** A photo that has just been turned here. */
  const acceptPhoto = useCallback((photo: Attachment) => write((log) => replaceAttachment(log, photo)), [write]);

  /** Where the hub has said that something was missed. */
  const resync = useCallback(() => renew(threadWatch(id)), [id]);

  return { ...query, loadOlder, reach, accept, acceptPhoto, resync };
}
