import { Button, Group } from '@mantine/core';
import { t } from '../text/t.ts';

interface Props {
  onCancel: () => void;
  /** What the form does, on its button. */
  does: string;
  pending?: boolean;
  disabled?: boolean;
}

/** How a form ends: left as it is, or sent. */
export function FormActions({ onCancel, does, pending = false, disabled = false }: Props) {
  return (
    <Group justify="flex-end" gap="sm">
      <Button variant="default" onClick={onCancel}>
        {t('Cancel')}
      </Button>
      <Button type="submit" loading={pending} disabled={disabled}>
        {does}
      </Button>
    </Group>
  );
}
