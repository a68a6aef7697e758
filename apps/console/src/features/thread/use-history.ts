import { api, type Attachment, type Message, type TimelineEntry } from '#libs/contracts';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { call } from '../../api/client.ts';
import type { Place } from './jump.ts';
import { beforeThread, besideThread, nextOf, type Past } from './past.ts';

const pageSize = 60;

const messagesBefore = (id: string, before: number | undefined) =>
  call(api.listMessages, { params: { id }, query: { before, limit: pageSize } });

/** What was said with the same person before and beside a thread: older threads piece by piece, and calls. */
export function useHistory(contactId: string, current: { id: string; createdAt: string }) {
  const { id: currentId, createdAt } = current;
  const timeline = useInfiniteQuery({
    queryKey: ['timeline', contactId],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam: cursor, signal }) =>
      call(api.contactTimeline, { params: { id: contactId }, query: { limit: 50, cursor } }, signal),
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
  });
  const { data, hasNextPage, isFetching, fetchNextPage } = timeline;
  const entries = useMemo(() => data?.pages.flatMap(({ items }) => items) ?? [], [data]);
  const older = useMemo(() => beforeThread(entries, { id: currentId, createdAt }), [entries, currentId, createdAt]);
  const beside = useMemo(() => besideThread(entries, { id: currentId, createdAt }), [entries, currentId, createdAt]);

  // A thread of long ago: its place in the history is some pages back.
  const notReached = entries.length > 0 && older.length === 0 && hasNextPage;
  useEffect(() => {
    if (notReached && !isFetching) void fetchNextPage();
  }, [notReached, isFetching, fetchNextPage]);

  const [past, setPast] = useState<readonly Past[]>([]);
  const latest = useRef<readonly Past[]>([]);
  const olderNow = useRef(older);
  useEffect(() => {
    olderNow.current = older;
  });
  const keep = useCallback((next: readonly Past[]) => {
    latest.current = next;
    setPast(next);
  }, []);

  /** One piece more; false where there is none. */
  const load = useCallback(async (): Promise<boolean> => {
    const [top] = latest.current;
    if (top?.kind === 'thread' && top.hasOlder) {
      const page = await messagesBefore(top.thread.id, top.messages[0]?.seq);
      const messages = [...page.items, ...top.messages];
      keep([{ ...top, messages, hasOlder: page.hasMore }, ...latest.current.slice(1)]);
      return true;
    }
    let next = nextOf(olderNow.current, latest.current);
    if (next.length === 0) {
      const { data: all } = await fetchNextPage();
      next = nextOf(
        beforeThread(all?.pages.flatMap(({ items }) => items) ?? [], { id: currentId, createdAt }),
        latest.current,
      );
    }
    const read = await Promise.all(next.map(readPiece));
    if (read.length > 0) keep([...read.toReversed(), ...latest.current]);
    return read.length > 0;
  }, [createdAt, currentId, fetchNextPage, keep]);

  /** Loads as far back as a message; false where it is not in this person's past. */
  const reach = useCallback(
    async ({ threadId, seq }: Place): Promise<boolean> => {
      for (let pieces = 0; pieces < 100; pieces += 1) {
        const found = latest.current.find((piece) => piece.kind === 'thread' && piece.thread.id === threadId);
        if (found?.kind === 'thread' && (found.messages[0]?.seq ?? Infinity) <= seq) return true;
        if (!(await load())) return false;
      }
      return false;
    },
    [load],
  );

  const acceptPhoto = useCallback(
    (photo: Attachment) =>
      keep(
        latest.current.map((piece) =>
          piece.kind === 'call' ? piece : { ...piece, messages: piece.messages.map((m) => withPhoto(m, photo)) },
        ),
      ),
    [keep],
  );

  const messages = useMemo(() => past.flatMap((piece) => (piece.kind === 'thread' ? piece.messages : [])), [past]);
  const next: TimelineEntry | undefined = nextOf(older, past).at(-1);
  const [top] = past;
  const more = (top?.kind === 'thread' && top.hasOlder) || next !== undefined || hasNextPage;
  return { past, messages, ...beside, more, next, load, reach, acceptPhoto };
}

async function readPiece(entry: TimelineEntry): Promise<Past> {
  if (entry.kind === 'call') return { kind: 'call', call: entry.call };
  const { items, hasMore } = await messagesBefore(entry.thread.id, undefined);
  return { kind: 'thread', thread: entry.thread, messages: items, hasOlder: hasMore };
}

const withPhoto = (message: Message, photo: Attachment): Message =>
  message.attachments.some(({ id }) => id === photo.id)
    ? { ...message, attachments: message.attachments.map((a) => (a.id === photo.id ? photo : a)) }
    : message;

export type History = ReturnType<typeof useHistory>;
