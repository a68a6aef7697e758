import type { MediaPlace } from '#libs/platform';
import { FolderMediaStore, type MediaStore } from './media-store.js';
import { S3MediaStore } from './s3-media-store.js';

export const openMediaStore = (place: MediaPlace): MediaStore =>
  place.kind === 's3' ? new S3MediaStore(place) : new FolderMediaStore(place.folder);
