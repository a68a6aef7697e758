import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { takenAt } from './taken-at.js';

const now = new Date('2026-03-02T00:00:00Z');
async function exifOf(tags: Record<string, string>): Promise<Buffer> {
  const image = sharp({ create: { width: 8, height: 8, channels: 3, background: '#000' } }).jpeg();
  return (await sharp(await image.withExif({ IFD2: tags }).toBuffer()).metadata()).exif!;
}

describe('when a photo was taken', () => {
  it('is the camera’s time by its offset', async () => {
    const exif = await exifOf({ DateTimeOriginal: '2026:03:01 09:00:00', OffsetTimeOriginal: '+01:00' });
    expect(takenAt(exif, now)).toEqual(new Date('2026-03-01T08:00:00Z'));
  });

  it('is read in this machine’s time zone where there is no offset', async () => {
    const exif = await exifOf({ DateTimeOriginal: '2026:03:01 09:00:00' });
    expect(takenAt(exif, now)).toEqual(new Date(2026, 2, 1, 9));
  });

  it.each(['0000:00:00 00:00:00', '2026:13:41 09:00:00', '1970:01:01 00:00:00', '2031:03:01 09:00:00', 'yesterday'])(
    'is not known where a camera wrote %j',
    async (time) => expect(takenAt(await exifOf({ DateTimeOriginal: time, Make: 'x' }), now)).toBeNull(),
  );

  it('is not known of a block without it', async () => {
    expect(takenAt(await exifOf({ LensModel: 'x' }), now)).toBeNull();
  });

  it('of a block that is cut or changed anywhere is that time, another or none, and never an error', async () => {
    const exif = await exifOf({ DateTimeOriginal: '2026:03:01 09:00:00', OffsetTimeOriginal: '+01:00' });
    for (let length = 0; length < exif.length; length++) {
      expect([null, '2026-03-01']).toContain(
        takenAt(exif.subarray(0, length), now)?.toISOString().slice(0, 10) ?? null,
      );
    }
    for (let at = 0; at < exif.length; at++) {
      for (const byte of [0, 0xff, 0x80]) {
        const changed = Buffer.from(exif);
        changed[at] = byte;
        takenAt(changed, now);
      }
    }
    for (const odd of ['', 'II', 'Exif\0\0MM', 'Exif\0\0II*\0\xff\xff\xff\xff']) {
      expect(takenAt(Buffer.from(odd, 'latin1'), now)).toBeNull();
    }
  });
});
