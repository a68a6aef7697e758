import type { Attachment } from '#libs/contracts';
import { Button, Modal } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import css from './photo-viewer.module.css';

interface Props {
  photo: Attachment;
  opened: boolean;
  onClose: () => void;
}

export function PhotoViewer({ photo, opened, onClose }: Props) {
  const source = photo.url ?? photo.thumbnailUrl ?? '';
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={photo.fileName ?? 'Photo'}
      size="auto"
      centered
      closeButtonProps={{ 'aria-label': 'Close photo' }}
    >
      <img
        className={css.photo}
        src={source}
        alt={photo.fileName ?? 'Photo from the customer'}
        width={photo.width ?? undefined}
        height={photo.height ?? undefined}
      />
      <div className={css.foot}>
        <Button
          component="a"
          href={source}
          download={photo.fileName ?? ''}
          variant="default"
          size="sm"
          leftSection={<IconDownload size={16} />}
        >
          Download
        </Button>
      </div>
    </Modal>
  );
}
