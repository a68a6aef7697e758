import type { Reading } from '#libs/contracts';
import type { Tone } from '../../ui/chip.tsx';

interface Standing {
  tone: Tone;
  words: string;
}

/** How far a reading can be trusted. */
export function standingOf({ status, askedAt, readBy }: Pick<Reading, 'status' | 'askedAt' | 'readBy'>): Standing {
  if (askedAt) return { tone: 'info', words: 'Customer asked' };
  switch (status) {
    case 'confirmed':
      return { tone: 'good', words: readBy === 'customer' ? 'Confirmed by the customer' : 'Confirmed' };
    case 'questioned':
      return { tone: 'wait', words: 'Looks wrong' };
    case 'proposed':
      return { tone: 'plain', words: 'Not confirmed' };
    case 'rejected':
      return { tone: 'bad', words: 'Rejected' };
  }
}
