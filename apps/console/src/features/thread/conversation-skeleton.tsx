import { Skeleton } from '@mantine/core';
import { t } from '../../text/t.ts';

const widths = [46, 34, 52, 28, 40];

export function ConversationSkeleton() {
  return (
    <div
      role="status"
      aria-label={t('Loading messages')}
      style={{ flex: 1, padding: 20, background: 'var(--sl-canvas)' }}
    >
      {widths.map((width, row) => (
        <Skeleton
          key={width}
          height={44 + (row % 2) * 16}
          width={`${width}%`}
          radius="lg"
          mt={14}
          ml={row % 2 ? 'auto' : 0}
        />
      ))}
    </div>
  );
}
