import { api, type Reading } from '#libs/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { call, type CallInput } from '../../api/client.ts';
import { readingsQuery } from './reading-queries.ts';

type New = CallInput<typeof api.createReading>['body'];
type Change = CallInput<typeof api.patchReading>['body'];
export type ReadingWrite = { create: New } | { of: Reading; change: Change };

/** Writes a reading, and shows what the hub made of it at once. */
export function useSaveReading(contactId: string, onSaved: (reading: Reading) => void) {
  const client = useQueryClient();
  const { queryKey } = readingsQuery(contactId);
  return useMutation({
    mutationFn: (write: ReadingWrite) =>
      'create' in write
        ? call(api.createReading, { body: write.create })
        : call(api.patchReading, { params: { id: write.of.id }, body: { version: write.of.version, ...write.change } }),
    onSuccess: (saved) => {
      client.setQueryData(queryKey, (known) => known && [saved, ...known.filter(({ id }) => id !== saved.id)]);
      onSaved(saved);
    },
    // Also where it was refused: somebody else may have changed it.
    onSettled: () => client.invalidateQueries({ queryKey }),
  });
}
