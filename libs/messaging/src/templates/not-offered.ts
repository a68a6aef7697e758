import type { TemplateStatus } from '#libs/contracts';
import type { TemplateEntity } from './template.entity.js';

const words: Record<Exclude<TemplateStatus, 'approved'>, string> = {
  pending: 'is waiting for approval',
  rejected: 'was rejected',
  paused: 'is paused',
  disabled: 'is disabled',
  flagged: 'is flagged for its quality',
  withdrawn: 'is withdrawn',
};

/**
 * Why a template is not offered; null where it is. Offered: approved, healthy, and nothing in it that could not be
 * filled in. Red quality would still be carried, and brings the pause nearer with every send (Meta, template quality
 * rating, June 2026).
 */
export function notOffered({
  status,
  quality,
  reason,
  unsendable,
}: Pick<TemplateEntity, 'status' | 'quality' | 'reason' | 'unsendable'>): string | null {
  if (status !== 'approved') return reason ? `${words[status]}: ${reason}` : words[status];
  if (quality === 'red') return 'is of low quality to customers';
  return unsendable;
}
