import { useInfiniteQuery } from '@tanstack/react-query';

interface Page<T> {
  items: T[];
  nextCursor: string | null;
}

/** A list of the API that goes on by cursor. `read`: its next page, from the beginning where there is no cursor. */
export function usePaged<T>(
  queryKey: readonly unknown[],
  read: (cursor: string | undefined, signal: AbortSignal) => Promise<Page<T>>,
  { refetchInterval }: { refetchInterval?: number } = {},
) {
  return useInfiniteQuery({
    queryKey,
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) => read(pageParam ?? undefined, signal),
    getNextPageParam: (page) => page.nextCursor,
    ...(refetchInterval && { refetchInterval }),
  });
}

export type Paged<T> = ReturnType<typeof usePaged<T>>;
