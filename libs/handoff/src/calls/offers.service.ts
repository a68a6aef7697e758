import { Injectable } from '@nestjs/common';
import { lineType } from '#libs/channels';
import type { Call, MessagingKind, OfferOutcome } from '#libs/contracts';
import { Channels, hasOptedOutAnywhere, promiseNow, WorkSettingsStore } from '#libs/messaging';
import { Database, notFound, recordEvent, type Sql } from '#libs/platform';
import * as errors from '../errors.js';
import { answerPrompt, offerPrompt } from '../menu/phone-menu.js';
import { decide, type DecisionMade, type Facts } from '../policy/decide.js';
import { drawFor } from '../policy/draw.js';
import { Policies } from '../policy/policies.service.js';
import { Workspaces } from '../workspace/workspace.service.js';

export interface OfferAnswer extends Omit<DecisionMade, 'says'> {
  prompt: string | null;
  offerId: string | null;
}

interface DecisionRow extends Omit<DecisionMade, 'says'> {
  says: string | null;
  offerId: string | null;
  waitSeconds: number | null;
  promiseMinutes: number | null;
}

const decisionOf = `
select d.decision, d.reason, d.policy_version as "policyVersion", d.channels, d.says, o.id as "offerId",
  c.wait_seconds as "waitSeconds", o.promise_minutes as "promiseMinutes"
from decisions d join calls c on c.id = d.call_id left join offers o on o.call_id = d.call_id where d.call_id = $1`;

/** Decides for every call whether the choice is offered, and keeps what became of it. */
@Injectable()
export class Offers {
  constructor(
    private readonly db: Database,
    private readonly channels: Channels,
    private readonly policies: Policies,
    private readonly workspaces: Workspaces,
    private readonly work: WorkSettingsStore,
  ) {}

  /** One decision per call: asked again, the answer is the same. */
  async decide(call: Call, now: Date): Promise<OfferAnswer> {
    const { company } = await this.workspaces.get();
    const policy = await this.policies.inForce();
    const made = await this.db.transaction(async (sql) => {
      const [row] = await sql.query<{ contactId: string | null; endedAt: Date | null }>(
        'select contact_id as "contactId", ended_at as "endedAt" from calls where id = $1 for update',
        [call.id],
      );
      const [before] = await sql.query<DecisionRow>(decisionOf, [call.id]);
      if (before) return before;
      if (row!.endedAt && row!.endedAt <= now) throw errors.callEnded();
      const facts = await this.facts(sql, call, row!.contactId, now);
      const decision = decide(policy, facts);
      await sql.query(
        `insert into decisions (call_id, episode_id, decision, reason, policy_version, channels, facts, decided_at,
           says)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
        [
          call.id,
          call.episodeId,
          decision.decision,
          decision.reason,
          decision.policyVersion,
          decision.channels,
          JSON.stringify(facts),
          now,
          decision.says ?? null,
        ],
      );
      const { decision: kind, reason, policyVersion, channels } = decision;
      await recordEvent(sql, 'call.decided', { callId: call.id, contactId: row!.contactId }, now, {
        decision: kind,
        reason,
        policyVersion,
        channels,
      });
      if (kind !== 'offered')
        return { says: null, ...decision, offerId: null, waitSeconds: null, promiseMinutes: null };
      const promiseMinutes = promiseNow(await this.work.get(sql), now);
      const [offer] = await sql.query<{ id: string }>(
        'insert into offers (call_id, channels, offered_at, promise_minutes) values ($1, $2, $3, $4) returning id',
        [call.id, decision.channels, now, promiseMinutes],
      );
      return { ...decision, says: null, offerId: offer!.id, waitSeconds: call.waitSeconds, promiseMinutes };
    });
    const { waitSeconds, promiseMinutes, says, ...answer } = made;
    const spoken = says === null ? null : answerPrompt(company, says);
    return {
      ...answer,
      prompt: made.offerId ? offerPrompt(company, waitSeconds, made.channels, promiseMinutes) : spoken,
    };
  }

  /** Every outcome but acceptance; the same one again changes nothing. */
  async close(
    id: string,
    outcome: Exclude<OfferOutcome, 'accepted'>,
    at: Date,
    data: { heard?: boolean } = {},
  ): Promise<{ outcome: OfferOutcome }> {
    await this.db.transaction(async (sql) => {
      const [offer] = await sql.query<{ outcome: OfferOutcome | null; callId: string; contactId: string | null }>(
        `select outcome, call_id as "callId", (select contact_id from calls c where c.id = call_id) as "contactId"
         from offers where id = $1 for update`,
        [id],
      );
      if (!offer) throw notFound('offer');
      if (offer.outcome === outcome) return;
      if (offer.outcome) throw errors.offerClosed(offer.outcome);
      await sql.query('update offers set outcome = $2, outcome_at = $3 where id = $1', [id, outcome, at]);
      const { callId, contactId } = offer;
      await recordEvent(sql, `offer.${outcome}`, { callId, contactId }, at, data);
    });
    return { outcome };
  }

  private async facts(sql: Sql, call: Call, contactId: string | null, now: Date): Promise<Facts> {
    const kinds: MessagingKind[] = ['whatsapp', 'sms'];
    return {
      notTextable: call.from === null ? 'withheld' : lineType(call.from) === 'landline' ? 'landline' : null,
      optedOut: contactId !== null && (await hasOptedOutAnywhere(sql, contactId)),
      healthyChannels: kinds.filter((kind) => this.channels.senderFor(kind)),
      waitSeconds: call.waitSeconds,
      intent: call.intent,
      draw: drawFor(call.episodeId),
      now: now.toISOString(),
    };
  }
}
