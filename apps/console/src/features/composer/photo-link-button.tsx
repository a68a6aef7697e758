import { api } from '#libs/contracts';
import { ActionIcon } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import { IconCamera } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { call, wordsOf } from '../../api/client.ts';

interface Props {
  threadId: string;
  disabled: boolean;
  /** A sentence with a link by which the customer can send photos. */
  onText: (text: string) => void;
}

/** For customers who cannot send photos by the channel they write on. */
export function PhotoLinkButton({ threadId, disabled, onText }: Props) {
  const link = useMutation({
    mutationFn: () => call(api.createUploadLink, { params: { id: threadId }, body: {} }),
    onSuccess: ({ text }) => onText(text),
    onError: (error) =>
      notifications.show({ color: 'red', title: 'The link for photos was not made', message: wordsOf(error) }),
  });
  const make = () => {
    if (!disabled && !link.isPending) link.mutate();
  };
  // By where the key is: with Alt many layouts write another letter. In the text box too.
  useHotkeys([['alt+U', make, { usePhysicalKeys: true }]], []);
  const label = 'Ask for photos: put a link to the upload page into the reply (Alt+U)';
  return (
    <ActionIcon
      variant="subtle"
      color="gray"
      size={36}
      disabled={disabled}
      loading={link.isPending}
      aria-label={label}
      aria-keyshortcuts="Alt+U"
      title={label}
      onClick={make}
    >
      <IconCamera size={19} aria-hidden />
    </ActionIcon>
  );
}
