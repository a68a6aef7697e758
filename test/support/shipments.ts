import type { TestHub } from './hub.js';
import { metaBody, metaText, postMeta, postTwilio, sid, twilioText, wamid } from './providers.js';

/** One webhook with the items in it, one by one as often as they are in it. */
export interface Shipment {
  items: { key: string; fate: Fate }[];
  send(): Promise<{ status: number }>;
}
/** `unknown:<id>`: to a sender that is not configured (yet). `unstorable`: refused by a constraint of the test. */
export type Fate = 'usable' | 'undecodable' | 'unstorable' | `unknown:${string}`;

export const unstorableText = 'refused by a constraint';

/** From 0 up to 1, the same for the same seed (mulberry32). */
export function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Every kind of webhook there is, as new ones. */
export function shipping(hub: TestHub, random: () => number, phone: () => string, unknown: readonly string[]) {
  const one = (key: string, fate: Fate, send: Shipment['send']): Shipment => ({ items: [{ key, fate }], send });
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;

  function text(words = 'hello', fate: Fate = 'usable'): Shipment {
    const id = wamid();
    const body = metaText(hub, phone(), words, { id });
    return one(id, fate, () => postMeta(hub, body));
  }
  function sms(): Shipment {
    const params = twilioText(hub, phone(), 'hello');
    return one(params.MessageSid, 'usable', () => postTwilio(hub, '/webhooks/twilio/messages', params));
  }
  function nonsense(): Shipment {
    const body = `no JSON ${sid('')}`;
    return one(body, 'undecodable', () => postMeta(hub, body));
  }
  /** Several items of one body, some of them more than once. */
  function mixed(phoneNumberId?: string): Shipment {
    const fate: Fate = phoneNumberId ? `unknown:${phoneNumberId}` : 'usable';
    const ids = Array.from({ length: 1 + Math.floor(random() * 4) }, wamid);
    const messages = [...ids, ...ids.filter(() => random() < 0.4)].map((id) => ({
      from: phone().slice(1),
      id,
      timestamp: '1795000000',
      type: 'text',
      text: { body: 'one of several' },
    }));
    const statuses = Array.from({ length: Math.floor(random() * 3) }, wamid)
      .flatMap((id) => (random() < 0.5 ? [id, id] : [id]))
      .map((id) => ({ id, status: 'delivered', timestamp: '1795000000', recipient_id: '447700900000' }));
    const body = metaBody(hub, { messages, statuses });
    if (phoneNumberId) body.entry[0]!.changes[0]!.value.metadata.phone_number_id = phoneNumberId;
    const items = [...messages, ...statuses].map(({ id }) => ({ key: id, fate }));
    const event = wamid();
    const notices = Array.from({ length: Math.floor(random() * 3) }, () => ({
      field: 'account_update',
      value: { event },
    }));
    body.entry[0]!.changes.push(...(notices as never[]));
    items.push(...notices.map(() => ({ key: event, fate: 'usable' as const })));
    return { items, send: () => postMeta(hub, body) };
  }
  return {
    text,
    nonsense,
    mixed,
    any: (): Shipment =>
      pick([
        text,
        sms,
        nonsense,
        () => mixed(),
        () => mixed(pick(unknown)),
        () => text(unstorableText, 'unstorable'),
      ])(),
  };
}
