import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const source = path.join(import.meta.dirname, '../../apps/console/src');
const css = readFileSync(path.join(source, 'ui/charts/chart-colours.css'), 'utf8');
const tokens = readFileSync(path.join(source, 'styles/tokens.css'), 'utf8');

type Colour = [number, number, number];
/** Light is what holds where nothing else is said. */
const begins = { light: ':root[data-mantine-color-scheme] {', dark: ":root[data-mantine-color-scheme='dark'] {" };
type Scheme = keyof typeof begins;
/** As light, 0 to 1 each. */
function colour(sheet: string, scheme: Scheme, name: string): Colour {
  const block = sheet.split(begins[scheme])[1]!.split('}')[0]!;
  const hex = new RegExp(`--${name}: #(\\w{6});`).exec(block)![1]!;
  return [0, 2, 4].map((at) => {
    const part = parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  }) as Colour;
}
const lightness = ([r, g, b]: Colour) => 0.2126 * r + 0.7152 * g + 0.0722 * b;
const contrast = (a: Colour, b: Colour) => {
  const [high, low] = [lightness(a), lightness(b)].toSorted((one, other) => other - one) as [number, number];
  return (high + 0.05) / (low + 0.05);
};

/** How people see them who lack a kind of cone (Machado, Oliveira and Fernandes 2009, complete). */
const eyes: Record<string, number[][]> = {
  all: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protan: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deutan: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritan: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};
const seen = (matrix: number[][], [r, g, b]: Colour) =>
  matrix.map(([x, y, z]) => Math.min(1, Math.max(0, x! * r + y! * g + z! * b))) as Colour;

/** The difference as eyes tell it: OKLab, where 0.02 is just noticed. */
function difference(a: Colour, b: Colour): number {
  const lab = ([r, g, blue]: Colour) => {
    const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * blue);
    const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * blue);
    const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * blue);
    return [
      0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
      1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
      0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
    ];
  };
  const [one, other] = [lab(a), lab(b)];
  return Math.hypot(...one.map((part, n) => part - other[n]!));
}

const marks = ['main', 'good', 'loss'];
const pairs = marks.flatMap((a, n) => marks.slice(n + 1).map((b) => [a, b] as const));

describe.each(['light', 'dark'] as const)('the colours of charts, %s', (scheme) => {
  const chart = (name: string) => colour(css, scheme, `chart-${name}`);
  const surface = colour(tokens, scheme, 'sl-surface');

  it.each(marks)('%s stands out from the page', (name) => {
    expect(contrast(chart(name), surface)).toBeGreaterThanOrEqual(3);
  });

  it.each(Object.keys(eyes))('are told apart, by eyes: %s', (eye) => {
    for (const [a, b] of pairs)
      expect(difference(seen(eyes[eye]!, chart(a)), seen(eyes[eye]!, chart(b))), `${a} and ${b}`).toBeGreaterThan(0.06);
  });

  it('are steps on the map, each with words that can be read on it', () => {
    const heat = [1, 2, 3, 4, 5].map((step) => chart(`heat-${step}`));
    heat.forEach((step, n) => {
      expect(contrast(step, chart(n < 3 ? 'on-low' : 'on-high')), `step ${n + 1}`).toBeGreaterThanOrEqual(4.5);
      for (const eye of Object.values(eyes))
        if (n > 0) expect(difference(seen(eye, step), seen(eye, heat[n - 1]!))).toBeGreaterThan(0.06);
    });
  });
});
