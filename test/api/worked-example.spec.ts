import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ChannelShiftReport } from '#libs/contracts';
import { accept, announce, offer } from '../support/conversations.js';
import { misbehave, phones } from '../support/handset.js';
import { eventually, startTestHub, type TestHub } from '../support/hub.js';
import { metaText, postMeta, postTwilio, twilioText } from '../support/providers.js';
import { askSurveys, surveyWhere } from '../support/surveys.js';
import { listsRead } from '../support/templates.js';
import { expectWorkedExample } from '../support/worked-example.js';

let hub: TestHub;
const newPhone = phones('+44770093');
const minute = 60;
const hour = 60 * minute;
/** Seconds after 9 o'clock. */
const at = (seconds: number) => new Date(Date.parse('2026-03-01T09:00:00Z') + seconds * 1000).toISOString();

const send = async (path: string, body: object) => {
  const answer = await hub.api<Record<string, string>>('POST', `/api/v1${path}`, body);
  expect(answer.status, `${path} ${JSON.stringify(answer.body)}`).toBeLessThan(300);
  return answer.body;
};

/** One customer, told to the hub by a phone system and by the providers, with the times of 1 March. */
function customer(phone = newPhone()) {
  let callId = '';
  let offerId = '';
  let threadId = '';
  return {
    phone,
    async rings(start: number, intent = 'billing') {
      const call = await announce(hub, { from: phone, intent, waitSeconds: 400, at: at(start) });
      expect(call.status, JSON.stringify(call.body)).toBe(201);
      callId = call.body.id;
    },
    async offered(start: number, intent?: string) {
      await this.rings(start, intent);
      const { body } = await offer(hub, callId, { at: at(start + 5) });
      expect(body.decision).toBe('offered');
      offerId = body.offerId!;
    },
    /** What was decided instead. */
    async refused(start: number, intent?: string) {
      await this.rings(start, intent);
      return (await offer(hub, callId, { at: at(start + 5) })).body;
    },
    chooses: (outcome: string, when: number) => send(`/offers/${offerId}/${outcome}`, { at: at(when) }),
    async accepts(when: number) {
      const { body } = await accept(hub, offerId, { channel: 'whatsapp', at: at(when) });
      threadId = body.threadId;
    },
    ends: (when: number, told: object = {}) => send(`/calls/${callId}/end`, { at: at(when), ...told }),
    async writes(when: number) {
      const text = metaText(hub, phone, 'My bill is wrong', { at: Date.parse(at(when)) / 1000 });
      expect((await postMeta(hub, text)).status).toBe(200);
    },
    async texts(text: string) {
      expect((await postTwilio(hub, '/webhooks/twilio/messages', twilioText(hub, phone, text))).status).toBe(200);
    },
    /** Solved, and asked how it went. */
    async resolved(when: number) {
      await send(`/threads/${threadId}/resolve`, { disposition: 'solved', at: at(when) });
      await surveyWhere(hub, threadId, ({ askedAt }) => askedAt);
    },
    scores: (score: number, when: number) => send(`/threads/${threadId}/survey-answer`, { score, at: at(when) }),
    returned: (when: number) => send(`/threads/${threadId}/return-to-voice`, { by: 'customer', at: at(when) }),
    /** Rings again and is put through to an agent. */
    async speaks(when: number, intent?: string) {
      await this.rings(when, intent);
      await this.ends(when + 5 * minute, { answeredByAgent: true });
    },
  };
}

/** Goes all the way; answers when the offer was accepted. */
async function digital(who: ReturnType<typeof customer>, start: number, score?: number): Promise<number> {
  const accepted = start + minute;
  await who.offered(start);
  await who.accepts(accepted);
  await who.ends(accepted + 10);
  await who.writes(accepted + 2 * minute);
  await who.resolved(accepted + 30 * minute);
  if (score !== undefined) await who.scores(score, accepted + 32 * minute);
  return accepted;
}

/** The customers A to S, each told from its first call to its last. */
function customers() {
  const start = (letter: string) => (letter.charCodeAt(0) - 'A'.charCodeAt(0)) * 3 * minute;
  const other = async (letter: string, outcome: string) => {
    const who = customer();
    await who.offered(start(letter));
    await who.chooses(outcome, start(letter) + minute);
  };
  const [h, i, o] = [customer(), customer(), customer()];
  const unreachable = [
    { on: 'meta.send', action: 'refuse', code: 131026, to: h.phone },
    { on: 'meta.send', action: 'refuse', code: 131026, to: i.phone },
    { on: 'twilio.send', action: 'refuse', code: 21614, to: i.phone },
  ] as const;
  const stories: Record<string, () => Promise<unknown>> = {
    A: () => digital(customer(), start('A'), 5),
    B: async () => {
      const who = customer();
      await who.speaks((await digital(who, start('B'), 2)) + 20 * hour);
    },
    C: async () => {
      const who = customer();
      await who.speaks((await digital(who, start('C'))) + 60 * hour);
    },
    D: async () => {
      const who = customer();
      await who.speaks((await digital(who, start('D'))) + 5 * 24 * hour);
    },
    E: async () => {
      const who = customer();
      await who.speaks((await digital(who, start('E'), 4)) + 30 * hour, 'moving');
    },
    F: async () => {
      const who = customer();
      await who.offered(start('F'));
      await who.accepts(start('F') + minute);
    },
    // Rings again after the hour.
    G: async () => {
      const who = customer();
      await who.offered(57 * minute);
      await who.accepts(58 * minute);
      await who.speaks(98 * minute);
    },
    H: async () => {
      await h.offered(start('H'));
      await h.accepts(start('H') + minute);
      await h.texts('I cannot log in');
      await eventually(
        async () =>
          (await hub.query(`select from handoffs where phone = $1 and engaged_at is not null`, [h.phone])).length > 0,
      );
      await h.resolved(start('H') + 40 * minute);
    },
    I: async () => {
      await i.offered(start('I'));
      await i.accepts(start('I') + minute);
    },
    J: () => other('J', 'decline'),
    K: () => other('K', 'no-input'),
    L: () => other('L', 'hang-up'),
    M: async () => expect((await customer().refused(start('M'), 'dispute')).reason).toBe('dispute'),
    N: async () => expect((await customer('+442079460555').refused(start('N'))).reason).toBe('not_textable'),
    O: async () => {
      await o.texts('STOP');
      await eventually(async () => (await hub.query('select from consents')).length > 0);
      expect((await o.refused(start('O'))).reason).toBe('opted_out');
    },
    P: async () => {
      const who = customer();
      expect((await who.refused(start('P'), 'outage')).decision).toBe('answered');
      await who.ends(start('P') + minute, { answeredByAgent: false });
    },
    Q: () => other('Q', 'callback'),
    R: async () => {
      const who = customer();
      await who.offered(9 * minute);
      await who.accepts(10 * minute);
      await who.ends(10 * minute + 30);
      await who.offered(16 * minute);
      await who.accepts(17 * minute);
      await who.ends(18 * minute);
      await who.writes(19 * minute);
      await who.resolved(50 * minute);
    },
    S: async () => {
      const who = customer();
      const accepted = start('S') + minute;
      await who.offered(start('S'));
      await who.accepts(accepted);
      await who.writes(accepted + minute);
      await who.returned(accepted + 10 * minute);
    },
  };
  return { stories, unreachable };
}

const report = async (query = '') => {
  const cohort = 'from=2026-03-01T09:00:00Z&to=2026-03-01T10:00:00Z&timeZone=UTC';
  const answer = await hub.api<ChannelShiftReport>('GET', `/api/v1/reports/channel-shift?${cohort}${query}`);
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  return answer.body;
};

beforeAll(async () => {
  hub = await startTestHub();
  await askSurveys(hub);
  const rules = {
    minWaitSeconds: 120,
    channels: ['whatsapp', 'sms'],
    disputeIntents: ['dispute'],
    menuAnswers: [{ intent: 'outage', text: 'The water in your street is back by 6.' }],
  };
  await send(`/policies/${(await send('/policies', { rules })).id}/publish`, {});
  // Nine invites by template, and as a tenth nine segments: H's invite by text, and the surveys, whose windows have closed.
  await hub.query(
    `insert into report_costs (valid_from, currency, voice, digital, fees) values ('2026-01-01', 'EUR', 6, 2.4, $1)`,
    [JSON.stringify({ utility: 0.05, segment: 0.05 / 9 })],
  );
  // Of which category its template is, the provider's list says.
  await listsRead(hub);
  const { stories, unreachable } = customers();
  await misbehave(hub, ...unreachable);
  await Promise.all(Object.values(stories).map((tell) => tell()));
  // Receipts come when they come.
  await eventually(async () => {
    const { counts, csat, savings } = await report();
    return (
      counts.delivered === 10 &&
      counts.failed === 1 &&
      counts.engaged === 8 &&
      csat.delivered === 7 &&
      csat.answers === 3 &&
      // The last of the texts is charged when its provider has it.
      savings.fees === 0.5
    );
  }, 20_000);
}, 120_000);
afterAll(() => hub.stop());

describe('the worked example, told by a phone system and by the providers', () => {
  it.each([
    ['on 20 March', '&asOf=2026-03-20'],
    ['now, by the sums of its hour', ''],
  ])('is reproduced to the decimal, opened %s', async (_, query) => {
    expectWorkedExample(await report(query));
  });

  it('is final after 24 h and pending beyond, opened on 3 March', async () => {
    const { windows, counts, rates, csat } = await report('&asOf=2026-03-03');
    expect(windows).toEqual({
      '24h': { status: 'final', pending: 0 },
      '72h': { status: 'pending', pending: 11 },
      '7d': { status: 'pending', pending: 11 },
    });
    expect(rates.bounce['24h']).toBe(0.3);
    // Nobody has rung again after 60 h yet, and everything but that is known.
    expect(counts).toMatchObject({ episodes: 19, delivered: 10, engaged: 8, resolved: 7 });
    expect(counts.bounced['72h'].all).toBe(3);
    expect(csat).toEqual({ score: 2 / 3, answers: 3, delivered: 7 });
  });
});
