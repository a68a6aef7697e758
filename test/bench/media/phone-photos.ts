import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import sharp from 'sharp';

export interface PhonePhoto {
  file: string;
  bytes: number;
}

/** Photos of 12 megapixels as phones take them: grain, a few megabytes, every other one on its side. */
export async function makePhotos(folder: string, count: number): Promise<PhonePhoto[]> {
  const photos: PhonePhoto[] = [];
  for (let n = 0; n < count; n++) {
    const noise = { type: 'gaussian', mean: 90 + n * 10, sigma: 45 } as const;
    const jpeg = await sharp({ create: { width: 4032, height: 3024, channels: 3, background: '#888', noise } })
      .blur(1.2)
      .jpeg({ quality: 90 })
      .withExif({ IFD2: { DateTimeOriginal: '2026:03:01 09:00:00' }, IFD3: { GPSLatitudeRef: 'N' } })
      .withMetadata({ orientation: n % 2 ? 6 : 1 })
      .toBuffer();
    const file = path.join(folder, `photo-${n}.jpg`);
    await writeFile(file, jpeg);
    photos.push({ file, bytes: jpeg.length });
  }
  return photos;
}
