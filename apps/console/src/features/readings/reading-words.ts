import type { Reading } from '#libs/contracts';
import { t } from '../../text/t.ts';
import type { Tone } from '../../ui/chip.tsx';

interface Standing {
  tone: Tone;
  words: string;
}

/** How far a reading can be trusted. */
export function standingOf({ status, askedAt, readBy }: Pick<Reading, 'status' | 'askedAt' | 'readBy'>): Standing {
  if (askedAt) return { tone: 'info', words: t('Customer asked') };
  switch (status) {
    case 'confirmed':
      return { tone: 'good', words: readBy === 'customer' ? t('Confirmed by the customer') : t('Confirmed') };
    case 'questioned':
      return { tone: 'wait', words: t('Looks wrong') };
    case 'proposed':
      return { tone: 'plain', words: t('Not confirmed') };
    case 'rejected':
      return { tone: 'bad', words: t('Rejected') };
  }
}
