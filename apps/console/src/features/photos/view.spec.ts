import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fitScale, fitted, mostZoom, moved, reach, turnedSize, within, zoomed } from './view.ts';

const photo = { width: 1600, height: 1200 };
const stage = { width: 800, height: 800 };
const size = fc.record({ width: fc.integer({ min: 1, max: 8000 }), height: fc.integer({ min: 1, max: 8000 }) });
const place = fc.record({ x: fc.integer({ min: -9000, max: 9000 }), y: fc.integer({ min: -9000, max: 9000 }) });
const anyView = fc.record({
  zoom: fc.double({ min: 0.01, max: 100, noNaN: true }),
  x: fc.integer({ min: -9000, max: 9000 }),
  y: fc.integer({ min: -9000, max: 9000 }),
});

describe('a photo on its stage', () => {
  it('fits as a whole, turned too, and is not blown up', () => {
    expect(fitScale(photo, stage)).toBe(0.5);
    expect(fitScale(turnedSize(photo, 90), { width: 600, height: 800 })).toBe(0.5);
    expect(fitScale({ width: 100, height: 50 }, stage)).toBe(1);
  });

  it('stays under the pointer when it comes nearer', () => {
    const at = { x: 200, y: -150 };
    // What lies at `at`, in the photo's own measure, before and after.
    const under = ({ zoom, x, y }: typeof fitted) => [(at.x - x) / zoom, (at.y - y) / zoom];
    const near = zoomed(fitted, 4, at, photo, stage);
    expect(near.zoom).toBe(4);
    expect(under(near)).toEqual(under(fitted));
    expect(under(zoomed(near, 1.5, at, photo, stage))).toEqual(under(near));
  });

  it('goes back to the middle when all of it fits again', () => {
    const near = zoomed(fitted, 5, { x: 300, y: 200 }, photo, stage);
    expect(zoomed(near, 0.01, { x: 300, y: 200 }, photo, stage)).toEqual(fitted);
  });

  it('stops at its own edge', () => {
    expect(moved({ zoom: 2, x: 0, y: 0 }, { x: 9999, y: -9999 }, photo, stage)).toEqual({ zoom: 2, x: 400, y: -200 });
    expect(moved(fitted, { x: 50, y: 50 }, photo, stage)).toEqual(fitted);
  });

  it('never leaves its stage, whatever is asked of it', () => {
    fc.assert(
      fc.property(anyView, size, size, place, fc.double({ min: 0.01, max: 50, noNaN: true }), (view, p, s, at, by) => {
        for (const { zoom, x, y } of [within(view, p, s), zoomed(within(view, p, s), by, at, p, s)]) {
          expect(zoom).toBeGreaterThanOrEqual(1);
          expect(zoom).toBeLessThanOrEqual(mostZoom(p, s));
          const far = reach(zoom, p, s);
          expect(Math.abs(x)).toBeLessThanOrEqual(far.x);
          expect(Math.abs(y)).toBeLessThanOrEqual(far.y);
        }
      }),
    );
  });
});
