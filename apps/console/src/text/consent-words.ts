import type { ConsentPurpose, HeldConsent, SendPurpose } from '#libs/contracts';

/** How something about consent was said, without its time: "Said STOP". */
export function saidWords({
  source,
  note,
  action,
  by,
}: Omit<HeldConsent, 'id' | 'at'> & { by?: string | null }): string {
  const recorded = by ? `, recorded by ${by}` : '';
  switch (source) {
    case 'keyword':
      return `Said ${note ?? (action === 'opt_out' ? 'STOP' : 'START')}`;
    case 'provider':
      return 'Told by the provider';
    case 'spoken':
      return `Said on the phone${recorded}`;
    case 'page':
      return 'Chosen on a page';
    case 'agent':
      return `Recorded${by ? ` by ${by}` : ' by a colleague'}`;
    case 'api':
      return 'Reported by another system';
  }
}

export const purposeWords: Record<SendPurpose, string> = {
  service: 'Reply or invite',
  notice: 'News',
  marketing: 'Marketing',
  confirmation: 'Confirmation',
};

/** What an entry is about, where that is not everything. */
export const scopeWords: Record<ConsentPurpose, string | null> = {
  all: null,
  service: 'replies only',
  notice: 'news only',
  marketing: 'marketing only',
};
