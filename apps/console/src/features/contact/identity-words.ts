import type { IdentityKind } from '#libs/contracts';
import { t } from '../../text/t.ts';

export const identityWords: Record<IdentityKind, string> = {
  phone: t('Phone number'),
  wa_id: t('WhatsApp id'),
  bsuid: t('WhatsApp user id'),
};
