import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { imageType, toPicture } from './image.js';

const photo = (width: number, height: number) => sharp({ create: { width, height, channels: 3, background: '#2a6' } });

describe('imageType', () => {
  it('goes by the bytes', async () => {
    expect(imageType(await photo(8, 8).jpeg().toBuffer())).toBe('image/jpeg');
    expect(imageType(await photo(8, 8).png().toBuffer())).toBe('image/png');
    expect(imageType(await photo(8, 8).webp().toBuffer())).toBe('image/webp');
  });
  it.each(['<svg xmlns="http://www.w3.org/2000/svg"/>', '<html>', '', 'GIF89a', '%PDF-1.7'])('refuses %j', (text) =>
    expect(imageType(Buffer.from(text))).toBeNull(),
  );
});

describe('toPicture', () => {
  it('turns upright and drops place and camera', async () => {
    const turned = await photo(60, 40)
      .jpeg()
      .withExif({ IFD0: { Make: 'Phone' }, IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '51/1 30/1 0/1' } })
      .withMetadata({ orientation: 6 })
      .toBuffer();
    expect((await sharp(turned).metadata()).exif).toBeDefined();
    const picture = await toPicture(turned);
    expect([picture.width, picture.height]).toEqual([40, 60]);
    const { exif, orientation } = await sharp(picture.content).metadata();
    expect([exif, orientation]).toEqual([undefined, undefined]);
  });
  it('shrinks what is larger than a screen', async () => {
    const picture = await toPicture(await photo(4000, 3000).jpeg().toBuffer());
    expect([picture.width, picture.height]).toEqual([2048, 1536]);
    expect((await sharp(picture.thumbnail).metadata()).width).toBe(480);
  });
  it('refuses a cut file and a bomb', async () => {
    const whole = await sharp({
      create: {
        width: 400,
        height: 300,
        channels: 3,
        background: '#fff',
        noise: { type: 'gaussian', mean: 128, sigma: 30 },
      },
    })
      .jpeg()
      .toBuffer();
    await expect(toPicture(whole.subarray(0, whole.length / 2))).rejects.toThrow();
    await expect(toPicture(await photo(9000, 9000).png().toBuffer())).rejects.toThrow(/pixel limit/i);
  });
});
