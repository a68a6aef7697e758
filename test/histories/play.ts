import { isDeepStrictEqual } from 'node:util';
import type { InboxLedger } from '../support/inbox-ledger.js';
import type { Case, Delivery, History } from './history.js';
import { expected, type PersonState } from './model.js';
import { observed } from './observed.js';
import type { Rig } from './rig.js';
import { type Item, tell, type Telling } from './telling.js';
import { webhooksOf } from './wire.js';

export interface Stage {
  rig: Rig;
  /** What all that was posted must have been counted as. */
  ledger: InboxLedger;
  /** The next number that no telling has yet. */
  next: () => number;
  /** The beginning of every history: a whole second, some hours ago. */
  from: number;
  /** Over HTTP with signatures, or past it. */
  overHttp: boolean;
}

/** Over HTTP only who gives a time can come in any order: Twilio's is that of receipt. */
const byMeta = (history: History): History => ({
  ...history,
  persons: history.persons.map((kind) => (kind === 'only-id' || kind === 'sometimes-hidden' ? 'number-and-id' : kind)),
  sends: history.sends.map((send) => ({ ...send, way: 'meta' })),
  before: history.before.map((event) => (event.event === 'message' ? { ...event, way: 'meta' } : event)),
  after: history.after.map((event) => (event.event === 'message' ? { ...event, way: 'meta' } : event)),
});

/** A person that did not end as the model says, or as after another delivery. */
export class Different extends Error {
  override name = 'Different';
}

/** Plays one history by each of its deliveries: all must end as the model says. */
export async function play(stage: Stage, { history: told, deliveries }: Case): Promise<void> {
  const history = stage.overHttp ? byMeta(told) : told;
  for (const delivery of deliveries) {
    const telling = tell(history, stage.next(), stage.from);
    await deliver(stage, telling, delivery);
    const model = expected(telling);
    for (const [i, person] of telling.persons.entries()) {
      const { threadId: _, ...found } = await observed(stage.rig, person);
      const right = model[i]!;
      if (!right.some((state) => isDeepStrictEqual(found, state))) throw new Different(difference(i, found, right[0]!));
    }
  }
}

async function deliver(stage: Stage, telling: Telling, delivery: Delivery): Promise<void> {
  const { rig } = stage;
  let answerNow = () => {};
  const until = new Promise<void>((resolve) => (answerNow = resolve));
  const late = delivery.lateAnswer ? telling.sends.at(-1) : undefined;
  for (const sending of telling.sends) {
    const person = telling.persons[sending.person]!;
    await rig.send(sending, person, sending === late ? until : Promise.resolve());
    if (sending !== late) await accepted(rig, sending.id);
  }
  await post(stage, telling.before, delivery).finally(answerNow);
  if (late) await accepted(rig, late.id);
  const { answer } = telling;
  if (answer) {
    const { threadId } = await observed(rig, telling.persons[answer.person]!);
    await rig.answer(threadId!, answer);
    await accepted(rig, answer.id);
  }
  if (telling.resolved) {
    const { threadId } = await observed(rig, telling.persons[0]!);
    if (threadId) await rig.resolve(threadId);
  }
  // Repeats of what came before the answer come after it too.
  const again = telling.before.filter((_, i) => (i + delivery.shuffle) % 10 < delivery.repeats);
  await post(stage, [...again, ...telling.after], delivery);
}

async function post({ rig, ledger, overHttp }: Stage, items: readonly Item[], delivery: Delivery): Promise<void> {
  const webhooks = webhooksOf(items, delivery, rig.senders);
  const atOnce = 1 + delivery.atOnce;
  for (let i = 0; i < webhooks.length; i += atOnce) {
    await Promise.all(
      webhooks.slice(i, i + atOnce).map(async (webhook, j) => {
        const hub = rig.hubs[delivery.hubs === 2 ? (j % 2 === 0 ? 0 : 1) : 0];
        await (overHttp ? rig.post(webhook, hub) : rig.hand(webhook, hub));
        for (const { key, usable } of webhook.items) ledger.sent(key, usable);
      }),
    );
  }
}

/** Until the provider's answer is durable, and with it the receipts that came before. */
async function accepted({ db }: Rig, id: string): Promise<void> {
  for (const until = Date.now() + 10_000; ;) {
    const [row] = await db.named(
      'history-accepted',
      `select 1 from message_refs r where provider_message_id = $1 and exists (select from outbox o
         where o.id = r.outbox_id and state = 'accepted') and not exists (select from parked_statuses p
         where p.provider_message_id = r.provider_message_id)`,
      [id],
    );
    if (row) return;
    if (Date.now() > until) throw new Error(`the send ${id} was not accepted`);
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
}

function difference(i: number, found: PersonState, model: PersonState): string {
  const fields = (Object.keys(model) as (keyof PersonState)[]).filter(
    (field) => !isDeepStrictEqual(found[field], model[field]),
  );
  const lines = fields.map(
    (field) => `  ${field}: is ${text(found[field])}\n  ${' '.repeat(field.length)}  not ${text(model[field])}`,
  );
  return `person ${i} ended otherwise than the model:\n${lines.join('\n')}`;
}
const text = (value: unknown) =>
  Array.isArray(value)
    ? `[\n${value.map((entry) => `      ${JSON.stringify(entry)}`).join('\n')}\n    ]`
    : JSON.stringify(value);

/** A history in lines that can be read. */
export function readable({ history, deliveries }: Case): string {
  const event = (e: History['before'][number]) =>
    e.event === 'message'
      ? `    ${e.at} s  person ${e.person} by ${e.way}: ${JSON.stringify(e.words)} (name ${e.name}, spelling ${e.spelling}, shows ${e.shows})`
      : e.event === 'receipt'
        ? `    ${e.at} s  receipt of send ${e.send}: ${e.word} (error ${e.error})`
        : `    noise: ${e.noise}`;
  return [
    `  persons: ${history.persons.join(', ')}`,
    ...history.sends.map((send, i) => `  send ${i}: to person ${send.person} by ${send.way}`),
    '  before:',
    ...history.before.map(event),
    `  ${history.answered ? 'answered' : 'not answered'}${history.resolved ? ', resolved' : ''}, then:`,
    ...history.after.map(event),
    ...deliveries.map((delivery) => `  delivery: ${JSON.stringify(delivery)}`),
  ].join('\n');
}
