import { Button } from '@mantine/core';
import css from './photo-viewer.module.css';
import { lightRange, type LightState } from './use-light.ts';

const sliders = { brightness: 'Brightness', contrast: 'Contrast' } as const;

export function LightSliders({ light: { light, set, reset, changed } }: { light: LightState }) {
  return (
    <div className={css.light} role="group" aria-label="Brightness and contrast">
      {(['brightness', 'contrast'] as const).map((part) => (
        <label key={part}>
          {sliders[part]}
          <input
            type="range"
            min={lightRange.least}
            max={lightRange.most}
            step={lightRange.step}
            value={light[part]}
            aria-valuetext={`${light[part]}%`}
            onChange={(event) => set(part, event.currentTarget.valueAsNumber)}
          />
          <output className="tabular">{light[part]}%</output>
        </label>
      ))}
      <Button size="xs" variant="default" disabled={!changed} onClick={reset}>
        As taken
      </Button>
    </div>
  );
}
