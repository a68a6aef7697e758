import { createHash } from 'node:crypto';

/** A number from 0 up to 1 that looks random and is the same for every call of an episode. */
export function drawFor(episodeId: string): number {
  return createHash('sha256').update(`holdout ${episodeId}`).digest().readUIntBE(0, 6) / 2 ** 48;
}
