import type { IdentityKind } from '#libs/contracts';

export const identityWords: Record<IdentityKind, string> = {
  phone: 'Phone number',
  wa_id: 'WhatsApp id',
  bsuid: 'WhatsApp user id',
};
