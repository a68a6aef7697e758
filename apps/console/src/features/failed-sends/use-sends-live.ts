import type { SendCounts } from '#libs/contracts';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { sendCountsQuery } from '../../api/queries.ts';
import { socket } from '../../api/socket.ts';

/** Keeps the number of sends to decide about live on every screen, and with it the list where that is open. */
export function useSendsLive(): void {
  const client = useQueryClient();
  useEffect(() => {
    const onChanged = (counts: SendCounts) => {
      client.setQueryData(sendCountsQuery.queryKey, counts);
      void client.invalidateQueries({ queryKey: ['sends', 'list'] });
    };
    socket.on('sends.changed', onChanged);
    return () => void socket.off('sends.changed', onChanged);
  }, [client]);
}
