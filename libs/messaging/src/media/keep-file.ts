import { fileType, imageType, type MediaStore, toPicture } from '#libs/media';
import * as errors from '../errors.js';
import type { ReceivedFile } from './read-upload.js';

export interface KeptFile {
  mimeType: string;
  bytes: number;
  width: number | null;
  height: number | null;
  contentKey: string;
  thumbnailKey: string | null;
}

/** A photo becomes a clean JPEG with a thumbnail; documents, recordings and videos stay as they are. */
export async function keepFile(store: MediaStore, { name, content }: ReceivedFile): Promise<KeptFile> {
  if (imageType(content) === null) {
    const mimeType = fileType(content);
    if (mimeType === null) throw errors.fileType(name);
    const { key, bytes } = await store.put(content);
    return { mimeType, bytes, width: null, height: null, contentKey: key, thumbnailKey: null };
  }
  const picture = await toPicture(content).catch(() => null);
  if (!picture) throw errors.fileDamaged(name);
  const { key, bytes } = await store.put(picture.content);
  const thumbnail = await store.put(picture.thumbnail);
  const { width, height } = picture;
  return { mimeType: 'image/jpeg', bytes, width, height, contentKey: key, thumbnailKey: thumbnail.key };
}
