import { Skeleton } from '@mantine/core';

export function LineSkeletons({ label }: { label: string }) {
  return (
    <div role="status" aria-label={label} style={{ padding: 18 }}>
      {[88, 76, 92, 70, 84, 62].map((width) => (
        <Skeleton key={width} height={16} width={`${width}%`} mb={18} />
      ))}
    </div>
  );
}
