import type { Colleague, ServerEvents } from '#libs/contracts';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { usersQuery } from '../../api/queries.ts';
import { socket } from '../../api/socket.ts';

/** Who comes and goes, as the hub tells it; after a connection was lost all of it is asked for once. */
export function usePeopleLive(): void {
  const client = useQueryClient();
  useEffect(() => {
    const { queryKey } = usersQuery;
    const onUpdated: ServerEvents['people.updated'] = ({ items }) => {
      const news = new Map(items.map(({ id, ...presence }) => [id, presence]));
      client.setQueryData<Colleague[]>(queryKey, (list) =>
        list?.map((colleague) => ({ ...colleague, ...news.get(colleague.id) })),
      );
    };
    const onConnect = () => void client.invalidateQueries({ queryKey });
    socket.on('people.updated', onUpdated).on('connect', onConnect);
    return () => void socket.off('people.updated', onUpdated).off('connect', onConnect);
  }, [client]);
}
