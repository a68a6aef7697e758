import { api, type WebhookEvent } from '#libs/contracts';
import { Button, Group, Modal, Stack, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { t } from '../../text/t.ts';
import { call } from '../../api/client.ts';
import { FormFault } from '../../ui/form-fault.tsx';

interface Props {
  event: WebhookEvent;
  opened: boolean;
  onClose: () => void;
}

/** Asks first: a discarded event can't be brought back. */
export function DiscardDialog({ event, opened, onClose }: Props) {
  const client = useQueryClient();
  const [reason, setReason] = useState('');
  const discard = useMutation({
    mutationFn: () => call(api.discardWebhookEvent, { params: { id: event.id }, body: { reason } }),
    onSuccess: async () => {
      onClose();
      notifications.show({
        title: t('Discarded'),
        message: t('Event {{id}} stays in the journal under Discarded.', { id: event.id }),
      });
      await client.invalidateQueries({ queryKey: ['webhook-events'] });
    },
    // Perhaps somebody else has replayed it. The list follows when the dialog, which is part of it, has been read.
    onError: () => client.invalidateQueries({ queryKey: ['webhook-events', 'counts'] }),
  });
  const submit = (submitted: FormEvent) => {
    submitted.preventDefault();
    discard.mutate();
  };
  const close = () => {
    discard.reset();
    onClose();
    if (discard.isError) void client.invalidateQueries({ queryKey: ['webhook-events'] });
  };

  return (
    <Modal opened={opened} onClose={close} title={t('Discard this event?')} centered>
      <form onSubmit={submit}>
        <Stack gap="md">
          <span>{t('It will never be applied and can’t be replayed. It stays in the journal with your name.')}</span>
          <FormFault error={discard.error} />
          <TextInput
            label={t('Reason (optional)')}
            value={reason}
            maxLength={500}
            data-autofocus
            onChange={(change) => setReason(change.currentTarget.value)}
          />
          <Group justify="flex-end" gap="sm">
            <Button variant="default" onClick={close}>
              {t('Keep it')}
            </Button>
            <Button type="submit" color="red" loading={discard.isPending}>
              {t('Discard')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
