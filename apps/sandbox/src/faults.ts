export const FAULT_TARGETS = [
  'twilio.send',
  'meta.send',
  'meta.upload',
  'twilio.webhook',
  'meta.webhook',
  'status',
  'media',
  'twilio.auth',
  'meta.auth',
  'twilio.account',
  'meta.account',
] as const;
export const FAULT_ACTIONS = ['delay', 'refuse', 'repeat', 'reorder', 'drop', 'fail_later', 'report'] as const;

/**
 * How a carrier is to misbehave.
 *
 * | on | delay | refuse | repeat | reorder | drop | fail_later |
 * |---|---|---|---|---|---|---|
 * | *.send | answer `ms` late | error `code` | | | accept, then cut the line | accept, then status failed `code` |
 * | meta.upload | answer `ms` late | error `code` (131053) | | | accept, then cut the line | |
 * | twilio.webhook | `ms` late | | `times` at once | held back 1 s | never delivered | |
 * | meta.webhook | `ms` late | | `times` at once | held back 1 s | its 200 is lost: sent again | |
 * | status | `ms` late | | `times` at once | the last one first | never delivered | |
 * | media | `ms` late | HTTP status `code` (503) | | | cut after half the bytes | |
 * | *.auth | | every request: `code` (20003, 190) | | | | |
 * | *.account | `ms` late | error `code` | | | the line is cut | |
 *
 * `report` on twilio.account and meta.account: the account's own record `says` so, such as `suspended` at Twilio, and at
 * Meta a quality (`YELLOW`, `RED`) or a status (`RESTRICTED`, `BANNED`).
 */
export interface Fault {
  on: (typeof FAULT_TARGETS)[number];
  action: (typeof FAULT_ACTIONS)[number];
  /** Only for this handset; `whatsapp:+44…` for its Twilio WhatsApp and not its SMS. */
  to?: string;
  ms?: number;
  times?: number;
  code?: number;
  says?: string;
  /** How often it still strikes; absent: until it is taken away. */
  remaining?: number;
}

export class Faults {
  private rules: Fault[] = [];

  get list(): readonly Fault[] {
    return this.rules;
  }

  replace(rules: readonly Fault[]): void {
    this.rules = rules.map((rule) => ({ ...rule }));
  }

  /** The faults that strike now, each used up by one. */
  strike(on: Fault['on'], address: string | null): Fault[] {
    // The order of statuses is settled when a message is accepted, not when each is delivered.
    const struck = this.rules.filter(
      (rule) => rule.on === on && concerns(rule, address) && !(on === 'status' && rule.action === 'reorder'),
    );
    return this.use(struck);
  }

  /** Whether the statuses of the message being accepted are to be reported last one first. */
  strikesOrder(address: string): boolean {
    const rule = this.rules.find(
      (known) => known.on === 'status' && known.action === 'reorder' && concerns(known, address),
    );
    return rule !== undefined && this.use([rule]).length > 0;
  }

  private use(struck: Fault[]): Fault[] {
    for (const rule of struck) if (rule.remaining !== undefined) rule.remaining--;
    this.rules = this.rules.filter(({ remaining }) => remaining === undefined || remaining > 0);
    return struck;
  }
}

/** Null where the body given is no list of faults. */
export function readFaults(body: unknown): Fault[] | null {
  const list = Array.isArray(body) ? (body as unknown[]) : (body as { rules?: unknown } | null)?.rules;
  if (!Array.isArray(list)) return null;
  const faults = list as Partial<Fault>[];
  const valid = faults.every(
    (fault) =>
      typeof fault === 'object' &&
      fault !== null &&
      FAULT_TARGETS.includes(fault.on as Fault['on']) &&
      FAULT_ACTIONS.includes(fault.action as Fault['action']) &&
      (fault.says === undefined || typeof fault.says === 'string') &&
      [fault.ms, fault.times, fault.code, fault.remaining].every((n) => n === undefined || Number.isInteger(n)),
  );
  return valid ? (faults as Fault[]).map((fault) => ({ ...fault })) : null;
}

export function delayOf(faults: readonly Fault[]): number {
  return faults.reduce((sum, { action, ms }) => {
    if (action === 'delay') return sum + (ms ?? 2000);
    return action === 'reorder' ? sum + (ms ?? 1000) : sum;
  }, 0);
}

export function timesOf(faults: readonly Fault[]): number {
  return Math.max(1, ...faults.filter(({ action }) => action === 'repeat').map(({ times }) => times ?? 2));
}

function concerns({ to }: Fault, address: string | null): boolean {
  if (to === undefined) return true;
  if (address === null || (to.startsWith('whatsapp:') && !address.startsWith('whatsapp:'))) return false;
  return digits(to) === digits(address);
}

function digits(phone: string): string {
  return phone.replace(/\D/g, '');
}
