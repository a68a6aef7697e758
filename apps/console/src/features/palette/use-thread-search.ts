import { api, ThreadStatus, type ThreadSummary } from '#libs/contracts';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { call } from '../../api/client.ts';

const shown = 6;

/** Threads whose customer or words match, from the second character on; `failed`: the hub could not be asked. */
export function useThreadSearch(typed: string): { threads: ThreadSummary[]; failed: boolean; searching: boolean } {
  const [q] = useDebouncedValue(typed.trim(), 180);
  const wanted = q.length > 1 && typed.trim().length > 1;
  const { data, isError, isFetching } = useQuery({
    queryKey: ['threads', 'palette', q],
    enabled: wanted,
    placeholderData: keepPreviousData,
    retry: false,
    queryFn: async ({ signal }) => {
      const find = (status: ThreadStatus) =>
        call(api.listThreads, { query: { view: 'all', status, q, limit: shown } }, signal);
      const pages = await Promise.all(ThreadStatus.options.map(find));
      return pages.flatMap((page) => page.items).slice(0, shown);
    },
  });
  return { threads: wanted ? (data ?? []) : [], failed: wanted && isError, searching: wanted && isFetching };
}
