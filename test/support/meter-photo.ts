import sharp from 'sharp';

/** The strokes of each digit, 4 wide and 8 high: drawn, because not every machine has a font. */
const strokes = [
  'M2 0 C4 0 4 2 4 4 C4 6 4 8 2 8 C0 8 0 6 0 4 C0 2 0 0 2 0Z',
  'M0.6 1.8 L2.4 0 L2.4 8',
  'M0.2 2.2 C0.2 -0.7 4 -0.7 3.8 2.4 C3.7 4.2 1 6 0.1 8 L4 8',
  'M0.3 1.4 C1 -0.6 3.8 -0.3 3.7 2 C3.6 3.6 2.4 3.8 1.6 3.8 C2.6 3.8 4 4.2 4 5.9 C4 8.4 0.8 8.8 0.1 6.5',
  'M3 8 L3 0 L0 5.6 L4.2 5.6',
  'M3.7 0 L0.8 0 L0.5 3.8 C1.6 2.8 4 3 4 5.4 C4 8.4 0.8 8.8 0.1 6.6',
  'M3.6 1.3 C2.8 -0.6 0 -0.3 0 4.6 C0 9 4 9 4 5.6 C4 2.4 0.6 2.6 0.1 5.2',
  'M0 0 L4 0 C2.4 2.6 1.7 5 1.5 8',
  'M2 3.7 C-0.2 3.5 -0.2 0 2 0 C4.2 0 4.2 3.5 2 3.7 C-0.6 3.9 -0.6 8 2 8 C4.6 8 4.6 3.9 2 3.7Z',
  'M3.9 2.8 C3.4 5.4 0 5.6 0 2.4 C0 -1 4 -1 4 3.4 C4 8.3 1.2 8.6 0.4 6.7',
];
const step = 6.6;
const scale = 24;

interface Look {
  ink?: string;
  paper?: string;
  /** Between two digits, beside what is usual: the wheels of a counter stand apart. */
  gap?: number;
  /** Degrees: nobody holds a phone straight. */
  tilt?: number;
}

/** A JPEG of a counter that shows these digits; none: of a wall. */
export function meterPhoto(digits: string, look: Look = {}): Promise<Buffer> {
  const { ink = '#1a1a1a', paper = '#e8e6df', gap = 0, tilt = 0 } = look;
  const width = Math.max(digits.length, 3) * (step + gap) + 6;
  const drawn = digits
    .split('')
    .map((digit, i) => `<path d="${strokes[Number(digit)]}" transform="translate(${4 + i * (step + gap)} 4)"/>`);
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width * scale}" height="${16 * scale}"
    viewBox="0 0 ${width} 16"><rect width="100%" height="100%" fill="${paper}"/><g fill="none" stroke="${ink}"
    stroke-width="0.95" transform="rotate(${tilt} ${width / 2} 8)">${drawn.join('')}</g></svg>`;
  return sharp(Buffer.from(svg)).jpeg({ quality: 85 }).toBuffer();
}
