import { NativeSelect } from '@mantine/core';
import { type ChartMeasure, chartMeasures } from './chart-measures.ts';

interface Props {
  label: string;
  measure: ChartMeasure;
  onChange: (measure: ChartMeasure) => void;
}

export function MeasureChoice({ label, measure, onChange }: Props) {
  return (
    <NativeSelect
      size="xs"
      aria-label={label}
      value={measure.id}
      onChange={({ currentTarget: { value } }) => onChange(chartMeasures.find(({ id }) => id === value)!)}
      data={chartMeasures.map(({ id, name }) => ({ value: id, label: name }))}
    />
  );
}
