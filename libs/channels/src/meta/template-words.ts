import type { TemplateCategory, TemplateQuality } from '#libs/contracts';
import type { ProviderTemplate } from '../contract/index.js';
import { word } from '../loose.js';

/** Meta's words for the state of a template, in lists (`status`) and in webhooks (`event`), as ours. */
const statuses: Record<string, ProviderTemplate['status']> = {
  APPROVED: 'approved',
  REINSTATED: 'approved',
  PENDING: 'pending',
  IN_APPEAL: 'pending',
  REJECTED: 'rejected',
  PAUSED: 'paused',
  FLAGGED: 'flagged',
  DISABLED: 'disabled',
  PENDING_DELETION: 'disabled',
  DELETED: 'disabled',
  LIMIT_EXCEEDED: 'disabled',
  ARCHIVED: 'disabled',
};

/** A word that is new to us is no permission to send. */
export const statusOf = (value: unknown): ProviderTemplate['status'] =>
  statuses[word(value)?.toUpperCase() ?? ''] ?? 'pending';

export function categoryOf(value: unknown): TemplateCategory | null {
  const category = word(value)?.toLowerCase();
  return category === 'marketing' || category === 'utility' || category === 'authentication' ? category : null;
}

export function qualityOf(value: unknown): TemplateQuality {
  const quality = word(value)?.toLowerCase();
  return quality === 'green' || quality === 'yellow' || quality === 'red' ? quality : 'unknown';
}
