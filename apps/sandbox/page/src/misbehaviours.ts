import type { Fault } from './api.ts';

export interface Misbehaviour {
  id: string;
  label: string;
  hint: string;
  /** For this handset only, except where a carrier as a whole is slow. */
  faults: (phone: string) => Fault[];
}

/** What carriers really do on bad days, ready to be switched on. */
export const MISBEHAVIOURS: readonly Misbehaviour[] = [
  {
    id: 'refuse',
    label: 'WhatsApp refuses this phone',
    hint: 'Every send answers 131026 at once',
    faults: (to) => [
      { on: 'meta.send', action: 'refuse', code: 131026, to },
      { on: 'twilio.send', action: 'refuse', code: 63024, to: `whatsapp:${to}` },
    ],
  },
  {
    id: 'fail-later',
    label: 'WhatsApp fails afterwards',
    hint: 'Accepted, then 131026 as a status',
    faults: (to) => [{ on: 'meta.send', action: 'fail_later', code: 131026, to }],
  },
  {
    id: 'lose',
    label: 'Lose the next answer',
    hint: 'One send is carried out, and its answer never arrives',
    faults: (to) => [
      { on: 'meta.send', action: 'drop', remaining: 1, to },
      { on: 'twilio.send', action: 'drop', remaining: 1, to },
    ],
  },
  {
    id: 'repeat',
    label: 'Repeat webhooks',
    hint: 'Messages, key presses and statuses arrive twice',
    faults: (to) => [
      { on: 'meta.webhook', action: 'repeat', times: 2, to },
      { on: 'twilio.webhook', action: 'repeat', times: 2, to },
      { on: 'status', action: 'repeat', times: 2, to },
    ],
  },
  {
    id: 'reorder',
    label: 'Statuses out of order',
    hint: 'Delivered comes before sent',
    faults: (to) => [{ on: 'status', action: 'reorder', to }],
  },
  {
    id: 'delay',
    label: 'Everything 3 s late',
    hint: 'Messages and statuses take their time',
    faults: (to) => [
      { on: 'meta.webhook', action: 'delay', ms: 3000, to },
      { on: 'twilio.webhook', action: 'delay', ms: 3000, to },
      { on: 'status', action: 'delay', ms: 3000, to },
    ],
  },
  {
    id: 'media',
    label: 'Photos fail twice',
    hint: 'The next two downloads answer 503',
    faults: (to) => [{ on: 'media', action: 'refuse', code: 503, remaining: 2, to }],
  },
  {
    id: 'revoke',
    label: 'Meta revokes the token',
    hint: 'Every request answers 190; WhatsApp turns red within a minute',
    faults: () => [{ on: 'meta.auth', action: 'refuse', code: 190 }],
  },
  {
    id: 'lost',
    label: 'Lose Twilio’s webhooks',
    hint: 'Texts never arrive by webhook; the hub finds them in Twilio’s list',
    faults: (to) => [{ on: 'twilio.webhook', action: 'drop', to }],
  },
];

/** On while any of its faults may still strike. */
export function isActive(misbehaviour: Misbehaviour, phone: string, faults: readonly Fault[]): boolean {
  return misbehaviour.faults(phone).some((wanted) => faults.some((fault) => sameFault(fault, wanted)));
}

export function without(misbehaviour: Misbehaviour, phone: string, faults: readonly Fault[]): Fault[] {
  const own = misbehaviour.faults(phone);
  return faults.filter((fault) => !own.some((wanted) => sameFault(fault, wanted)));
}

function sameFault(a: Fault, b: Fault): boolean {
  return a.on === b.on && a.action === b.action && a.to === b.to && a.code === b.code;
}
