import { type Customer, days, hours, Log, minutes } from './story.js';

/** Numbers that look random and are the same for a seed (mulberry32). */
export function randomBy(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Customers who ring over ten days and do what customers do, told in the order in which a hub would hear of it: not quite. */
export function randomStory(random: () => number, customers: number, start = new Date('2026-03-23T00:00:00Z')): Log {
  const log = new Log(start);
  const one = <T>(...values: T[]): T => values[Math.floor(random() * values.length)]!;
  const likely = (share: number) => random() < share;
  const known: Customer[] = [];
  for (let n = 0; n < customers; n++) {
    const contactId = likely(0.1) ? null : log.next();
    const customer = log.customer(contactId);
    if (contactId) known.push(customer);
    let at = Math.floor(random() * days(10));
    for (let calls = one(1, 1, 1, 2, 3, 5); calls > 0; calls--) {
      ring(customer, at);
      at += one(minutes(20), hours(3), hours(24) + minutes(1), hours(50), days(4), days(7) + minutes(1), days(9));
    }
  }
  for (const [n, customer] of known.entries()) {
    if (n === 0 || !likely(0.08)) continue;
    const kept = known[Math.floor(random() * n)]!;
    const merge = { mergeId: log.next(), keptId: kept.contactId, mergedId: customer.contactId };
    const at = days(5) + Math.floor(random() * days(5));
    for (const contactId of [kept.contactId, customer.contactId]) log.add(at, 'contact.merged', { contactId }, merge);
    if (!likely(0.4)) continue;
    const back = { ...merge, ...ownOf(log, customer) };
    for (const contactId of [kept.contactId, customer.contactId]) {
      log.add(at + hours(5), 'contact.merge_undone', { contactId }, back);
    }
  }
  // Heard in the order of what happened, apart from what is reported late; a call's beginning is heard before what follows.
  const heard = new Map(
    log.events.map((event) => [event, event.at.getTime() + (likely(0.1) ? random() * days(3) : 0)]),
  );
  for (const event of log.events) {
    if (event.kind === 'call.started' || event.kind === 'handoff.begun') heard.set(event, event.at.getTime());
  }
  log.events.sort((a, b) => heard.get(a)! - heard.get(b)!);
  for (const [n, event] of log.events.entries()) event.id = event.xid = String(n + 1);
  return log;

  function ring(customer: Customer, at: number): void {
    const intent = one('billing', 'billing.refund', 'moving', 'outage', null);
    const rings = { intent, queue: one('support', 'sales', null), language: one('en-GB', 'de-DE') };
    customer.rings(at, { ...rings, line: one('+442079460000', '+442079460001') });
    if (likely(0.1)) return;
    const decision = one('offered', 'offered', 'offered', 'offered', 'not_offered', 'answered', 'control');
    customer.decided(at + 2000, decision, 'wait_over_threshold', one(1, 2));
    if (decision !== 'offered') return void customer.ends(at + minutes(4), one(true, false, null));
    const outcome = one('accepted', 'accepted', 'accepted', 'declined', 'no_input', 'hung_up', 'callback', null);
    if (outcome === null) return;
    if (outcome !== 'accepted') {
      customer.chooses(at + minutes(1), outcome, outcome === 'hung_up' ? { heard: likely(0.7) } : {});
      return void customer.ends(at + minutes(6), likely(0.6), one(null, null, true, false));
    }
    if (customer.contactId) accept(customer, at + minutes(1));
    if (likely(0.2)) {
      customer.redials(at + minutes(7), rings).decided(at + minutes(7));
      customer.chooses(at + minutes(8), one('callback', 'declined'));
    }
    if (likely(0.1))
      customer.corrected(at + days(2), one({ intent: 'moving' }, { queue: 'sales' }, { sameIssue: false }));
  }

  function accept(customer: Customer, at: number): void {
    const channel = one('whatsapp', 'sms');
    customer.accepts(at, channel, { thread: customer.threadId === '' || likely(0.5) });
    if (likely(0.1)) return void customer.undeliverable(at + minutes(1));
    // A provider's clock has whole seconds.
    if (likely(0.9)) customer.delivered(at - one(0, 800, -4000), { channel });
    if (likely(0.3)) return;
    customer.engaged(at + one(minutes(2), hours(3), hours(30)), channel);
    if (likely(0.2)) customer.returnsToVoice(at + one(minutes(10), hours(40)));
    if (likely(0.3)) return;
    const end = at + one(minutes(50), hours(20), days(3));
    if (likely(0.2)) customer.tells(end, 'thread.silent', { cycle: 1 });
    else customer.resolved(end, { confirmed: likely(0.5), voice: likely(0.1) });
    if (likely(0.6)) customer.asked(end + minutes(1));
    if (likely(0.4)) customer.scores(end + minutes(2), one(1, 2, 3, 4, 5), { solved: one(true, false, null) });
  }
}

function ownOf(log: Log, { contactId }: Customer) {
  const ids = (of: 'callId' | 'threadId') => [
    ...new Set(log.events.flatMap((event) => (event.contactId === contactId && event[of] ? [event[of]] : []))),
  ];
  return { calls: ids('callId'), threads: ids('threadId') };
}
