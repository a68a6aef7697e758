import sharp from 'sharp';

/** A real JPEG as a phone takes it: large, with the place in it. */
export function meterPhoto(digits = '04821.7', takenAt?: string): Promise<Buffer> {
  const dial = Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="1600" height="1200">
      <rect width="1600" height="1200" fill="#dfe7e4"/><circle cx="800" cy="600" r="430" fill="#fff" stroke="#234" stroke-width="24"/>
      <rect x="520" y="510" width="560" height="150" rx="12" fill="#101c22"/>
      <text x="800" y="622" font-family="monospace" font-size="110" fill="#fff" text-anchor="middle">${digits}</text>
      <text x="800" y="780" font-family="sans-serif" font-size="60" fill="#234" text-anchor="middle">m³</text></svg>`,
  );
  return sharp(dial)
    .jpeg({ quality: 90 })
    .withExif({
      IFD0: { Make: 'Phone' },
      ...(takenAt && { IFD2: { DateTimeOriginal: takenAt } }),
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '51/1 30/1 0/1' },
    })
    .toBuffer();
}
