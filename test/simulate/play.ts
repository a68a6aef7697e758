import type { Call, Policy } from '#libs/contracts';
import type { Fault } from '#apps/sandbox';
import { metaText, postMeta, postTwilio, twilioText } from '../support/providers.js';
import { choices, type PlannedCall, type PlannedCustomer } from './day.js';
import { api, type Api, type Outside } from './outside.js';
import type { Played, PlayedCall, PlayedThread } from './played.js';

const atOnce = 6;
const notTaken = { whatsapp: 131026, sms: 21614 };

/** While the day is played. A fifth is held out, so that a day of a few dozen calls has some. */
const rules = {
  minWaitSeconds: 120,
  channels: ['whatsapp', 'sms'],
  disputeIntents: ['dispute'],
  menuAnswers: [{ intent: 'outage', text: 'The water in your street is back by 6.' }],
  holdout: 0.2,
};

/** Plays a planned day into a hub by its API and by signed webhooks, each customer in order, some customers at once. */
export async function playDay(
  hub: Outside,
  day: Date,
  seed: number,
  plan: readonly PlannedCustomer[],
): Promise<Played> {
  const outside = api(hub);
  const played: Played = { day, calls: [], threads: new Map() };
  const before = (await outside.get<{ items: Policy[] }>('/policies')).items.find(({ inForce }) => inForce);
  const { id } = await outside.post<Policy>('/policies', { rules });
  await outside.post(`/policies/${id}/publish`);
  await outside.misbehave(plan.flatMap(faultsOf));
  try {
    const waiting = plan.map((customer, n) => () => new Player(hub, outside, played, `${seed}-${n}`, n).play(customer));
    const worker = async () => {
      for (let next = waiting.shift(); next; next = waiting.shift()) await next();
    };
    await Promise.all(Array.from({ length: atOnce }, worker));
  } finally {
    await outside.misbehave([]);
    if (before) await outside.post(`/policies/${before.id}/publish`);
  }
  return played;
}

function faultsOf({ phone, unreachable }: PlannedCustomer): Fault[] {
  if (!phone || !unreachable) return [];
  const whatsapp = { on: 'meta.send', action: 'refuse', code: notTaken.whatsapp, to: phone } as const;
  return unreachable === 'by WhatsApp'
    ? [whatsapp]
    : [whatsapp, { ...whatsapp, on: 'twilio.send', code: notTaken.sms }];
}

interface Step {
  after: number;
  run: () => Promise<void>;
}

/** One customer: rings, chooses, writes, and is helped, in the order of time. */
class Player {
  private readonly steps: Step[] = [];

  constructor(
    private readonly hub: Outside,
    private readonly outside: Api,
    private readonly played: Played,
    private readonly name: string,
    private readonly customer: number,
  ) {}

  async play(plan: PlannedCustomer): Promise<void> {
    if (plan.optedOut && plan.phone) await this.texts(plan.phone, 'STOP');
    plan.calls.forEach((call, n) => this.plan(call.after, () => this.rings(plan, call, n)));
    for (let step = this.steps.shift(); step; step = this.steps.shift()) await step.run();
  }

  /** What was planned first comes first at the same second. */
  private plan(after: number, run: Step['run']): void {
    const later = this.steps.findIndex((step) => step.after > after);
    this.steps.splice(later < 0 ? this.steps.length : later, 0, { after, run });
  }

  private time(after: number): Date {
    return new Date(this.played.day.getTime() + after * 1000);
  }

  private async rings(plan: PlannedCustomer, call: PlannedCall, n: number): Promise<void> {
    const { after, intent, queue, line, waitSeconds } = call;
    const told = await this.outside.post<Call>('/calls', {
      providerCallId: `simulated-${this.played.day.toISOString().slice(0, 10)}-${this.name}-${n}`,
      from: plan.phone ?? 'anonymous',
      to: line,
      queue,
      ...(intent !== null && { intent }),
      waitSeconds,
      at: this.time(after),
    });
    if (told.decision) throw new Error('this day has been played into this hub before; choose another --seed');
    const offer = await this.outside.post<{ decision: string; offerId: string | null }>(`/calls/${told.id}/offer`, {
      at: this.time(after + 5),
    });
    const made: PlayedCall = {
      customer: this.customer,
      id: told.id,
      started: this.time(after),
      ended: this.time(after),
      queue,
      intent,
      answeredByAgent: false,
      sameIssue: undefined,
      decision: offer.decision,
      outcome: null,
      heard: true,
      chose: this.time(after + 20),
      accepted: null,
      threadId: null,
      chosen: call.channel,
      carried: null,
      wrote: null,
    };
    this.played.calls.push(made);
    if (offer.offerId) await this.chooses(plan, call, made, offer.offerId);
    await this.ends(call, made);
  }

  private async chooses(plan: PlannedCustomer, call: PlannedCall, made: PlayedCall, offerId: string): Promise<void> {
    made.outcome = call.choice;
    if (call.choice === 'accept') return this.accepts(plan, call, made, offerId);
    const [path, told] = call.choice === 'cut-off' ? ['hang-up', { heard: false }] : [call.choice, {}];
    made.heard = call.choice !== 'cut-off';
    await this.outside.post(`/offers/${offerId}/${path}`, { at: made.chose, ...told });
  }

  private async accepts(plan: PlannedCustomer, call: PlannedCall, made: PlayedCall, offerId: string): Promise<void> {
    const accepted = call.after + 20;
    made.accepted = made.chose;
    const { threadId } = await this.outside.post<{ threadId: string }>(`/offers/${offerId}/accept`, {
      channel: call.channel,
      at: made.accepted,
    });
    made.threadId = threadId;
    if (!this.played.threads.has(threadId)) {
      this.played.threads.set(threadId, { id: threadId, resolved: [], returned: [] });
    }
    const thread = this.played.threads.get(threadId)!;
    if (plan.unreachable === 'by both') return;
    made.carried = plan.unreachable ? 'sms' : call.channel;
    const { writes, stops, returns, resolves } = call.thread;
    if (writes !== null) this.plan(accepted + writes, () => this.writes(plan.phone!, made, accepted + writes, stops));
    if (returns !== null) this.plan(accepted + returns, () => this.returns(thread, accepted + returns));
    if (resolves !== null) this.plan(accepted + resolves, () => this.resolves(thread, call, accepted + resolves));
  }

  /** Who accepted or hung up is gone; who stays is answered by an agent, or gives up. */
  private async ends({ after, agent, sameIssue }: PlannedCall, made: PlayedCall): Promise<void> {
    const gone =
      made.decision === 'answered' || (made.outcome !== null && !['decline', 'no-input'].includes(made.outcome));
    const failed = made.accepted !== null && made.carried === null;
    made.answeredByAgent = agent && (!gone || failed);
    made.sameIssue = made.answeredByAgent ? sameIssue : undefined;
    made.ended = this.time(after + (made.answeredByAgent ? 300 : 30));
    await this.outside.post(`/calls/${made.id}/end`, {
      at: made.ended,
      answeredByAgent: made.answeredByAgent,
      ...(made.sameIssue !== undefined && { dispositionSameIssue: made.sameIssue }),
    });
  }

  private async writes(phone: string, made: PlayedCall, after: number, stops: boolean): Promise<void> {
    if (stops) return this.texts(phone, 'STOP');
    if (made.carried === 'sms') await this.texts(phone, 'It is about my account');
    else {
      const text = metaText(this.hub, phone, 'It is about my account', { at: this.time(after).getTime() / 1000 });
      taken(await postMeta(this.hub, text));
    }
    made.wrote = this.time(after);
    await this.outside.engaged(made.threadId!);
  }

  private async texts(phone: string, text: string): Promise<void> {
    taken(await postTwilio(this.hub, '/webhooks/twilio/messages', twilioText(this.hub, phone, text)));
  }

  private async returns(thread: PlayedThread, after: number): Promise<void> {
    const at = this.time(after);
    await this.outside.post(`/threads/${thread.id}/return-to-voice`, { by: 'customer', at });
    thread.returned.push(at);
  }

  /** Unless an agent has done so already, for another call of theirs. */
  private async resolves(thread: PlayedThread, call: PlannedCall, after: number): Promise<void> {
    const { disposition, score } = call.thread;
    const { status } = await this.outside.get<{ status: string }>(`/threads/${thread.id}`);
    if (status === 'resolved') return;
    await this.outside.post(`/threads/${thread.id}/resolve`, { disposition, at: this.time(after) });
    const asked = await this.outside.asked(thread.id, thread.resolved.length + 1);
    const answered = asked ? score : null;
    if (answered !== null) {
      await this.outside.post(`/threads/${thread.id}/survey-answer`, { score: answered, at: this.time(after + 300) });
    }
    thread.resolved.push({ at: this.time(after), disposition, asked, score: answered });
  }
}

function taken({ status, text }: { status: number; text: string }): void {
  if (status !== 200) throw new Error(`a webhook was answered ${status} ${text}`);
}

/** What happened, in a few lines. */
export function summary({ calls, threads }: Played): string {
  const of = (name: string, is: (call: PlayedCall) => boolean) => `${calls.filter(is).length} ${name}`;
  const resolved = [...threads.values()].flatMap((thread) => thread.resolved);
  return [
    `${calls.length} calls of ${new Set(calls.map(({ customer }) => customer)).size} customers`,
    ['offered', 'answered', 'control', 'not_offered']
      .map((kind) => of(kind, ({ decision }) => decision === kind))
      .join(', '),
    choices.map((choice) => of(choice, ({ outcome }) => outcome === choice)).join(', '),
    `${of('invites undeliverable', ({ accepted, carried }) => accepted !== null && carried === null)}, ` +
      `${of('by text in place of WhatsApp', ({ chosen, carried }) => chosen === 'whatsapp' && carried === 'sms')}`,
    `${of('wrote', ({ wrote }) => wrote !== null)}, ${resolved.length} resolved, ` +
      `${[...threads.values()].flatMap(({ returned }) => returned).length} put through, ` +
      `${resolved.filter(({ asked }) => asked).length} asked, ${resolved.filter(({ score }) => score !== null).length} answered`,
  ].join('\n');
}
