import { randomInt } from 'node:crypto';

/** At most this many rows of counts per kind, provider and day, however often hubs start. */
const width = 16;

// Drawn and not made of the process id: in containers every hub is process 1, and they would wait for each other.
const hub = randomInt(width);

/** Where a batch is counted. Batches of different kinds are written at the same time, so each kind has its rows. */
export const slots = {
  messages: hub,
  statuses: width + hub,
  notices: 2 * width + hub,
  /** What comes by itself comes over several connections at once: any row of its kind. */
  alone: () => 3 * width + randomInt(width),
};
