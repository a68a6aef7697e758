import { createReadStream } from 'node:fs';
import path from 'node:path';
import sharp from 'sharp';
import { FolderMediaStore, PhotoDecoder, photoLimits } from '#libs/media';
import { cpuMs } from '../process-stats.js';
import type { PhonePhoto } from './phone-photos.js';

export interface Decoded {
  /** Of all processors that worked on it. */
  cpuMs: number;
  wallMs: number;
}

/** What one program does to a photo, and the CPU it has used so far. */
interface Contender {
  make: (photo: PhonePhoto) => Promise<unknown>;
  cpu: () => number;
  stop: () => void;
}

/** From bytes on their way to two files in the store, as the hub does it. */
export function pipeline(folder: string): Contender {
  const store = new FolderMediaStore(path.join(folder, 'media'));
  const decoder = new PhotoDecoder();
  return {
    make: async ({ file }) => {
      const spooled = await store.spool.receive(createReadStream(file), Number.POSITIVE_INFINITY);
      const photo = await decoder.decode(spooled.path);
      await store.put(photo.content);
      await store.put(photo.thumbnail);
      await store.spool.letGo(spooled);
    },
    cpu: () => ownCpuMs() + cpuMs(decoder.pid!),
    stop: () => decoder.stop(),
  };
}

/** The same two pictures by sharp in this process, as its own pages show it, and nothing kept. */
export function sharpAlone(): Contender {
  sharp.cache(false);
  sharp.concurrency(1);
  const inside = { fit: 'inside', withoutEnlargement: true } as const;
  return {
    make: async ({ file }) => {
      const { viewing, thumbnail } = photoLimits;
      const upright = sharp(file).autoOrient().resize(viewing, viewing, inside);
      const shown = await upright.jpeg({ quality: 85 }).toBuffer();
      await sharp(shown).resize(thumbnail, thumbnail, inside).jpeg({ quality: 78 }).toBuffer();
    },
    cpu: ownCpuMs,
    stop: () => {},
  };
}

export async function decodeAll({ make, cpu }: Contender, photos: readonly PhonePhoto[]): Promise<Decoded> {
  const [cpuFrom, wallFrom] = [cpu(), performance.now()];
  for (const photo of photos) await make(photo);
  return { cpuMs: (cpu() - cpuFrom) / photos.length, wallMs: (performance.now() - wallFrom) / photos.length };
}

const ownCpuMs = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};
