import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ChannelShiftReport, ReportedCall } from '#libs/contracts';
import { type Customer, days, hours, Log, minutes } from '../../libs/reports/src/testing/story.js';
import { startTestHub, type TestHub } from '../support/hub.js';
import { tellStory } from '../support/report-log.js';

type Figures = Pick<ChannelShiftReport, 'counts' | 'csat' | 'incremental'>;
interface Case {
  name: string;
  /** `at` is the first call; the acceptance is a minute later. */
  tell: (one: Customer, at: number, log: Log) => void;
  expected: Record<string, number>;
}

const all: Case[] = [];
const when = (name: string, tell: Case['tell'], expected: Case['expected']) => all.push({ name, tell, expected });

const minute = minutes(1);
const offered = (one: Customer, at: number, intent: string | null = 'billing') =>
  one.rings(at, { intent }).decided(at + 5000);
const silent = (one: Customer, at: number) =>
  offered(one, at)
    .accepts(at + minute)
    .delivered(at + minute + 3000)
    .ends(at + minute + 9000, false);
const engaged = (one: Customer, at: number) => silent(one, at).engaged(at + minutes(5));
const solved = (one: Customer, at: number) => engaged(one, at).resolved(at + minutes(30));
const again = { intent: 'billing' };

describe('What the product says of odd cases', () => {
  when(
    'accepts twice within ten minutes: one episode, one acceptance, one thread, one invite',
    (one, at) => {
      silent(one, at)
        .redials(at + minutes(6), again)
        .decided(at + minutes(6));
      one.accepts(at + minutes(7), 'whatsapp', { again: true }).engaged(at + minutes(8));
      one.resolved(at + minutes(40));
    },
    { episodes: 1, calls: 2, accepted: 1, delivered: 1, engaged: 1, bounced7d: 0, verified7d: 1 },
  );
  when(
    'accepts again later while the thread is open: a new episode, the first bounced, the same thread goes on',
    (one, at) => {
      engaged(one, at);
      const { threadId } = one;
      offered(one, at + hours(2)).accepts(at + hours(2) + minute, 'whatsapp', { thread: false });
      one.delivered(at + hours(2) + minutes(2), { seq: 9 }).engaged(at + hours(2) + minutes(3));
      one.resolved(at + hours(3));
      expect(one.threadId).toBe(threadId);
    },
    { episodes: 2, accepted: 2, engaged: 2, resolved: 2, bounced24h: 1, during24h: 1, verified24h: 1 },
  );
  when(
    'accepts again after the resolving, about something else: a new thread, the first stays verified',
    (one, at) => {
      solved(one, at);
      const { threadId } = one;
      offered(one, at + hours(5), 'moving').accepts(at + hours(5) + minute);
      one.delivered(at + hours(5) + minutes(2), { seq: 2 });
      expect(one.threadId).not.toBe(threadId);
    },
    { episodes: 2, accepted: 2, verified7d: 1, bounced7d: 0, any24h: 1, evaporated7d: 1 },
  );
  when('accepted, silent, never calls: evaporated', silent, {
    delivered: 1,
    engaged: 0,
    evaporated7d: 1,
    verified7d: 0,
  });
  when(
    'accepted, silent, calls back: a bounce before engagement',
    (one, at) => void silent(one, at).rings(at + minutes(50), again),
    {
      delivered: 1,
      bounced24h: 1,
      before24h: 1,
      evaporated7d: 0,
    },
  );
  for (const [after, by24, by72, by7] of [
    [hours(20), 1, 1, 1],
    [hours(24), 1, 1, 1],
    [hours(24) + 1000, 0, 1, 1],
    [hours(60), 0, 1, 1],
    [days(5), 0, 0, 1],
    [days(7), 0, 0, 1],
    [days(8), 0, 0, 0],
  ] as const) {
    when(
      `calls ${after / hours(1)} h after the acceptance: a bounce from the window on in which it lies`,
      (one, at) => void solved(one, at).rings(at + minute + after, again),
      {
        bounced24h: by24,
        bounced72h: by72,
        bounced7d: by7,
        after7d: by7,
        verified24h: 1 - by24,
        verified72h: 1 - by72,
        verified7d: 1 - by7,
      },
    );
  }
  when(
    'calls from another number that is linked: a bounce',
    (one, at, log) => {
      solved(one, at);
      const other = log.customer(log.next()).rings(at + hours(20), again);
      const merge = { mergeId: log.next(), keptId: one.contactId, mergedId: other.contactId };
      log.add(hours(at / hours(1) + 30), 'contact.merged', { contactId: one.contactId }, merge);
      log.add(hours(at / hours(1) + 30), 'contact.merged', { contactId: other.contactId }, merge);
    },
    { bounced24h: 1, verified24h: 0 },
  );
  when(
    'calls from another number that nothing links: not counted',
    (one, at, log) => {
      solved(one, at);
      log.customer(log.next()).rings(at + hours(20), again);
    },
    { bounced7d: 0, any7d: 0, verified7d: 1 },
  );
  when(
    'numbers that were linked by mistake and parted again: not counted',
    (one, at, log) => {
      solved(one, at);
      const other = log.customer(log.next()).rings(at + hours(20), again);
      const merge = { mergeId: log.next(), keptId: one.contactId, mergedId: other.contactId };
      for (const [kind, data] of [
        ['contact.merged', merge],
        ['contact.merge_undone', { ...merge, calls: [other.callId], threads: [] }],
      ] as const) {
        log.add(at + hours(30), kind, { contactId: one.contactId }, data);
        log.add(at + hours(30), kind, { contactId: other.contactId }, data);
      }
    },
    { bounced7d: 0, any7d: 0, verified7d: 1 },
  );
  when(
    'a callback chosen at the offer: deferred, in no deflection',
    (one, at) => void offered(one, at).chooses(at + minute, 'callback'),
    {
      offered: 1,
      callback: 1,
      accepted: 0,
      engaged: 0,
      verified7d: 0,
      bounced7d: 0,
      evaporated7d: 0,
      agentContacts: 0,
    },
  );
  const deferred = (one: Customer, at: number) =>
    offered(one, at)
      .chooses(at + minute, 'callback')
      .ends(at + minutes(2), false);
  when(
    'a callback that an agent made: they have spoken with an agent',
    (one, at) => void deferred(one, at).corrected(at + hours(3), { answeredByAgent: true }),
    { callback: 1, verified7d: 0, agentContacts: 1 },
  );
  when(
    'a callback that an agent made, as the thread about it says',
    (one, at, log) => {
      deferred(one, at).threadId = log.next();
      one.tells(at + hours(1), 'thread.opened', { by: 'user' });
      one.resolved(at + hours(2), { voice: true, disposition: 'solved_by_phone' });
    },
    { callback: 1, verified7d: 0, agentContacts: 1 },
  );
  when(
    'a callback that was made after eight days: no contact within seven',
    (one, at) => void deferred(one, at).corrected(at + days(8), { answeredByAgent: true }),
    { callback: 1, agentContacts: 0 },
  );
  when(
    'a callback chosen after the acceptance: an assisted return, a bounce',
    (one, at) => {
      engaged(one, at)
        .redials(at + minutes(8), again)
        .decided(at + minutes(8));
      one.chooses(at + minutes(9), 'callback').resolved(at + minutes(40));
    },
    { episodes: 1, accepted: 1, callback: 0, bounced24h: 1, assisted24h: 1, verified24h: 0, resolved: 0 },
  );
  when(
    'a callback chosen after the acceptance, and made: spoken with an agent once',
    (one, at) => {
      engaged(one, at)
        .redials(at + minutes(8), again)
        .decided(at + minutes(8));
      one.chooses(at + minutes(9), 'callback').ends(at + hours(1), true);
    },
    { accepted: 1, assisted24h: 1, agentContacts: 1 },
  );
  when(
    'an offer cut off before the choice had been spoken: not offered',
    (one, at) => void offered(one, at).chooses(at + 8000, 'hung_up', { heard: false }),
    { episodes: 1, offered: 0, notOffered: 1, hungUp: 0 },
  );
  when(
    'an offer cut off after the choice had been spoken: offered, hung up',
    (one, at) => void offered(one, at).chooses(at + 8000, 'hung_up', { heard: true }),
    { episodes: 1, offered: 1, notOffered: 0, hungUp: 1 },
  );
  when(
    'an invite that failed on every channel: a failed handoff, no bounce',
    (one, at) => {
      offered(one, at).accepts(at + minute);
      one.undeliverable(at + minutes(2), 'whatsapp').undeliverable(at + minutes(3), 'sms');
      one.rings(at + hours(2), again);
    },
    { accepted: 1, delivered: 0, failed: 1, bounced7d: 0, any7d: 0, evaporated7d: 0 },
  );
  when(
    'WhatsApp failed, the text was delivered: one acceptance, marked as a fallback',
    (one, at) => {
      offered(one, at).accepts(at + minute);
      one
        .undeliverable(at + minutes(2), 'whatsapp')
        .delivered(at + minutes(3), { channel: 'sms', fallbackFrom: 'whatsapp' });
    },
    { accepted: 1, delivered: 1, failed: 0, fallback: 1 },
  );
  when(
    'the only reply is STOP: opted out, not engaged',
    (one, at) => void silent(one, at).tells(at + minutes(5), 'consent.withdrawn', { channel: 'whatsapp' }),
    { delivered: 1, engaged: 0, evaporated7d: 1, verified7d: 0 },
  );
  when(
    'an agent rings the customer to solve it: not a digital resolution',
    (one, at) => void engaged(one, at).resolved(at + minutes(30), { voice: true, disposition: 'rang' }),
    { engaged: 1, resolved: 0, verified7d: 0, agentContacts: 1 },
  );
  when(
    'an agent speaks with the caller before it is resolved: not a digital resolution',
    (one, at) => {
      engaged(one, at)
        .rings(at + minutes(20), again)
        .ends(at + minutes(25), true)
        .resolved(at + minutes(40), { voice: true, disposition: 'solved_by_phone' });
    },
    { engaged: 1, resolved: 0, bounced24h: 1, verified7d: 0, agentContacts: 1 },
  );
  when(
    'put through from the thread: an assisted return',
    (one, at) => void engaged(one, at).returnsToVoice(at + minutes(20)),
    { bounced24h: 1, assisted24h: 1, agentContacts: 1 },
  );
  when(
    'put through from the thread by a call that an agent answers: spoken with once',
    (one, at) => {
      engaged(one, at)
        .rings(at + minutes(20), again)
        .returnsToVoice(at + minutes(20));
      one.ends(at + minutes(30), true);
    },
    { bounced24h: 1, agentContacts: 1 },
  );
  when(
    'first words after more than 24 h: not engaged',
    (one, at) => void silent(one, at).engaged(at + minute + hours(25)),
    { delivered: 1, engaged: 0, evaporated7d: 1 },
  );
  when('nobody asked whether to offer: not offered, and the sums come out', (one, at) => void one.rings(at, again), {
    episodes: 1,
    notOffered: 1,
    offered: 0,
  });
  when(
    'a withheld number that accepts by a number it keys in: a customer from then on',
    (_, at, log) => {
      const withheld = log
        .customer(null)
        .rings(at, again)
        .decided(at + 5000);
      log.add(at + minute, 'offer.accepted', { callId: withheld.callId }, { channel: 'sms' });
      const about = { callId: withheld.callId, threadId: log.next(), contactId: log.next() };
      const handoff = { handoffId: log.next(), channel: 'sms', fallbackFrom: null };
      for (const [n, kind] of ['begun', 'delivered', 'engaged'].entries())
        log.add(at + minutes(2 + n), `handoff.${kind}`, about, handoff);
      log.customer(about.contactId).rings(at + hours(3), again);
    },
    { accepted: 1, delivered: 1, engaged: 1, bounced24h: 1, during24h: 1 },
  );
  when(
    'a withheld number that rings twice: nobody knows that it is one',
    (_, at, log) => {
      log.customer(null).rings(at, again);
      log.customer(null).rings(at + minutes(30), again);
    },
    { episodes: 2, calls: 2 },
  );
  when(
    'a chain of redials: one episode, its offer once',
    (one, at) => {
      offered(one, at).chooses(at + minute, 'hung_up');
      for (const n of [1, 2, 3])
        one.redials(at + minutes(8 * n), again).decided(at + minutes(8 * n), 'not_offered', 'asked_before');
      one.ends(at + minutes(30), true);
    },
    { episodes: 1, calls: 4, offered: 1, hungUp: 1, notOffered: 0 },
  );
  when(
    'a later call of the same family by another word: the same issue',
    (one, at) => void engaged(one, at).rings(at + hours(2), { intent: 'Billing.refund' }),
    { bounced24h: 1 },
  );
  when(
    'a later call without an intent: counts as the same issue',
    (one, at) => void engaged(one, at).rings(at + hours(2), { intent: null }),
    { bounced24h: 1 },
  );
  when(
    'a later call that the agent marks as the same issue, whatever its intent',
    (one, at) =>
      void engaged(one, at)
        .rings(at + hours(2), { intent: 'moving' })
        .ends(at + hours(2) + minute, true, true),
    { bounced24h: 1 },
  );
  when(
    'a later call that the agent marks as another issue: in any recontact only',
    (one, at) =>
      void engaged(one, at)
        .rings(at + hours(2), again)
        .ends(at + hours(2) + minute, true, false),
    { bounced24h: 0, any24h: 1 },
  );
  when(
    '72 h of silence: resolved, as assumed',
    (one, at) => void engaged(one, at).tells(at + days(3), 'thread.silent', { cycle: 1 }),
    { engaged: 1, resolved: 1, assumed: 1, confirmed: 0, verified7d: 1 },
  );
  when(
    'answered in the menu, and rung again within 24 h: not contained',
    (one, at) => {
      one.rings(at, { intent: 'outage' }).decided(at + 5000, 'answered', 'answered_in_menu');
      one.rings(at + hours(10), { intent: 'outage' });
    },
    { answered: 1, contained: 0 },
  );
  when(
    'a score that is changed later: as it was said last',
    (one, at) => {
      solved(one, at)
        .asked(at + minutes(31))
        .scores(at + minutes(32), 5)
        .scores(at + hours(2), 2);
    },
    { csatAnswers: 1, csatDelivered: 1, csatGood: 0 },
  );
  when(
    'calls that are reported out of order: as they happened',
    (one, at, log) => {
      const from = log.events.length;
      solved(one, at).rings(at + hours(20), again);
      log.events.push(...log.events.splice(from).reverse());
    },
    { episodes: 1, accepted: 1, delivered: 1, engaged: 1, resolved: 1, bounced24h: 1, after24h: 1 },
  );

  const start = new Date('2026-02-02T00:00:00Z');
  const hourOf = (n: number) => new Date(start.getTime() + hours(n)).toISOString();
  let hub: TestHub;
  beforeAll(async () => {
    hub = await startTestHub();
    const log = new Log(start);
    for (const [n, { tell }] of all.entries()) {
      // Each has a line and an hour of its own; what it does later is on its line too.
      const one = log.customer(log.next());
      const from = log.events.length;
      tell(one, hours(n), log);
      for (const event of log.events.slice(from)) if (event.kind === 'call.started') event.data.line = lineOf(n);
    }
    await tellStory(hub, log);
  });
  afterAll(() => hub?.stop());
  const lineOf = (n: number) => `+4420794600${String(n).padStart(2, '0')}`;
  const get = async <T>(query: string): Promise<T> => {
    const { status, body } = await hub.api<T>('GET', `/api/v1/reports/channel-shift${query}`);
    expect(status, JSON.stringify(body)).toBe(200);
    return body;
  };

  it.each(all.map((each, n) => [each.name, n, each.expected] as const))('%s', async (_, n, expected) => {
    // The first episode and whatever begins within the day; a later call that is only a recontact is told in the log.
    const twoEpisodes = (expected.episodes ?? 1) > 1;
    const to = twoEpisodes ? hourOf(n + 6) : hourOf(n + 1);
    const period = `from=${hourOf(n)}&to=${to}&line=${encodeURIComponent(lineOf(n))}`;
    for (const asOf of ['', `&asOf=${hourOf(n + 24 * 20)}`]) {
      const report = await get<ChannelShiftReport>(`?${period}${asOf}`);
      const figures = numbersOf(report);
      expect(Object.fromEntries(Object.keys(expected).map((key) => [key, figures[key]])), asOf).toEqual(expected);
      expect(report.checks.filter(({ ok }) => !ok)).toEqual([]);
    }
  });

  it('one thread for two acceptances of an episode, and one invite', async () => {
    const period = `from=${hourOf(0)}&to=${hourOf(1)}&line=${encodeURIComponent(lineOf(0))}`;
    const invites = await get<{ items: ReportedCall[] }>(`/calls?${period}&metric=unitsUtility`);
    expect(invites.items).toHaveLength(1);
  });
});

/** The numbers of a report under short names. */
function numbersOf({ counts, csat, incremental }: Figures): Record<string, number> {
  const plain = Object.entries(counts).filter(([, value]) => typeof value === 'number') as [string, number][];
  const windowed = (['24h', '72h', '7d'] as const).flatMap((window): [string, number][] => [
    [`bounced${window}`, counts.bounced[window].all],
    [`before${window}`, counts.bounced[window].before],
    [`during${window}`, counts.bounced[window].during],
    [`assisted${window}`, counts.bounced[window].assisted],
    [`after${window}`, counts.bounced[window].after],
    [`any${window}`, counts.anyRecontact[window]],
    [`evaporated${window}`, counts.evaporatedBy[window]],
    [`verified${window}`, counts.verified[window]],
  ]);
  return {
    ...Object.fromEntries([...plain, ...windowed]),
    csatAnswers: csat.answers,
    csatDelivered: csat.delivered,
    agentContacts: Math.round((incremental.offered.perEpisode ?? 0) * counts.offered),
    csatGood: Math.round((csat.score ?? 0) * csat.answers),
  };
}
