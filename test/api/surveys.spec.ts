import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Channels } from '#libs/messaging';
import { channelOf } from '../support/channels.js';
import {
  accept,
  getThread,
  messagesOf,
  offered,
  post,
  problem,
  threadOf,
  threadsOf,
} from '../support/conversations.js';
import { handset, type Handset, misbehave, phones } from '../support/handset.js';
import { eventually, startTestHub, type TestHub } from '../support/hub.js';
import { signIn } from '../support/people.js';
import { askSurveys, decided, gets, resolve, surveysOf, surveyWhere, tell } from '../support/surveys.js';
import { ageWindow, whatsappChannel } from '../support/templates.js';

let hub: TestHub;
beforeAll(async () => void (hub = await startTestHub()));
afterAll(() => hub.stop());
beforeEach(async () => expect((await askSurveys(hub)).status).toBe(200));
const newPhone = phones('+44770097');

async function customer(channel: 'sms' | 'whatsapp' = 'sms'): Promise<[Handset, string]> {
  const person = handset(hub, newPhone());
  await person.write(channel, 'My meter is stuck');
  const { id } = await threadOf(hub, person.phone);
  return [person, id];
}
const linesOf = async (threadId: string) =>
  (await messagesOf(hub, threadId)).filter(({ content }) => content?.event === 'survey.answered');

describe('after a resolution cycle', () => {
  it('a customer on WhatsApp taps whether it is solved, then how it was, and is thanked', async () => {
    const [person, id] = await customer('whatsapp');
    await resolve(hub, id);
    const question = await gets(person, /Did this solve it\?/);
    expect(question.choices.map(({ title }) => title)).toEqual(['Yes', 'No']);
    await person.tap(question, /Yes/);
    const scale = await gets(person, /from 1 to 5/);
    expect(scale.choices).toHaveLength(5);
    await person.tap(scale, /^4/);
    await gets(person, /Thank you, that helps us/);
    const survey = await surveyWhere(hub, id, ({ score }) => score);
    expect(survey).toMatchObject({
      cycle: 1,
      way: 'buttons',
      channel: 'whatsapp',
      solved: true,
      score: 4,
      answeredVia: 'thread',
    });
    expect(survey.delivery).toMatch(/delivered|read/);
    const thread = await getThread(hub, id);
    expect(thread).toMatchObject({ status: 'resolved', cycle: 1 });
    expect(await linesOf(id)).toMatchObject([{ text: 'The customer says: ★★★★☆ 4 of 5, solved' }]);
    expect(await hub.query('select confirmed from threads where id = $1', [id])).toEqual([{ confirmed: true }]);
    const [sent] = (await messagesOf(hub, id)).filter(
      ({ type, direction }) => type === 'interactive' && direction === 'outbound',
    );
    const why = await hub.api<{ cause: object }>('GET', `/api/v1/threads/${id}/messages/${sent!.seq}/why`);
    expect(why.body.cause).toEqual({ kind: 'survey', surveyId: survey.id, cycle: 1 });
  });

  it('a customer by text answers a number, which neither reopens nor opens anything', async () => {
    const [person, id] = await customer();
    await resolve(hub, id);
    await gets(person, /Reply with a number from 1/);
    await person.write('sms', '5, thanks!');
    expect(await surveyWhere(hub, id, ({ score }) => score)).toMatchObject({ way: 'number', score: 5, solved: null });
    expect((await threadsOf(hub, person.phone)).map(({ status }) => status)).toEqual(['resolved']);
  });

  it('who says that it is not solved is told how to be heard', async () => {
    const [person, id] = await customer('whatsapp');
    await resolve(hub, id);
    await person.tap(await gets(person, /Did this solve it\?/), /No/);
    await person.tap(await gets(person, /from 1 to 5/), /^1/);
    await gets(person, /write here and a person will look at it again/);
    expect(await surveyWhere(hub, id, ({ score }) => score)).toMatchObject({ solved: false, score: 1 });
    await person.write('whatsapp', 'It is still stuck');
    expect(await threadOf(hub, person.phone)).toMatchObject({ id, cycle: 2 });
  });

  it('the later answer counts, for a day', async () => {
    const [person, id] = await customer();
    await resolve(hub, id);
    await gets(person, /Reply with a number/);
    await person.write('sms', '2');
    await surveyWhere(hub, id, ({ score }) => score === 2);
    await person.write('sms', '4');
    await surveyWhere(hub, id, ({ score }) => score === 4);
    await hub.query(`update surveys set answered_at = now() - interval '25 hours' where thread_id = $1`, [id]);
    expect((await tell(hub, id, { score: 1 })).status).toBe(409);
  });

  it('every cycle has one survey, and a number in an open thread is a number', async () => {
    const [person, id] = await customer();
    await resolve(hub, id);
    await gets(person, /Reply with a number/);
    await person.write('sms', 'One more thing');
    await threadOf(hub, person.phone);
    await post(hub, id, 'How many people live there?');
    await person.write('sms', '4');
    await eventually(async () => (await messagesOf(hub, id)).some(({ text }) => text === '4'));
    await eventually(async () => (await hub.query(`select from jobs where kind = 'survey.answered'`)).length === 0);
    expect(await surveysOf(hub, `threadId=${id}`)).toMatchObject([{ cycle: 1, score: null }]);
    await resolve(hub, id);
    await surveyWhere(hub, id, ({ cycle, askedAt }) => cycle === 2 && askedAt);
    await person.write('sms', '3');
    await surveyWhere(hub, id, ({ score }) => score === 3);
    expect((await surveysOf(hub, `threadId=${id}`)).map(({ cycle, score }) => [cycle, score])).toEqual([
      [2, 3],
      [1, null],
    ]);
  });

  it('the same job twice, and two at once, ask once', async () => {
    const [person, id] = await customer();
    await resolve(hub, id);
    await gets(person, /Reply with a number/);
    const again = `insert into jobs (kind, payload) select 'survey.ask', $1 from generate_series(1, 4)`;
    await hub.query(again, [JSON.stringify({ threadId: id, cycle: 1 })]);
    await eventually(async () => (await hub.query(`select from jobs where kind = 'survey.ask'`)).length === 0);
    expect((await person.received()).filter(({ text }) => /Reply with a number/.test(text))).toHaveLength(1);
  });
});

/** The template that asks by WhatsApp has these words. */
async function survey(text: string) {
  const channel = await whatsappChannel(hub, 'meta');
  const { wabaId, phoneNumberId, ...secrets } = hub.sandbox.whatsapp;
  const { appSecret, verifyToken, accessToken } = secrets;
  await hub.api('PUT', '/api/v1/channels', {
    kind: 'whatsapp',
    provider: 'meta',
    name: channel.name,
    address: channel.address,
    settings: { wabaId, phoneNumberId },
    secrets: { appSecret, verifyToken, accessToken },
    templates: [{ purpose: 'survey', name: 'visit_reminder', language: 'en_GB', text }],
  });
}

describe('outside the reply window', () => {
  it('a link goes by text, and its page takes one answer', async () => {
    const [person, id] = await customer('whatsapp');
    await ageWindow(hub, id, 25);
    await resolve(hub, id);
    const asked = await gets(person, /Tell us here: /);
    expect(asked.channel).toBe('sms');
    const url = /http\S+/.exec(asked.text)![0];
    const page = await fetch(url);
    expect([page.status, page.headers.get('cache-control')]).toEqual([200, 'no-store']);
    expect(await page.text()).toMatch(/Did this solve it\?.*5 – very good/s);
    expect((await fetch(url, { method: 'HEAD' })).status).toBe(200);
    const send = (fields: Record<string, string>) => fetch(url, { method: 'POST', body: new URLSearchParams(fields) });
    const incomplete = await send({ solved: 'no', comment: '<b>still "broken"</b>' });
    expect(incomplete.status).toBe(400);
    const kept = await incomplete.text();
    expect(kept).toContain('Please choose a number from 1 to 5.');
    expect(kept).toContain('&lt;b&gt;still &quot;broken&quot;&lt;/b&gt;');
    expect(kept).toMatch(/value="no" checked/);
    expect((await send({ score: '4', comment: 'x'.repeat(1001) })).status).toBe(400);
    expect((await send({ score: '9' })).status).toBe(400);
    expect((await surveysOf(hub, `threadId=${id}`))[0]).toMatchObject({ score: null, answeredAt: null });
    const both = await Promise.all([send({ score: '2', solved: 'no', comment: 'still broken' }), send({ score: '5' })]);
    expect(both.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 410]);
    expect((await fetch(url)).status).toBe(410);
    expect((await fetch(`${hub.url}/s/nothing`)).status).toBe(404);
    expect((await fetch(`${hub.url}/s/`)).status).toBe(404);
    const [{ way, answeredVia, delivery } = { way: null, answeredVia: null, delivery: null }] = await surveysOf(
      hub,
      `threadId=${id}`,
    );
    expect([way, answeredVia]).toEqual(['link', 'link']);
    expect(delivery).toMatch(/delivered|read/);
    expect(await linesOf(id)).toHaveLength(1);
  });

  it('an approved template asks instead, and its buttons answer', async () => {
    await survey('Hello {{1}}, our engineer visits you on {{2}}. Does that still suit you?');
    const [person, id] = await customer('whatsapp');
    await ageWindow(hub, id, 25);
    await resolve(hub, id);
    const asked = await gets(person, /our engineer visits you on http/);
    expect([asked.channel, asked.template]).toEqual(['whatsapp', 'visit_reminder']);
    await person.tap(asked, /Confirm/);
    await person.tap(await gets(person, /from 1 to 5/), /^5/);
    expect(await surveyWhere(hub, id, ({ score }) => score)).toMatchObject({ way: 'template', solved: true, score: 5 });
    expect((await getThread(hub, id)).status).toBe('resolved');
  });
});

describe('a question that does not arrive', () => {
  beforeAll(() => survey('Hello {{1}}, our engineer visits you on {{2}}. Does that still suit you?'));
  afterEach(() => misbehave(hub));
  const sent = async (id: string) =>
    (await messagesOf(hub, id))
      .filter(({ direction }) => direction === 'outbound')
      .map(({ type, status }) => [type, status]);
  const failing = async (...faults: Parameters<typeof misbehave>[1][]) => {
    const [person, id] = await customer('whatsapp');
    await misbehave(hub, ...faults.map((fault) => ({ ...fault!, to: person.phone })));
    return [person, id] as const;
  };

  it('goes by the next way, once by each', async () => {
    const [person, id] = await failing({ on: 'meta.send', action: 'refuse', code: 131026 });
    await resolve(hub, id);
    const asked = await gets(person, /Tell us here: /);
    expect(asked.channel).toBe('sms');
    const survey = await surveyWhere(hub, id, ({ way, delivery }) => way === 'link' && delivery === 'delivered');
    expect(survey).toMatchObject({ notAsked: null, channel: 'sms' });
    const ways = await hub.query<{ way: string }>(
      `select data ->> 'way' as way from events where thread_id = $1 and kind = 'survey.asked' order by at`,
      [id],
    );
    expect(ways.map(({ way }) => way)).toEqual(['buttons', 'template', 'link']);
    const page = await fetch(/http\S+/.exec(asked.text)![0], {
      method: 'POST',
      body: new URLSearchParams({ score: '4' }),
    });
    expect(page.status).toBe(200);
    expect(await surveyWhere(hub, id, ({ score }) => score)).toMatchObject({ score: 4, answeredVia: 'link' });
    const failed = await hub.query('select from outbox where thread_id = $1 and attention is not null', [id]);
    expect(failed).toEqual([]);
  });

  it('by any way, nor by what a receipt says, is recorded and left', async () => {
    const [, id] = await failing(
      { on: 'meta.send', action: 'refuse', code: 131026 },
      { on: 'twilio.send', action: 'fail_later', code: 30003 },
    );
    await resolve(hub, id);
    await surveyWhere(hub, id, ({ notAsked }) => notAsked === 'no_way');
    expect((await sent(id)).map(([, status]) => status)).toEqual(['failed', 'failed', 'failed']);
    expect(await hub.query('select survey_open from threads where id = $1', [id])).toEqual([{ survey_open: false }]);
  });

  it('by text is not tried by text again', async () => {
    const [person, id] = await customer();
    await misbehave(hub, { on: 'twilio.send', action: 'refuse', code: 21612, to: person.phone });
    await resolve(hub, id);
    await surveyWhere(hub, id, ({ notAsked }) => notAsked === 'no_way');
    expect(await sent(id)).toEqual([['text', 'failed']]);
  });
});

describe('nobody is asked, and it is recorded why, where', () => {
  it.each([
    ['surveys are off', 'off', async () => void (await askSurveys(hub, { enabled: false })), 'sms', 'solved'],
    ['it was spam', 'disposition', async () => {}, 'sms', 'spam'],
    [
      'they have opted out',
      'opted_out',
      async (person: Handset, id: string) => {
        await person.write('sms', 'STOP');
        await eventually(async () => (await hub.query('select from consents where thread_id = $1', [id])).length === 1);
      },
      'sms',
      'solved',
    ],
    [
      'the window is closed and there is no number',
      'no_way',
      async (_: Handset, id: string) => {
        await ageWindow(hub, id, 25);
        await hub.query(
          `delete from identities i using threads t where t.id = $1 and i.contact_id = t.contact_id and kind = 'phone'`,
          [id],
        );
        await hub.query(`update templates set purpose = null where purpose = 'survey'`);
      },
      'whatsapp',
      'solved',
    ],
  ] as [string, string, (person: Handset, id: string) => Promise<unknown>, 'sms' | 'whatsapp', string][])(
    '%s',
    async (_, reason, before, channel, disposition) => {
      const [person, id] = await customer(channel);
      await before(person, id);
      await eventually(async () => (await hub.query(`select from jobs where kind like 'consent%'`)).length === 0);
      await resolve(hub, id, disposition);
      expect(await decided(hub, id)).toMatchObject({ notAsked: reason, askedAt: null, way: null });
      expect((await person.received()).filter(({ text }) => /solve it/.test(text))).toEqual([]);
    },
  );

  it('they never wrote', async () => {
    const { offerId } = await offered(hub, { from: newPhone() });
    const { threadId } = (await accept(hub, offerId, { channel: 'sms' })).body;
    await resolve(hub, threadId);
    expect(await decided(hub, threadId)).toMatchObject({ notAsked: 'no_customer_words', askedAt: null, way: null });
  });

  it('their sender is unwell', async () => {
    const [person, id] = await customer();
    const sms = await channelOf(hub, 'twilio', 'sms');
    await hub.app.get(Channels).setHealth(sms.id, 'a test');
    await resolve(hub, id);
    expect(await decided(hub, id)).toMatchObject({ notAsked: 'channel_unwell', askedAt: null, way: null });
    await hub.app.get(Channels).setHealth(sms.id, null);
    expect((await person.received()).filter(({ text }) => /Reply with a number/.test(text))).toEqual([]);
  });

  it('they were asked a moment ago and days are set', async () => {
    const [person, id] = await customer();
    await resolve(hub, id);
    await gets(person, /Reply with a number/);
    await askSurveys(hub, { minDaysBetween: 7 });
    await person.write('sms', 'And another thing');
    await threadOf(hub, person.phone);
    await resolve(hub, id);
    expect(await surveyWhere(hub, id, ({ cycle }) => cycle === 2)).toMatchObject({ notAsked: 'asked_recently' });
  });

  it('the thread was opened again before the delay was over', async () => {
    await askSurveys(hub, { delayMinutes: 60 });
    const [, id] = await customer();
    await resolve(hub, id);
    await hub.api('POST', `/api/v1/threads/${id}/reopen`, {});
    await hub.query(`update jobs set run_at = now() where kind = 'survey.ask' and payload ->> 'threadId' = $1`, [id]);
    expect(await decided(hub, id)).toMatchObject({ cycle: 1, notAsked: 'reopened' });
  });
});

describe('an answer that somebody was told', () => {
  it('is kept with who wrote it down, whether or not the customer was asked', async () => {
    await askSurveys(hub, { enabled: false });
    const [, id] = await customer();
    expect(problem((await tell(hub, id, { score: 5 })).body)).toBe('no-survey');
    await resolve(hub, id);
    const ada = await signIn(hub, 'agent');
    const told = await tell(hub, id, { score: 4, solved: true, comment: ' Said on the phone ' }, ada);
    expect(told).toMatchObject({
      status: 200,
      body: { score: 4, solved: true, answeredVia: 'told', comment: 'Said on the phone' },
    });
    expect(told.body.by).toBeTruthy();
    const [line] = await linesOf(id);
    expect(line!.text).toBe(
      `The customer says: ★★★★☆ 4 of 5, solved – “Said on the phone” (written down by ${told.body.by})`,
    );
  });

  it('does not put right what the customer said themselves', async () => {
    const [person, id] = await customer();
    await resolve(hub, id);
    await gets(person, /Reply with a number/);
    await person.write('sms', '1');
    await surveyWhere(hub, id, ({ score }) => score);
    const answer = await tell(hub, id, { score: 5 }, await signIn(hub, 'agent'));
    expect([answer.status, problem(answer.body)]).toEqual([409, 'survey-answered']);
    expect((await surveysOf(hub, `threadId=${id}`))[0]!.score).toBe(1);
  });

  it('takes the place of asking', async () => {
    await askSurveys(hub, { delayMinutes: 60 });
    const [, id] = await customer();
    await resolve(hub, id);
    expect((await tell(hub, id, { score: 5 })).status).toBe(200);
    await hub.query(`update jobs set run_at = now() where kind = 'survey.ask' and payload ->> 'threadId' = $1`, [id]);
    expect(await decided(hub, id)).toMatchObject({ notAsked: 'answered_already', score: 5 });
  });

  it.each([
    [{}, 'score'],
    [{ score: 6 }, 'score'],
    [{ score: 4.5 }, 'score'],
    [{ score: '5' }, 'score'],
    [{ score: 5, comment: 'x'.repeat(1001) }, 'comment'],
  ])('is refused beside the field: %#', async (body, path) => {
    const [, id] = await customer();
    const answer = await tell(hub, id, body);
    expect([answer.status, answer.body.errors?.map((error) => error.path)]).toEqual([400, [path]]);
  });

  it('may be of the past by an API key alone', async () => {
    const [, id] = await customer();
    await resolve(hub, id);
    const at = new Date(Date.now() - 3600 * 1000).toISOString();
    expect(problem((await tell(hub, id, { score: 5, at }, await signIn(hub, 'agent'))).body)).toBe('at-not-allowed');
    expect((await tell(hub, id, { score: 5, at })).body.answeredAt).toBe(at);
  });
});

describe('the settings of surveys', () => {
  it('are a supervisor’s, with our own words in every language', async () => {
    const path = '/api/v1/survey-settings';
    expect((await hub.api('GET', path, undefined, await signIn(hub, 'agent'))).status).toBe(403);
    const { body } = await hub.api<{ defaults: { language: string; solved: string }[] }>(
      'GET',
      path,
      undefined,
      await signIn(hub, 'supervisor'),
    );
    expect(body.defaults.find(({ language }) => language === 'de')?.solved).toBe('Ist Ihr Anliegen damit gelöst?');
  });

  it('change what customers read', async () => {
    await askSurveys(hub, { wording: { en: { solved: 'All sorted?', score: null } } });
    const [person, id] = await customer();
    await resolve(hub, id);
    await gets(person, /All sorted\? Reply with a number/);
  });

  it.each([
    [{ minDaysBetween: 400 }, 'minDaysBetween'],
    [{ delayMinutes: -1 }, 'delayMinutes'],
    [{ wording: { en: { solved: 'x'.repeat(301), score: null } } }, 'wording.en.solved'],
  ])('are refused beside the field: %j', async (change, path) => {
    const { status, body } = await askSurveys(hub, change);
    expect([status, body.errors?.map((error) => error.path)]).toEqual([400, [path]]);
  });
});
