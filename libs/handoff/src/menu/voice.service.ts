import { Injectable } from '@nestjs/common';
import type { VoiceEvent, VoiceVerb } from '#libs/channels';
import type { Call, Workspace } from '#libs/contracts';
import { Channels } from '#libs/messaging';
import { Clock, ProblemError } from '#libs/platform';
import { Calls } from '../calls/calls.service.js';
import { Offers } from '../calls/offers.service.js';
import { Handoffs } from '../handoffs/handoffs.service.js';
import { readChoice } from './choice.js';
import { answerMenu, askAgain, handoffMenu, holdMenu, offerMenu, spokenMs, stayMenu, waitMenu } from './phone-menu.js';

/** Well inside the two seconds in which a voice webhook must be answered. */
const firstWaitMs = 1000;
const nextWaitMs = 400;

/** What the line says next, step by step. */
@Injectable()
export class VoiceMenu {
  constructor(
    private readonly calls: Calls,
    private readonly offers: Offers,
    private readonly handoffs: Handoffs,
    private readonly clock: Clock,
    private readonly channels: Channels,
  ) {}

  /** A call comes in, or comes in again where the provider repeats itself. */
  async arrive(event: VoiceEvent, provider: string, workspace: Workspace): Promise<VoiceVerb[]> {
    const call = await this.call(event, provider, workspace);
    const { prompt, decision } = await this.offers.decide(call, this.clock.now());
    if (prompt && decision === 'answered') return answerMenu(prompt, this.queue(call, workspace));
    if (prompt && !call.offer?.outcome) return offerMenu(prompt);
    return holdMenu(workspace.company, call.waitSeconds, this.queue(call, workspace));
  }

  /** The caller pressed, said something, or let the time pass. */
  async choose(event: VoiceEvent, provider: string, workspace: Workspace, again: boolean): Promise<VoiceVerb[]> {
    const call = await this.call(event, provider, workspace);
    const queue = this.queue(call, workspace);
    const { offer, decision } = call;
    if (!offer || !decision) return this.arrive(event, provider, workspace);
    if (offer.outcome === 'accepted') return this.follow(event, provider, workspace, '');
    if (offer.outcome) return stayMenu(queue);
    const choice = readChoice(event, decision.channels);
    const at = this.clock.now();
    if (choice === 'whatsapp' || choice === 'sms') {
      try {
        await this.handoffs.accept(offer.id, { channel: choice, at, lateMs: 0 });
      } catch (error) {
        // Nothing was sent and nothing changed: a person is the answer.
        if (error instanceof ProblemError) return stayMenu(queue);
        throw error;
      }
      return this.progress(call, workspace, '', firstWaitMs);
    }
    if (choice === 'unclear' && !again) return askAgain(decision.channels);
    await this.offers.close(offer.id, choice === 'stay' ? 'declined' : 'no_input', at);
    return stayMenu(queue);
  }

  /** After accepting: `told` is the channel the caller has already heard of. 0 goes to a person. */
  async follow(event: VoiceEvent, provider: string, workspace: Workspace, told: string): Promise<VoiceVerb[]> {
    const call = await this.call(event, provider, workspace);
    if (event.digits === '0') return stayMenu(this.queue(call, workspace));
    return this.progress(call, workspace, told, nextWaitMs);
  }

  wait({ queue }: VoiceEvent): VoiceVerb[] {
    return waitMenu(queue?.position ?? null, queue?.averageWaitSeconds ?? null);
  }

  /** The stay in the queue is over: with a person, or because the caller hung up. */
  async leaveQueue(event: VoiceEvent): Promise<VoiceVerb[]> {
    const call = await this.calls.byProviderId(event.providerCallId);
    if (call && event.queueResult === 'bridged') {
      const at = this.clock.now();
      await this.calls.end(call.id, { at, toldAt: at, answeredByAgent: true, heard: true });
    }
    if (event.queueResult !== 'error') return [{ verb: 'hangup' }];
    return [
      { verb: 'say', text: 'Sorry, we cannot put you through at the moment. Please call again in a few minutes.' },
      { verb: 'hangup' },
    ];
  }

  async statusChanged(event: VoiceEvent): Promise<void> {
    if (!event.ended) return;
    const call = await this.calls.byProviderId(event.providerCallId);
    if (!call) return;
    const at = this.clock.now();
    await this.calls.end(call.id, { at, toldAt: at, heard: await this.heard(call, at) });
  }

  /** Whether there has been time to speak the offer to its end. */
  private async heard(call: Call, now: Date): Promise<boolean> {
    if (!call.offer) return true;
    const { prompt } = await this.offers.decide(call, now);
    return now.getTime() - Date.parse(call.offer.offeredAt) >= spokenMs(prompt ?? '');
  }

  private async progress(call: Call, workspace: Workspace, told: string, waitMs: number): Promise<VoiceVerb[]> {
    const state = await this.handoffs.settled(call.id, waitMs);
    const { status, channel, fallbackFrom, acceptedAt } = state;
    return handoffMenu(workspace.company, this.queue(call, workspace), {
      status,
      channel,
      fallbackFrom,
      seconds: (this.clock.now().getTime() - acceptedAt.getTime()) / 1000,
      told: told === channel,
    });
  }

  private async call(event: VoiceEvent, provider: string, workspace: Workspace): Promise<Call> {
    const known = await this.calls.byProviderId(event.providerCallId);
    if (known) return known;
    const queue = workspace.defaultQueue;
    return this.calls.announce({
      providerCallId: event.providerCallId,
      channelId: this.channels.find(provider, event.routeKey)?.id ?? null,
      from: event.from,
      to: event.to,
      queue,
      intent: null,
      speech: null,
      waitSeconds: workspace.queues.find((q) => q.name === queue)?.waitSeconds ?? null,
      startedAt: this.clock.now(),
    });
  }

  private queue(call: Call, workspace: Workspace): string {
    return call.queue ?? workspace.defaultQueue;
  }
}
