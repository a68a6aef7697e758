import type { ServerEvents } from '#libs/contracts';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { socket } from './socket.ts';
import { lose } from './thread-summaries.ts';

/** What the hub says is no longer theirs to see leaves every screen. */
export function useLostThreads(): void {
  const client = useQueryClient();
  useEffect(() => {
    const onGone: ServerEvents['thread.gone'] = ({ id }) => lose(client, id);
    socket.on('thread.gone', onGone);
    return () => void socket.off('thread.gone', onGone);
  }, [client]);
}
