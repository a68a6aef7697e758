import { Button } from '@mantine/core';
import { wordsOf } from '../api/client.ts';
import type { Paged } from '../api/use-paged.ts';
import { t } from '../text/t.ts';
import css from './lines.module.css';

/** Goes on in a list, where there is more; what did not come is said, and asked for again. */
export function LoadMore<T>({ list }: { list: Paged<T> }) {
  if (!list.hasNextPage) return null;
  return (
    <>
      {list.isFetchNextPageError && (
        <p role="alert" className={css.bad}>
          {wordsOf(list.error)}
        </p>
      )}
      <Button variant="default" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
        {t('Load more')}
      </Button>
    </>
  );
}
