import type { SenderNews, Standing } from '../contract/index.js';
import { fragment, list, word, type Fragment } from '../loose.js';

type Said = Omit<SenderNews, 'of'>;

/**
 * What Meta's notices say about our senders (providers.md 3.5; account_update's page of 2026-04-20). Undefined where a
 * notice says nothing that matters to sending. An account's notice names the account only, a number's the number too.
 */
export function newsOf(field: string, wabaId: string | null, content: unknown): SenderNews | undefined {
  if (wabaId === null || !Object.hasOwn(readers, field)) return undefined;
  const value = fragment(content);
  const said = readers[field]!(value);
  if (!said) return undefined;
  const number = word(value.display_phone_number) ?? word(value.phone_number);
  const address = field === 'phone_number_quality_update' && number ? `+${number.replace(/\D/g, '')}` : undefined;
  return { of: { settings: { wabaId }, ...(address && { address }) }, ...said };
}

const readers: Record<string, (value: Fragment) => Said | undefined> = {
  account_update: accountUpdate,
  account_alerts: accountAlert,
  phone_number_quality_update: qualityUpdate,
};

const everything: readonly Standing[] = ['warned', 'restricted', 'suspended'];

function accountUpdate(value: Fragment): Said | undefined {
  const ban = word(fragment(value.ban_info).waba_ban_state);
  if (ban === 'DISABLE') return standing('suspended', 'Meta has disabled the WhatsApp Business Account');
  if (ban === 'SCHEDULE_FOR_DISABLE') return standing('warned', 'Meta will disable the WhatsApp Business Account');
  if (ban === 'REINSTATE') return { lifts: everything };
  if (word(value.event) === 'ACCOUNT_DELETED')
    return standing('suspended', 'the WhatsApp Business Account was deleted');
  const restrictions = list(value.restriction_info).map(fragment);
  const of = (type: string) => restrictions.find((restriction) => word(restriction.restriction_type) === type);
  const answers = of('RESTRICTED_CUSTOMER_INITIATED_MESSAGING');
  if (answers)
    return standing('suspended', 'Meta has stopped the account from answering customers', answers.expiration);
  const invites = of('RESTRICTED_BIZ_INITIATED_MESSAGING');
  if (invites) {
    return standing('restricted', 'Meta has stopped the account from starting conversations', invites.expiration);
  }
  const violation = word(fragment(value.violation_info).violation_type);
  return violation === null ? undefined : standing('warned', `Meta reports a violation of its policy: ${violation}`);
}

/** Older deliveries carry the alert's fields at the top. */
function accountAlert(value: Fragment): Said | undefined {
  const alert = { ...value, ...fragment(value.alert_info) };
  if (word(alert.alert_severity) !== 'CRITICAL') return undefined;
  if (word(alert.alert_status) === 'RESOLVED') return { lifts: ['warned'] };
  return standing('warned', word(alert.alert_description) ?? 'Meta has sent a critical alert for the account');
}

function qualityUpdate(value: Fragment): Said | undefined {
  const event = word(value.event);
  if (event === 'FLAGGED') return { quality: 'red' };
  return event === 'UNFLAGGED' ? { quality: null } : undefined;
}

function standing(level: Standing, reason: string, expiration?: unknown): Said {
  const text = word(expiration);
  const time = text === null ? NaN : Date.parse(text.replace(/([+-]\d\d)(\d\d)$/, '$1:$2'));
  return {
    standing: { level, reason: reason.slice(0, 300), until: Number.isNaN(time) ? null : new Date(time).toISOString() },
  };
}
