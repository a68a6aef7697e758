import { api } from '#libs/contracts';
import { notifications } from '@mantine/notifications';
import { IconPhotoShare } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { call, wordsOf } from '../../api/client.ts';
import { t } from '../../text/t.ts';
import { useCommands } from '../../ui/commands.ts';
import { ToolButton } from './tool-button.tsx';

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
      notifications.show({ color: 'red', title: t('The link for photos was not made'), message: wordsOf(error) }),
  });
  const make = () => {
    if (!disabled && !link.isPending) link.mutate();
  };
  const label = t('Ask for photos: put a link to the upload page into the reply (Alt+U)');
  useCommands([
    { id: 'photo-link', label: t('Ask for photos'), group: 'composer', keys: 'alt+u', run: make, enabled: !disabled },
  ]);
  return <ToolButton icon={IconPhotoShare} label={label} disabled={disabled || link.isPending} onClick={make} />;
}
