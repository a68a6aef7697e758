import { Injectable, Logger, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import {
  fileType,
  imageType,
  maxPhotoBytes,
  MediaStore,
  type Photo,
  PhotoDecoder,
  RefusedFile,
  type SpooledFile,
  tooLarge,
  whyNoPhoto,
  whyNotShown,
} from '#libs/media';
import { Clock, Database } from '#libs/platform';
import * as errors from '../errors.js';

export interface KeptFile {
  mimeType: string;
  bytes: number;
  width: number | null;
  height: number | null;
  contentKey: string;
  thumbnailKey: string | null;
  /** The photo as it came, where the company keeps those. */
  originalKey: string | null;
  takenAt: Date | null;
  placeholder: string | null;
}

/** Of `attachments`, in the order of `keptValues`: what is known of a file once it is kept. */
export const keptColumns =
  'mime_type, bytes, width, height, content_key, thumbnail_key, original_key, taken_at, placeholder';
export const keptValues = (kept: KeptFile) => [
  kept.mimeType,
  kept.bytes,
  kept.width,
  kept.height,
  kept.contentKey,
  kept.thumbnailKey,
  kept.originalKey,
  kept.takenAt,
  kept.placeholder,
];

export interface FileRules {
  maxBytes: number;
  /** What the sender says it is. Where that is no photo, files of unknown kinds are kept too, for download alone. */
  claimed?: string;
  /** From a customer: the original is kept beside it where the workspace says so. */
  fromCustomer: boolean;
}

/** The one way by which files get into the media store, whoever sent them. */
@Injectable()
export class Files implements OnModuleInit, OnApplicationShutdown {
  private readonly log = new Logger('Files');

  constructor(
    private readonly db: Database,
    private readonly store: MediaStore,
    private readonly decoder: PhotoDecoder,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    const sweep = this.store.spool.sweep(this.clock.now());
    sweep.catch((error: Error) => this.log.warn(`left-over files not removed: ${error.message}`));
  }

  onApplicationShutdown(): void {
    this.decoder.stop();
  }

  /**
   * A photo becomes a clean JPEG with a thumbnail; documents, recordings and videos stay as they are. Rejects with
   * `RefusedFile` where it can never be kept; after anything else, a full disk above all, it is worth trying again. Nothing
   * is left of a file that is not kept.
   */
  async keep(content: Uint8Array | AsyncIterable<Uint8Array>, rules: FileRules): Promise<KeptFile> {
    try {
      const file = await this.store.spool.receive(content, rules.maxBytes);
      try {
        return await this.keepWhole(file, rules);
      } finally {
        await this.store.spool.letGo(file);
      }
    } catch (error) {
      throw isFull(error) ? errors.noRoom() : error;
    }
  }

  private async keepWhole(file: SpooledFile, { claimed, fromCustomer }: FileRules): Promise<KeptFile> {
    if (file.bytes === 0) throw new RefusedFile('empty', 'The file is empty.');
    if (imageType(file.head)) {
      if (file.bytes > maxPhotoBytes) throw tooLarge(maxPhotoBytes);
      return this.keepPhoto(await this.decoder.decode(file.path), fromCustomer ? file : null);
    }
    // As a document a picture would keep the place it was taken at.
    const refused = whyNotShown(file.head);
    if (refused !== null) throw new RefusedFile('kind', refused);
    const mimeType = fileType(file.head) ?? claimed;
    if (mimeType === undefined || mimeType.startsWith('image/')) throw new RefusedFile('kind', whyNoPhoto(file.head));
    const { key, bytes } = await this.store.take(file);
    return { ...noPhoto, mimeType, bytes, contentKey: key };
  }

  private async keepPhoto(photo: Photo, original: SpooledFile | null): Promise<KeptFile> {
    const { width, height, takenAt, placeholder } = photo;
    const { key, bytes } = await this.store.put(photo.content);
    const thumbnail = await this.store.put(photo.thumbnail);
    const originalKey = original && (await this.keepsOriginals()) ? (await this.store.take(original)).key : null;
    return {
      mimeType: 'image/jpeg',
      bytes,
      width,
      height,
      contentKey: key,
      thumbnailKey: thumbnail.key,
      originalKey,
      takenAt,
      placeholder,
    };
  }

  private async keepsOriginals(): Promise<boolean> {
    const [workspace] = await this.db.query<{ keeps: boolean }>('select keep_originals as keeps from workspace');
    return workspace?.keeps ?? false;
  }
}

const noPhoto = {
  width: null,
  height: null,
  thumbnailKey: null,
  originalKey: null,
  takenAt: null,
  placeholder: null,
};

const isFull = (error: unknown) => ['ENOSPC', 'EDQUOT'].includes(String((error as NodeJS.ErrnoException).code));
