import { type LiveBoard, liveBoardRoutes } from '#libs/contracts';
import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { call } from '../../api/client.ts';
import { useConnection, watch } from '../../api/connection.ts';
import { ask, socket, tell } from '../../api/socket.ts';

const boardQuery = queryOptions({
  queryKey: ['reports', 'live'],
  staleTime: Infinity,
  queryFn: ({ signal }) => call(liveBoardRoutes.liveBoard, {}, signal),
});

/** The board as the hub tells it. Two reads may overtake each other on the way: the newer one stays. */
export function useLiveBoard() {
  const client = useQueryClient();
  useEffect(() => {
    const { queryKey } = boardQuery;
    const onUpdated = (board: LiveBoard) =>
      client.setQueryData(queryKey, (shown) => (shown && shown.at > board.at ? shown : board));
    const stop = watch('board', async () => {
      client.setQueryData(queryKey, (await ask('board:watch', {})).board);
    });
    socket.on('board.updated', onUpdated);
    return () => {
      stop();
      tell('board:unwatch', {});
      socket.off('board.updated', onUpdated);
    };
  }, [client]);
  return useQuery(boardQuery);
}

/** As of when the board is while nothing is heard: when the hub was last heard of. Null: it is as things are. */
export function useHeardLast(board: LiveBoard): string | null {
  const live = useConnection() === 'live';
  const heardAt = useRef(board.at);
  const [leftAt, setLeftAt] = useState(board.at);
  useEffect(() => {
    const hear = () => (heardAt.current = new Date().toISOString());
    socket.on('board.updated', hear);
    socket.io.on('ping', hear);
    return () => {
      socket.off('board.updated', hear);
      socket.io.off('ping', hear);
    };
  }, []);
  useEffect(() => {
    if (!live) return undefined;
    heardAt.current = new Date().toISOString();
    return () => setLeftAt(heardAt.current);
  }, [live]);
  return live ? null : leftAt;
}
