import type { ConsentPurpose, HeldConsent, SendPurpose } from '#libs/contracts';
import { t } from './t.ts';

/** How something about consent was said, without its time: "Said STOP". */
export function saidWords({
  source,
  note,
  action,
  by,
}: Omit<HeldConsent, 'id' | 'at'> & { by?: string | null }): string {
  switch (source) {
    case 'keyword':
      return t('Said {{word}}', { word: note ?? (action === 'opt_out' ? 'STOP' : 'START') });
    case 'provider':
      return t('Told by the provider');
    case 'spoken':
      return by ? t('Said on the phone, recorded by {{name}}', { name: by }) : t('Said on the phone');
    case 'page':
      return t('Chosen on a page');
    case 'agent':
      return by ? t('Recorded by {{name}}', { name: by }) : t('Recorded by a colleague');
    case 'api':
      return t('Reported by another system');
  }
}

export const purposeWords: Record<SendPurpose, string> = {
  service: t('Reply or invite'),
  notice: t('News'),
  marketing: t('Marketing'),
  confirmation: t('Confirmation'),
};

/** What an entry is about, where that is not everything. */
export const scopeWords: Record<ConsentPurpose, string | null> = {
  all: null,
  service: t('replies only'),
  notice: t('news only'),
  marketing: t('marketing only'),
};
