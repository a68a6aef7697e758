import { useState } from 'react';

/** In percent of the photo as it was taken. */
export interface Light {
  brightness: number;
  contrast: number;
}
export const lightRange = { least: 40, most: 300, step: 10 };
const asTaken: Light = { brightness: 100, contrast: 100 };

/** Brightness and contrast of what is on the screen; another photo starts as it was taken. */
export function useLight(shown: string) {
  const [held, hold] = useState({ shown, light: asTaken });
  const light = held.shown === shown ? held.light : asTaken;
  const set = (part: keyof Light, percent: number) =>
    hold({ shown, light: { ...light, [part]: Math.min(Math.max(percent, lightRange.least), lightRange.most) } });
  return {
    light,
    set,
    step: (part: keyof Light, by: 1 | -1) => set(part, light[part] + by * lightRange.step),
    reset: () => hold({ shown, light: asTaken }),
    changed: light.brightness !== 100 || light.contrast !== 100,
  };
}

export type LightState = ReturnType<typeof useLight>;
