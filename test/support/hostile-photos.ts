import { deflateSync } from 'node:zlib';
import sharp from 'sharp';

/** Files as nobody should send them; made here, so that no such thing lies in the repository. */

/** A PNG of one colour with this many pixels, whatever they would unfold to: 16,000 x 16,000 are 31 kB. */
export function unfoldingPng(width: number, height: number): Buffer {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  // One bit of grey.
  head[8] = 1;
  const rows = Buffer.alloc((1 + Math.ceil(width / 8)) * height);
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(rows, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}

function crc32(bytes: Buffer): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return (crc ^ 0xffffffff) >>> 0;
}

export const script = '<script>alert(document.cookie)</script>';

/** A JPEG that a browser would also read as a page: HTML in a comment at its beginning, and behind its end. */
export async function polyglot(): Promise<Buffer> {
  const jpeg = await plain(320, 240).jpeg().toBuffer();
  const html = Buffer.from(`<!doctype html><html><body>${script}`);
  const comment = Buffer.concat([Buffer.from([0xff, 0xfe, 0, html.length + 2]), html]);
  return Buffer.concat([jpeg.subarray(0, 2), comment, jpeg.subarray(2), html]);
}

/** As phones take them: on its side, with a place, a camera and a time. */
export const phonePhoto = (width = 1200, height = 800): Promise<Buffer> =>
  plain(width, height)
    .jpeg()
    .withExif({
      IFD0: { Make: 'SecretCamera', Model: 'Secret 9', Orientation: '6' },
      IFD2: { DateTimeOriginal: '2026:03:01 09:00:00', OffsetTimeOriginal: '+01:00' },
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '51/1 30/1 0/1', GPSLongitudeRef: 'W', GPSLongitude: '0/1 7/1 0/1' },
    })
    .withMetadata({ orientation: 6 })
    .toBuffer();

export const plain = (width: number, height: number, background = '#3366aa') =>
  sharp({ create: { width, height, channels: 3, background } });

export const noisy = (width: number, height: number) =>
  sharp({
    create: { width, height, channels: 3, background: '#fff', noise: { type: 'gaussian', mean: 128, sigma: 30 } },
  });

/** Two frames, a red one and a blue one. */
export async function moving(): Promise<Buffer> {
  const frames = ['#ff0000', '#0000ff'].map((colour) => plain(40, 30, colour).png().toBuffer());
  return sharp(await Promise.all(frames), { join: { animated: true } })
    .webp({ lossless: true })
    .toBuffer();
}
