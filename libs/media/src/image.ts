import sharp from 'sharp';

/** The largest image that is decoded, in pixels: 31 kB of PNG can unfold to gigabytes. */
const maxPixels = 50_000_000;
const viewingSize = 2048;
const thumbnailSize = 480;

// One decode at a time per core left over: photos must not slow webhooks down.
sharp.concurrency(1);

export type ImageType = 'image/jpeg' | 'image/png' | 'image/webp';

/** The type by the first bytes; what a sender claims is not believed. Null: not an image that is shown. */
export function imageType(content: Uint8Array): ImageType | null {
  const starts = (at: number, ...bytes: number[]) => bytes.every((byte, i) => content[at + i] === byte);
  if (starts(0, 0xff, 0xd8, 0xff)) return 'image/jpeg';
  if (starts(0, 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return 'image/png';
  if (starts(0, 0x52, 0x49, 0x46, 0x46) && starts(8, 0x57, 0x45, 0x42, 0x50)) return 'image/webp';
  return null;
}

export interface Picture {
  /** Upright JPEG for viewing, with no metadata: no place, no camera, no time. */
  content: Buffer;
  thumbnail: Buffer;
  width: number;
  height: number;
}

/** Rejects what cannot be decoded whole. Always re-encoded: nothing of the sender's bytes reaches a screen. */
export async function toPicture(content: Uint8Array): Promise<Picture> {
  const { data, info } = await sharp(content, { limitInputPixels: maxPixels, failOn: 'error' })
    .autoOrient()
    .resize(viewingSize, viewingSize, { fit: 'inside', withoutEnlargement: true })
    .flatten({ background: '#ffffff' })
    .jpeg({ quality: 85 })
    .toBuffer({ resolveWithObject: true });
  const thumbnail = await sharp(data)
    .resize(thumbnailSize, thumbnailSize, { fit: 'inside', withoutEnlargement: true })
    .jpeg({ quality: 78 })
    .toBuffer();
  return { content: data, thumbnail, width: info.width, height: info.height };
}
