import { Controller, Req } from '@nestjs/common';
import { factTime, forbidden, lateBy, type PrincipalRequest } from '#libs/access';
import { api, type RouteInput, type Thread } from '#libs/contracts';
import { Lifecycle, Threads } from '#libs/messaging';
import { Clock, Input, ProblemError, Route } from '#libs/platform';
import * as errors from '../errors.js';
import { Handoffs } from '../handoffs/handoffs.service.js';
import { callerNumber } from './caller.js';
import { Calls } from './calls.service.js';
import { Offers } from './offers.service.js';

type In<K extends keyof typeof api> = RouteInput<(typeof api)[K]>;
const settleMs = 5000;

@Controller()
export class CallsController {
  constructor(
    private readonly calls: Calls,
    private readonly offers: Offers,
    private readonly handoffs: Handoffs,
    private readonly threads: Threads,
    private readonly lifecycle: Lifecycle,
    private readonly clock: Clock,
  ) {}

  @Route(api.createCall)
  async create(@Input() { body }: In<'createCall'>, @Req() { principal }: PrincipalRequest) {
    const at = this.time(body.startedAt ?? body.at, principal);
    const { providerCallId, to, queue = null, intent = null, speech = null, waitSeconds = null } = body;
    const from = callerNumber(body.from);
    return this.calls.announce({
      providerCallId,
      channelId: null,
      from,
      to,
      queue,
      intent,
      speech,
      waitSeconds,
      startedAt: at,
    });
  }

  @Route(api.listCalls)
  list(@Input() { query }: In<'listCalls'>, @Req() { principal }: PrincipalRequest) {
    if (query.cursor !== undefined && !/^\d{1,18}$/.test(query.cursor)) {
      throw new ProblemError('invalid-cursor', 400, 'The cursor is not valid', 'Pass nextCursor unchanged.');
    }
    return this.calls.list(query.limit, query.cursor ?? null, query.contactId ?? null, principal!);
  }

  @Route(api.getCall)
  get(@Input() { params }: In<'getCall'>) {
    return this.calls.get(params.id);
  }

  @Route(api.offerCall)
  async offer(@Input() { params, body }: In<'offerCall'>, @Req() { principal }: PrincipalRequest) {
    return this.offers.decide(await this.calls.get(params.id), this.time(body.at, principal));
  }

  @Route(api.endCall)
  end(@Input() { params, body }: In<'endCall'>, @Req() { principal }: PrincipalRequest) {
    const at = this.time(body.endedAt ?? body.at, principal);
    const { answeredByAgent, dispositionSameIssue: sameIssue } = body;
    const toldAt = this.time(body.at, principal);
    return this.calls.end(params.id, { at, toldAt, answeredByAgent, sameIssue, heard: true });
  }

  @Route(api.acceptOffer)
  async accept(@Input() { params, body }: In<'acceptOffer'>, @Req() { principal }: PrincipalRequest) {
    const { channel, phone, at } = body;
    const accepted = await this.handoffs.accept(params.id, {
      channel,
      phone,
      at: this.time(at, principal),
      lateMs: lateBy(at, this.clock.now()),
    });
    const { status, channel: by } = await this.handoffs.settled(await this.handoffs.callOf(params.id), settleMs);
    const answer = { threadId: accepted.threadId, handoff: { status, channel: by } };
    if (accepted.repeated) throw errors.offerAlreadyAccepted(answer);
    return answer;
  }

  @Route(api.declineOffer)
  decline(@Input() { params, body }: In<'declineOffer'>, @Req() { principal }: PrincipalRequest) {
    return this.offers.close(params.id, 'declined', this.time(body.at, principal));
  }

  @Route(api.noInputOffer)
  noInput(@Input() { params, body }: In<'noInputOffer'>, @Req() { principal }: PrincipalRequest) {
    return this.offers.close(params.id, 'no_input', this.time(body.at, principal));
  }

  @Route(api.hangUpOffer)
  hangUp(@Input() { params, body }: In<'hangUpOffer'>, @Req() { principal }: PrincipalRequest) {
    return this.offers.close(params.id, 'hung_up', this.time(body.at, principal), { heard: body.heard });
  }

  @Route(api.callbackOffer)
  callback(@Input() { params, body }: In<'callbackOffer'>, @Req() { principal }: PrincipalRequest) {
    return this.offers.close(params.id, 'callback', this.time(body.at, principal));
  }

  @Route(api.getThread)
  async thread(@Input() { params }: In<'getThread'>, @Req() { principal }: PrincipalRequest): Promise<Thread> {
    const summary = await this.threads.get(params.id, principal);
    return { ...summary, call: await this.calls.ofThread(params.id) };
  }

  @Route(api.returnToVoice)
  async returnToVoice(@Input() { params, body }: In<'returnToVoice'>, @Req() { principal }: PrincipalRequest) {
    if (body.callId) await this.calls.get(body.callId);
    return this.lifecycle.returnToVoice(params.id, body, principal!);
  }

  private time(at: string | undefined, principal: PrincipalRequest['principal']): Date {
    return factTime(at, principal, this.clock.now(), () => forbidden('Only an API key may report with `at`.'));
  }
}
