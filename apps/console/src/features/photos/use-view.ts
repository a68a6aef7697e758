import { useMemo, useState } from 'react';
import { fitScale, fitted, moved, type Point, reach, type Size, type View, within, zoomed } from './view.ts';

const middle: Point = { x: 0, y: 0 };

/**
 * How one photo is looked at. `shown` names the photo and how it is turned: another one, or another turn, is seen as a
 * whole again. `photo` is its size as turned.
 */
export function useView(shown: string, photo: Size) {
  const [stage, setStage] = useState<Size>({ width: 0, height: 0 });
  const [held, hold] = useState({ shown, view: fitted });
  const { width, height } = photo;
  const view = held.shown === shown ? within(held.view, { width, height }, stage) : fitted;

  const steps = useMemo(() => {
    const size = { width, height };
    const change = (to: (view: View) => View) =>
      hold((now) => ({ shown, view: to(now.shown === shown ? within(now.view, size, stage) : fitted) }));
    return {
      zoomBy: (factor: number, at: Point = middle) => change((now) => zoomed(now, factor, at, size, stage)),
      moveBy: (by: Point) => change((now) => moved(now, by, size, stage)),
      fit: () => change(() => fitted),
      /** One screen pixel for each of the photo's. */
      actual: () => change((now) => zoomed(now, 1 / fitScale(size, stage) / now.zoom, middle, size, stage)),
    };
  }, [shown, width, height, stage]);

  const scale = fitScale(photo, stage) * view.zoom;
  const far = reach(view.zoom, photo, stage);
  // Less than a pixel is a rounding error: such a photo fits.
  return { view, stage, setStage, scale, pans: { x: far.x > 0.5, y: far.y > 0.5 }, ...steps };
}

export type ViewState = ReturnType<typeof useView>;
