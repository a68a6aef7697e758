import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { channelsQuery } from '../../api/queries.ts';
import { socket } from '../../api/socket.ts';
import type { ServerEvents } from '#libs/contracts';

/** Keeps the list of channels as the hub tells it, and reads it again after every reconnect. */
export function useChannelsLive(): void {
  const client = useQueryClient();
  useEffect(() => {
    const onUpdate: ServerEvents['channels.updated'] = ({ items }) => {
      client.setQueryData(channelsQuery.queryKey, items);
      void client.invalidateQueries({ queryKey: ['channel-health-events'] });
    };
    const onConnect = () => void client.invalidateQueries({ queryKey: channelsQuery.queryKey });
    socket.on('channels.updated', onUpdate).on('connect', onConnect);
    return () => void socket.off('channels.updated', onUpdate).off('connect', onConnect);
  }, [client]);
}
