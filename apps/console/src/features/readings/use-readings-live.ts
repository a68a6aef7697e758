import type { Message } from '#libs/contracts';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { readingsQuery } from './reading-queries.ts';

/** Whatever happens to a reading leaves a line in its thread, by which every open screen hears of it. */
export function useReadingsLive(messages: readonly Message[], contactId: string): void {
  const client = useQueryClient();
  const last = messages.findLast(({ type, content }) => type === 'event' && content?.readingId !== undefined)?.seq ?? 0;
  useEffect(() => {
    if (last) void client.invalidateQueries({ queryKey: readingsQuery(contactId).queryKey });
  }, [client, contactId, last]);
}
