import { describe, expect, it } from 'vitest';
import { Channels } from '#libs/messaging';
import { channelOf } from '../support/channels.js';
import { accept, getThread, messagesOf, offered, post, threadOf, threadsOf } from '../support/conversations.js';
import { type Handset } from '../support/handset.js';
import { eventually } from '../support/hub.js';
import { askSurveys, decided, gets, resolve, surveysOf, surveyWhere, tell } from '../support/surveys.js';
import { ageWindow } from '../support/templates.js';
import { surveyRig } from '../support/survey-rig.js';

const rig = surveyRig();
const { customer, linesOf } = rig;
/** A receipt may come after the answer. */
const hasArrived = (delivery: string | null) => /delivered|read/.test(delivery ?? '');

describe('after a resolution cycle', () => {
  it('a customer on WhatsApp taps whether it is solved, then how it was, and is thanked', async () => {
    const [person, id] = await customer('whatsapp');
    await resolve(rig.hub, id);
    const question = await gets(person, /Did this solve it\?/);
    expect(question.choices.map(({ title }) => title)).toEqual(['Yes', 'No']);
    await person.tap(question, /Yes/);
    const scale = await gets(person, /from 1 to 5/);
    expect(scale.choices).toHaveLength(5);
    await person.tap(scale, /^4/);
    await gets(person, /Thank you, that helps us/);
    const survey = await surveyWhere(rig.hub, id, ({ score, delivery }) => score && hasArrived(delivery));
    expect(survey).toMatchObject({
      cycle: 1,
      way: 'buttons',
      channel: 'whatsapp',
      solved: true,
      score: 4,
      answeredVia: 'thread',
    });
    const thread = await getThread(rig.hub, id);
    expect(thread).toMatchObject({ status: 'resolved', cycle: 1 });
    expect(await linesOf(id)).toMatchObject([{ text: 'The customer says: ★★★★☆ 4 of 5, solved' }]);
    expect(await rig.hub.query('select confirmed from threads where id = $1', [id])).toEqual([{ confirmed: true }]);
    const [sent] = (await messagesOf(rig.hub, id)).filter(
      ({ type, direction }) => type === 'interactive' && direction === 'outbound',
    );
    const why = await rig.hub.api<{ cause: object }>('GET', `/api/v1/threads/${id}/messages/${sent!.seq}/why`);
    expect(why.body.cause).toEqual({ kind: 'survey', surveyId: survey.id, cycle: 1 });
  });

  it('a customer by text answers a number, which neither reopens nor opens anything', async () => {
    const [person, id] = await customer();
    await resolve(rig.hub, id);
    await gets(person, /Reply with a number from 1/);
    await person.write('sms', '5, thanks!');
    expect(await surveyWhere(rig.hub, id, ({ score }) => score)).toMatchObject({
      way: 'number',
      score: 5,
      solved: null,
    });
    expect((await threadsOf(rig.hub, person.phone)).map(({ status }) => status)).toEqual(['resolved']);
  });

  it('who says that it is not solved is told how to be heard', async () => {
    const [person, id] = await customer('whatsapp');
    await resolve(rig.hub, id);
    await person.tap(await gets(person, /Did this solve it\?/), /No/);
    await person.tap(await gets(person, /from 1 to 5/), /^1/);
    await gets(person, /write here and a person will look at it again/);
    expect(await surveyWhere(rig.hub, id, ({ score }) => score)).toMatchObject({ solved: false, score: 1 });
    await person.write('whatsapp', 'It is still stuck');
    expect(await threadOf(rig.hub, person.phone)).toMatchObject({ id, cycle: 2 });
  });

  it('the later answer counts, for a day', async () => {
    const [person, id] = await customer();
    await resolve(rig.hub, id);
    await gets(person, /Reply with a number/);
    await person.write('sms', '2');
    await surveyWhere(rig.hub, id, ({ score }) => score === 2);
    await person.write('sms', '4');
    await surveyWhere(rig.hub, id, ({ score }) => score === 4);
    await rig.hub.query(`update surveys set answered_at = now() - interval '25 hours' where thread_id = $1`, [id]);
    expect((await tell(rig.hub, id, { score: 1 })).status).toBe(409);
  });

  it('every cycle has one survey, and a number in an open thread is a number', async () => {
    const [person, id] = await customer();
    await resolve(rig.hub, id);
    await gets(person, /Reply with a number/);
    await person.write('sms', 'One more thing');
    await threadOf(rig.hub, person.phone);
    await post(rig.hub, id, 'How many people live there?');
    await person.write('sms', '4');
    await eventually(async () => (await messagesOf(rig.hub, id)).some(({ text }) => text === '4'));
    await eventually(async () => (await rig.hub.query(`select from jobs where kind = 'survey.answered'`)).length === 0);
    expect(await surveysOf(rig.hub, `threadId=${id}`)).toMatchObject([{ cycle: 1, score: null }]);
    await resolve(rig.hub, id);
    await surveyWhere(rig.hub, id, ({ cycle, askedAt }) => cycle === 2 && askedAt);
    await person.write('sms', '3');
    await surveyWhere(rig.hub, id, ({ score }) => score === 3);
    expect((await surveysOf(rig.hub, `threadId=${id}`)).map(({ cycle, score }) => [cycle, score])).toEqual([
      [2, 3],
      [1, null],
    ]);
  });

  it('the same job twice, and two at once, ask once', async () => {
    const [person, id] = await customer();
    await resolve(rig.hub, id);
    await gets(person, /Reply with a number/);
    const again = `insert into jobs (kind, payload) select 'survey.ask', $1 from generate_series(1, 4)`;
    await rig.hub.query(again, [JSON.stringify({ threadId: id, cycle: 1 })]);
    await eventually(async () => (await rig.hub.query(`select from jobs where kind = 'survey.ask'`)).length === 0);
    expect((await person.received()).filter(({ text }) => /Reply with a number/.test(text))).toHaveLength(1);
  });
});

describe('nobody is asked, and it is recorded why, where', () => {
  it.each([
    ['surveys are off', 'off', async () => void (await askSurveys(rig.hub, { enabled: false })), 'sms', 'solved'],
    ['it was spam', 'disposition', async () => {}, 'sms', 'spam'],
    [
      'they have opted out',
      'opted_out',
      async (person: Handset, id: string) => {
        await person.write('sms', 'STOP');
        await eventually(
          async () => (await rig.hub.query('select from consents where thread_id = $1', [id])).length === 1,
        );
      },
      'sms',
      'solved',
    ],
    [
      'the window is closed and there is no number',
      'no_way',
      async (_: Handset, id: string) => {
        await ageWindow(rig.hub, id, 25);
        await rig.hub.query(
          `delete from identities i using threads t where t.id = $1 and i.contact_id = t.contact_id and kind = 'phone'`,
          [id],
        );
        await rig.hub.query(`update templates set purpose = null where purpose = 'survey'`);
      },
      'whatsapp',
      'solved',
    ],
  ] as [string, string, (person: Handset, id: string) => Promise<unknown>, 'sms' | 'whatsapp', string][])(
    '%s',
    async (_, reason, before, channel, disposition) => {
      const [person, id] = await customer(channel);
      await before(person, id);
      await eventually(async () => (await rig.hub.query(`select from jobs where kind like 'consent%'`)).length === 0);
      await resolve(rig.hub, id, disposition);
      expect(await decided(rig.hub, id)).toMatchObject({ notAsked: reason, askedAt: null, way: null });
      expect((await person.received()).filter(({ text }) => /solve it/.test(text))).toEqual([]);
    },
  );

  it('they never wrote', async () => {
    const { offerId } = await offered(rig.hub, { from: rig.newPhone() });
    const { threadId } = (await accept(rig.hub, offerId, { channel: 'sms' })).body;
    await resolve(rig.hub, threadId);
    expect(await decided(rig.hub, threadId)).toMatchObject({ notAsked: 'no_customer_words', askedAt: null, way: null });
  });

  it('their sender is unwell', async () => {
    const [person, id] = await customer();
    const sms = await channelOf(rig.hub, 'twilio', 'sms');
    await rig.hub.app.get(Channels).setHealth(sms.id, 'a test');
    await resolve(rig.hub, id);
    expect(await decided(rig.hub, id)).toMatchObject({ notAsked: 'channel_unwell', askedAt: null, way: null });
    await rig.hub.app.get(Channels).setHealth(sms.id, null);
    expect((await person.received()).filter(({ text }) => /Reply with a number/.test(text))).toEqual([]);
  });

  it('they were asked a moment ago and days are set', async () => {
    const [person, id] = await customer();
    await resolve(rig.hub, id);
    await gets(person, /Reply with a number/);
    await askSurveys(rig.hub, { minDaysBetween: 7 });
    await person.write('sms', 'And another thing');
    await threadOf(rig.hub, person.phone);
    await resolve(rig.hub, id);
    expect(await surveyWhere(rig.hub, id, ({ cycle, notAsked }) => cycle === 2 && notAsked)).toMatchObject({
      notAsked: 'asked_recently',
    });
  });

  it('the thread was opened again before the delay was over', async () => {
    await askSurveys(rig.hub, { delayMinutes: 60 });
    const [, id] = await customer();
    await resolve(rig.hub, id);
    await rig.hub.api('POST', `/api/v1/threads/${id}/reopen`, {});
    await rig.hub.query(`update jobs set run_at = now() where kind = 'survey.ask' and payload ->> 'threadId' = $1`, [
      id,
    ]);
    expect(await decided(rig.hub, id)).toMatchObject({ cycle: 1, notAsked: 'reopened' });
  });
});
