import { type RefObject, useEffect, useEffectEvent } from 'react';
import type { Point } from './view.ts';

interface Gestures {
  zoomBy: (factor: number, at: Point) => void;
  moveBy: (by: Point) => void;
  /** A double click or tap. */
  onDouble: (at: Point) => void;
  /** A finger drawn across a photo that has nowhere to move: 1 for the next photo, -1 for the one before. */
  onSwipe: (by: 1 | -1) => void;
}

const doubleWithin = 320;
const nearby = 24;
const swipeLength = 50;
const distance = (a: Point, b: Point) => Math.hypot(a.x - b.x, a.y - b.y);

/** Wheel, drag, pinch, double tap and swipe on one element; places are told from its middle. */
export function useGestures(ref: RefObject<HTMLElement | null>, gestures: Gestures): void {
  const zoomBy = useEffectEvent(gestures.zoomBy);
  const moveBy = useEffectEvent(gestures.moveBy);
  const onDouble = useEffectEvent(gestures.onDouble);
  const onSwipe = useEffectEvent(gestures.onSwipe);

  useEffect(() => {
    const stage = ref.current;
    if (!stage) return;
    const fingers = new Map<number, Point>();
    let start: Point = { x: 0, y: 0 };
    let pinched = false;
    let tap = { at: { x: 0, y: 0 }, time: -Infinity };

    const at = ({ clientX, clientY }: MouseEvent): Point => {
      const { left, top, width, height } = stage.getBoundingClientRect();
      return { x: clientX - left - width / 2, y: clientY - top - height / 2 };
    };
    const onWheel = (event: WheelEvent) => {
      event.preventDefault();
      // A pinch on a touchpad comes as a wheel with Ctrl, in smaller steps; a wheel of old counts lines.
      const step = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 16 : 1;
      zoomBy(Math.exp(-event.deltaY * step * (event.ctrlKey ? 0.01 : 0.002)), at(event));
    };
    const onDown = (event: PointerEvent) => {
      if (event.button !== 0 || fingers.size === 2) return;
      stage.setPointerCapture(event.pointerId);
      fingers.set(event.pointerId, at(event));
      if (fingers.size === 1) start = at(event);
      pinched = fingers.size === 2;
    };
    const onMove = (event: PointerEvent) => {
      const before = fingers.get(event.pointerId);
      if (!before) return;
      const now = at(event);
      fingers.set(event.pointerId, now);
      const other = [...fingers].find(([id]) => id !== event.pointerId)?.[1];
      if (!other) return moveBy({ x: now.x - before.x, y: now.y - before.y });
      const apart = distance(before, other);
      if (apart > 0) zoomBy(distance(now, other) / apart, { x: (now.x + other.x) / 2, y: (now.y + other.y) / 2 });
      moveBy({ x: (now.x - before.x) / 2, y: (now.y - before.y) / 2 });
    };
    const onUp = (event: PointerEvent) => {
      if (!fingers.delete(event.pointerId) || fingers.size > 0) return;
      const end = at(event);
      const [dx, dy] = [end.x - start.x, end.y - start.y];
      const once = !pinched && distance(start, end) < nearby / 3;
      if (!pinched && event.pointerType === 'touch' && Math.abs(dx) > swipeLength && Math.abs(dx) > 2 * Math.abs(dy))
        onSwipe(dx < 0 ? 1 : -1);
      const twice = once && event.timeStamp - tap.time < doubleWithin && distance(tap.at, end) < nearby;
      if (twice) onDouble(end);
      tap = { at: end, time: once && !twice ? event.timeStamp : -Infinity };
    };
    const onCancel = (event: PointerEvent) => void fingers.delete(event.pointerId);

    // By hand, because React listens for wheels without a way to keep the page from scrolling.
    stage.addEventListener('wheel', onWheel, { passive: false });
    stage.addEventListener('pointerdown', onDown);
    stage.addEventListener('pointermove', onMove);
    stage.addEventListener('pointerup', onUp);
    stage.addEventListener('pointercancel', onCancel);
    return () => {
      stage.removeEventListener('wheel', onWheel);
      stage.removeEventListener('pointerdown', onDown);
      stage.removeEventListener('pointermove', onMove);
      stage.removeEventListener('pointerup', onUp);
      stage.removeEventListener('pointercancel', onCancel);
    };
  }, [ref]);
}
