/** Round numbers from 0 (or below) to the most, for the lines of a chart: at most five steps; `whole`: of whole numbers. */
export function ticksOf(least: number, most: number, whole = false): number[] {
  const range = Math.max(most, 0) - Math.min(least, 0) || 1;
  const power = 10 ** Math.floor(Math.log10(range / 4));
  const steps = [1, 2, 2.5, 5, 10, 20, 50].map((of) => of * power);
  const step = steps.find((one) => range / one <= 5 && (!whole || Number.isInteger(one)))!;
  const from = Math.floor(Math.min(least, 0) / step + 1e-9);
  const to = Math.max(from + 1, Math.ceil(Math.max(most, 0) / step - 1e-9));
  return Array.from({ length: to - from + 1 }, (_, n) => Number(((from + n) * step).toPrecision(12)));
}

/** Every how many there is room for a label. */
export const everyOf = (count: number, width: number, label: number): number =>
  Math.max(1, Math.ceil((count * label) / Math.max(1, width)));
