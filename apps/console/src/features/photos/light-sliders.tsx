import { Button } from '@mantine/core';
import { t } from '../../text/t.ts';
import css from './photo-viewer.module.css';
import { lightRange, type LightState } from './use-light.ts';

const sliders = { brightness: t('Brightness'), contrast: t('Contrast') } as const;

export function LightSliders({ light: { light, set, reset, changed } }: { light: LightState }) {
  return (
    <div className={css.light} role="group" aria-label={t('Brightness and contrast')}>
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
        {t('As taken')}
      </Button>
    </div>
  );
}
