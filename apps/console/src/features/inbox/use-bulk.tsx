import { api, type BulkAction, type BulkResult } from '#libs/contracts';
import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { call, wordsOf } from '../../api/client.ts';
import { threadsKey, useMe } from '../../api/queries.ts';
import { learn } from '../../api/thread-summaries.ts';
import { inWords } from '../../text/problem-words.ts';
import { t } from '../../text/t.ts';

/** How long the way back is offered. */
const undoMs = 10_000;

const doneWords: Record<BulkAction['kind'], (count: number) => string> = {
  assign: (count) => t('{{count}} assigned', { count }),
  resolve: (count) => t('{{count}} resolved', { count }),
  snooze: (count) => t('{{count}} snoozed', { count }),
  tag: (count) => t('{{count}} tagged', { count }),
  priority: (count) => t('{{count}} prioritised', { count }),
  read: (count) => t('{{count}} marked as read', { count }),
  unread: (count) => t('{{count}} marked as unread', { count }),
};

/** The same for several threads; says what was done, what was not and why, and takes it back for ten seconds. */
export function useBulk(onDone: () => void) {
  const client = useQueryClient();
  const me = useMe().id;
  const take = (items: readonly BulkResult[]) => {
    for (const { thread } of items) if (thread) learn(client, thread, me);
    // What came into a list by it may lie behind its loaded pages.
    void client.invalidateQueries({ queryKey: threadsKey });
  };
  const refusals = async (items: readonly BulkResult[]) => {
    const refused = items.flatMap(({ problem }) => (problem ? [{ status: 409, ...problem }] : []));
    if (refused.length === 0) return null;
    const problems = await Promise.all(refused.map(inWords));
    const why = [...new Set(problems.map(({ title }) => title))].join('; ');
    return t('{{count}} not: {{why}}', { count: problems.length, why });
  };

  const undo = async (token: string, notice: string) => {
    notifications.hide(notice);
    try {
      const { items } = await call(api.undoBulk, { body: { token } });
      take(items);
      const refused = await refusals(items);
      notifications.show({ message: refused ? `${t('Taken back')}. ${refused}` : t('Taken back') });
    } catch (error) {
      notifications.show({ color: 'red', title: t('It couldn’t be taken back'), message: wordsOf(error) });
    }
  };

  return useMutation({
    mutationFn: (input: { ids: string[]; action: BulkAction }) => call(api.changeThreads, { body: input }),
    onSuccess: async ({ items, undo: way }, { action }) => {
      take(items);
      onDone();
      const done = items.filter(({ thread }) => thread !== null).length;
      const refused = await refusals(items);
      const id = `bulk-${way?.token ?? Date.now()}`;
      notifications.show({
        id,
        autoClose: undoMs,
        ...(refused && { color: 'yellow' }),
        title: done > 0 ? doneWords[action.kind](done) : t('Nothing was changed'),
        message: (
          <>
            {refused}
            {way && (
              <Button size="compact-sm" variant="default" mt={refused ? 6 : 0} onClick={() => void undo(way.token, id)}>
                {t('Undo')}
              </Button>
            )}
          </>
        ),
      });
    },
    onError: (error) => {
      notifications.show({ color: 'red', title: t('Nothing was changed'), message: wordsOf(error) });
    },
  });
}
