import { Skeleton } from '@mantine/core';
import { t } from '../../text/t.ts';
import css from './row-skeletons.module.css';

export function RowSkeletons({ count = 6 }: { count?: number }) {
  return (
    <div role="status" aria-label={t('Loading threads')}>
      {Array.from({ length: count }, (_, row) => (
        <div key={row} className={css.row}>
          <Skeleton circle height={38} width={38} />
          <div className={css.lines}>
            <Skeleton height={12} width={`${60 - ((row * 7) % 20)}%`} />
            <Skeleton height={10} width={`${90 - ((row * 11) % 25)}%`} />
            <Skeleton height={10} width="40%" />
          </div>
        </div>
      ))}
    </div>
  );
}
