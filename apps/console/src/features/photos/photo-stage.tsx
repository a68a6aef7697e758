import type { Attachment, Rotation } from '#libs/contracts';
import { Button, Loader } from '@mantine/core';
import { IconPhotoOff, IconRefresh } from '@tabler/icons-react';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { t } from '../../text/t.ts';
import css from './photo-stage.module.css';
import { useGestures } from './use-gestures.ts';
import type { Light } from './use-light.ts';
import type { ViewState } from './use-view.ts';

interface Props {
  photo: Attachment;
  rotation: Rotation;
  view: ViewState;
  light: Light;
  label: string;
  /** Where the keyboard starts. */
  first?: boolean;
  onSwipe: (by: 1 | -1) => void;
  /** Keys belong to this stage from now on. */
  onActive: () => void;
}

/** What a double tap goes to. */
const near = 2.5;

/** As a photo without known measures is taken to be. */
const usual = { width: 1600, height: 1200 };
export const sizeOf = ({ width, height }: Attachment) => (width && height ? { width, height } : usual);

type Loaded = 'loading' | 'ready' | 'broken';

function Picture({ photo, state, onState }: { photo: Attachment; state: Loaded; onState: (state: Loaded) => void }) {
  const under = photo.thumbnailUrl ?? photo.placeholder;
  return (
    <>
      {state === 'loading' && under && <img src={under} alt="" draggable={false} />}
      <img
        src={photo.url ?? ''}
        alt={photo.fileName ?? t('Photo')}
        draggable={false}
        onLoad={() => onState('ready')}
        onError={() => onState('broken')}
      />
    </>
  );
}

/** One photo that can be moved, brought nearer and lit; keys are its viewer's. */
export function PhotoStage({ photo, rotation, view, light, label, first, onSwipe, onActive }: Props) {
  const stage = useRef<HTMLDivElement>(null);
  const [attempt, setAttempt] = useState(0);
  const [loaded, setLoaded] = useState<{ id: string; state: Loaded }>();
  // The stage outlives its photo, so that the keyboard's place is not lost.
  const state = loaded?.id === photo.id ? loaded.state : 'loading';
  const setState = (to: Loaded) => setLoaded({ id: photo.id, state: to });
  const measured = useEffectEvent(view.setStage);
  useEffect(() => {
    if (!stage.current) return;
    const observer = new ResizeObserver(([entry]) => {
      if (entry) measured({ width: entry.contentRect.width, height: entry.contentRect.height });
    });
    observer.observe(stage.current);
    return () => observer.disconnect();
  }, []);
  const pans = view.pans.x || view.pans.y;
  useGestures(stage, {
    zoomBy: view.zoomBy,
    moveBy: view.moveBy,
    onDouble: (at) => (view.view.zoom > 1 ? view.fit() : view.zoomBy(near, at)),
    onSwipe: (by) => !view.pans.x && onSwipe(by),
  });

  const { width, height } = sizeOf(photo);
  const { x, y } = view.view;
  return (
    <div
      ref={stage}
      className={css.stage}
      role="group"
      aria-label={label}
      tabIndex={0}
      data-autofocus={first || undefined}
      data-pans={pans || undefined}
      onFocus={onActive}
      onPointerDown={onActive}
    >
      <div
        className={css.photo}
        style={{
          width,
          height,
          transform: `translate(-50%, -50%) translate(${x}px, ${y}px) scale(${view.scale}) rotate(${rotation}deg)`,
          filter: `brightness(${light.brightness}%) contrast(${light.contrast}%)`,
        }}
      >
        {state !== 'broken' && (
          <Picture key={`${photo.id} ${attempt}`} photo={photo} state={state} onState={setState} />
        )}
      </div>
      {state === 'loading' && <Loader className={css.loading} size="sm" aria-label={t('Loading the photo')} />}
      {state === 'broken' && (
        <div className={css.broken} role="alert">
          <IconPhotoOff size={28} stroke={1.6} aria-hidden />
          {t('The photo could not be loaded.')}
          <Button
            variant="default"
            size="sm"
            leftSection={<IconRefresh size={16} />}
            onClick={() => {
              setState('loading');
              setAttempt((n) => n + 1);
            }}
          >
            {t('Try again')}
          </Button>
        </div>
      )}
    </div>
  );
}
