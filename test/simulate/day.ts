import { Random } from '../chaos/random.js';

export const choices = ['accept', 'decline', 'no-input', 'hang-up', 'cut-off', 'callback'] as const;
export type Choice = (typeof choices)[number];

/** What becomes of a thread, in seconds after its acceptance; null: it does not happen. */
export interface PlannedThread {
  writes: number | null;
  /** The only word is STOP. */
  stops: boolean;
  /** Taps "call me" and is put through. */
  returns: number | null;
  resolves: number | null;
  disposition: string;
  score: number | null;
}

export interface PlannedCall {
  /** Seconds after the day began. */
  after: number;
  intent: string | null;
  queue: string;
  line: string;
  waitSeconds: number;
  /** What the caller does where the choice is offered. */
  choice: Choice;
  channel: 'whatsapp' | 'sms';
  /** Whether an agent answers who stays on the line. */
  agent: boolean;
  sameIssue: boolean | undefined;
  thread: PlannedThread;
}

export interface PlannedCustomer {
  /** Null: withheld. */
  phone: string | null;
  optedOut: boolean;
  unreachable: 'by WhatsApp' | 'by both' | null;
  /** In order. */
  calls: PlannedCall[];
}

const minute = 60;
const hour = 60 * minute;
const queues = ['support', 'billing', 'moving'];
const lines = ['+442079460100', '+442079460101'];
const intents = [
  'billing.copy',
  'billing.payment',
  'meter.reading',
  'meter.fault',
  'moving',
  'leak',
  'outage',
  'dispute',
  null,
];
const dispositions = ['solved', 'solved', 'solved', 'answered', 'no_answer_needed', 'solved_by_phone'];

/** Who rings on a day, why, and what they do then: as many calls as asked for, later ones of the same customers included. */
export function planDay(count: number, seed: number): PlannedCustomer[] {
  const customers: PlannedCustomer[] = [];
  for (let calls = 0; calls < count;) {
    const customer = planCustomer(new Random(`${seed}/${customers.length}`), seed, customers.length);
    customer.calls.splice(count - calls);
    calls += customer.calls.length;
    customers.push(customer);
  }
  return customers;
}

function planCustomer(random: Random, seed: number, n: number): PlannedCustomer {
  // More by day than by night.
  const start = Math.floor(random.chance(0.85) ? random.between(8 * hour, 18 * hour) : random.between(0, 24 * hour));
  const first = planCall(random, start, random.pick(intents));
  const customer: PlannedCustomer = {
    phone: phoneOf(random, seed, n),
    optedOut: random.chance(0.02),
    unreachable: random.chance(0.04) ? 'by WhatsApp' : random.chance(0.03) ? 'by both' : null,
    calls: [first],
  };
  // Rings again at once.
  if (random.chance(0.12)) customer.calls.push(planCall(random, start + random.between(2, 8) * minute, first.intent));
  if (first.thread.stops) return customer;
  // Rings again after minutes to days, seldom twice.
  const gaps: [number, number][] = [
    [20 * minute, 3 * hour],
    [4 * hour, 23 * hour],
    [25 * hour, 71 * hour],
    [73 * hour, 166 * hour],
    [169 * hour, 190 * hour],
  ];
  for (let again = 0; again < 2 && random.chance(0.3); again++) {
    const [from, to] = random.pick(gaps);
    const intent = random.chance(0.6) ? first.intent : random.pick(intents);
    customer.calls.push(planCall(random, start + random.between(from, to), intent));
  }
  customer.calls.sort((a, b) => a.after - b.after);
  return customer;
}

/** Numbers nobody else has: a sandbox's customers, a landline now and then, or a withheld one. */
function phoneOf(random: Random, seed: number, n: number): string | null {
  if (random.chance(0.03)) return null;
  if (random.chance(0.04)) return `+44207946${String(n % 10_000).padStart(4, '0')}`;
  return `+4477${String(seed % 100).padStart(2, '0')}${String(n).padStart(6, '0')}`;
}

function planCall(random: Random, after: number, intent: string | null): PlannedCall {
  const drawn = random.next();
  const choice =
    drawn < 0.68
      ? 'accept'
      : drawn < 0.8
        ? 'decline'
        : drawn < 0.87
          ? 'no-input'
          : drawn < 0.93
            ? 'hang-up'
            : drawn < 0.96
              ? 'cut-off'
              : 'callback';
  const channel = random.chance(0.75) ? 'whatsapp' : 'sms';
  const writes = random.chance(0.8) ? Math.floor(random.between(1, 4) * minute) : null;
  const stops = writes !== null && channel === 'sms' && random.chance(0.05);
  const resolved = writes !== null && !stops && random.chance(0.85);
  return {
    after: Math.floor(after),
    intent,
    queue: random.pick(queues),
    line: random.pick(lines),
    waitSeconds: random.chance(0.9) ? Math.floor(random.between(120, 900)) : Math.floor(random.between(0, 119)),
    choice,
    channel,
    agent: random.chance(0.85),
    sameIssue: random.chance(0.3) ? random.chance(0.5) : undefined,
    thread: {
      writes,
      stops,
      returns: writes !== null && !stops && random.chance(0.08) ? Math.floor(random.between(10, 60) * minute) : null,
      resolves: resolved ? Math.floor(random.between(8, 300) * minute) : null,
      disposition: random.pick(dispositions),
      score: random.chance(0.5) ? 1 + random.below(5) : null,
    },
  };
}
