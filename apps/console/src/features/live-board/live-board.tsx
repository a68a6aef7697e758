import type { LiveBoard as Shown } from '#libs/contracts';
import { Button, Skeleton } from '@mantine/core';
import { useFullscreenElement } from '@mantine/hooks';
import { IconMaximize, IconMinimize } from '@tabler/icons-react';
import { type ReactNode, useEffect, useState } from 'react';
import { useNow } from '../../text/now.ts';
import { agoTime, clockTime } from '../../text/time.ts';
import { t } from '../../text/t.ts';
import { ErrorState } from '../../ui/states.tsx';
import { Board } from './board.tsx';
import css from './live-board.module.css';
import { useHeardLast, useLiveBoard } from './use-live-board.ts';
import { useWakeLock } from './use-wake-lock.ts';

/** For a screen on the wall as much as for a desk. `connection`: how the console is connected, which full screen hides. */
export function LiveBoard({ connection }: { connection: ReactNode }) {
  const { data: board, isError, isFetching, error, refetch } = useLiveBoard();
  const { ref, toggle, fullscreen } = useFullscreenElement<HTMLDivElement>();
  useWakeLock();
  return (
    <div ref={ref} className={css.board}>
      <div className={css.sheet}>
        <div className={css.head}>
          <h1>{t('Live board')}</h1>
          {fullscreen && <span className={css.connection}>{connection}</span>}
          {fullscreen && <Clock />}
          {document.fullscreenEnabled && (
            <Button
              variant="default"
              leftSection={fullscreen ? <IconMinimize size={18} /> : <IconMaximize size={18} />}
              onClick={() => void toggle()}
            >
              {fullscreen ? t('Leave full screen') : t('Full screen')}
            </Button>
          )}
        </div>
        {board && <AsOfLastHeard board={board} />}
        {board && <Board board={board} />}
        {!board && isError && !isFetching && (
          <ErrorState title={t('The live board didn’t load')} error={error} onRetry={() => void refetch()} />
        )}
        {!board && !isError && (
          <div role="status" aria-label={t('Loading the live board')} className={css.tiles}>
            {['a', 'b', 'c', 'd'].map((key) => (
              <Skeleton key={key} height="9em" radius={14} />
            ))}
          </div>
        )}
      </div>
    </div>
  );
}

/** On the wall it is the only one. */
function Clock() {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, []);
  return <time className={css.clock}>{clockTime(new Date(now).toISOString())}</time>;
}

function AsOfLastHeard({ board }: { board: Shown }) {
  const heardLast = useHeardLast(board);
  const now = useNow();
  if (!heardLast) return null;
  return (
    <p className={css.old}>
      {t('No longer live. As of {{time}}, {{ago}}', {
        time: clockTime(heardLast),
        ago: agoTime(heardLast, Math.max(now, Date.parse(heardLast))),
      })}
    </p>
  );
}
