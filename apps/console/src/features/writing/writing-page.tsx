import { api, type WritingSettings } from '#libs/contracts';
import { Radio, Stack } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { call, wordsOf } from '../../api/client.ts';
import { writingQuery } from '../../api/queries.ts';
import { t } from '../../text/t.ts';
import { LineSkeletons } from '../../ui/line-skeletons.tsx';
import { Page } from '../../ui/page.tsx';
import { ErrorState } from '../../ui/states.tsx';

const choices: { seconds: WritingSettings['undoSeconds']; label: string }[] = [
  { seconds: 0, label: t('At once') },
  { seconds: 5, label: t('After 5 seconds') },
  { seconds: 10, label: t('After 10 seconds') },
];

/** How one likes to write; for oneself, on every device. */
export function WritingPage() {
  const client = useQueryClient();
  const query = useQuery(writingQuery);
  const save = useMutation({
    mutationFn: (settings: WritingSettings) => call(api.putWritingSettings, { body: settings }),
    onSuccess: (settings) => client.setQueryData(writingQuery.queryKey, settings),
  });
  const shown = save.isPending ? save.variables : query.data;
  return (
    <Page title={t('Writing')} lead={t('How your own replies are sent, on every device.')}>
      {query.isPending && <LineSkeletons label={t('Loading…')} />}
      {query.isError && !query.data && (
        <ErrorState title={t('The settings didn’t load')} error={query.error} onRetry={() => void query.refetch()} />
      )}
      {shown && (
        <Radio.Group
          label={t('A reply is sent')}
          description={t('Until then “Undo” or Ctrl+Z takes it back. Notes are kept at once.')}
          error={save.isError && wordsOf(save.error)}
          value={String(shown.undoSeconds)}
          onChange={(value) => {
            const choice = choices.find(({ seconds }) => String(seconds) === value);
            if (choice) save.mutate({ undoSeconds: choice.seconds });
          }}
        >
          <Stack gap="xs" mt="sm">
            {choices.map(({ seconds, label }) => (
              <Radio key={seconds} value={String(seconds)} label={label} />
            ))}
          </Stack>
        </Radio.Group>
      )}
    </Page>
  );
}
