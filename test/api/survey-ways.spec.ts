import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { getThread, messagesOf } from '../support/conversations.js';
import { misbehave } from '../support/handset.js';
import { gets, resolve, surveysOf, surveyWhere } from '../support/surveys.js';
import { ageWindow, listsRead, whatsappChannel } from '../support/templates.js';
import { surveyRig } from '../support/survey-rig.js';

const rig = surveyRig();
const { customer, linesOf } = rig;

/** The template that asks by WhatsApp has these words. */
async function survey(text: string) {
  const channel = await whatsappChannel(rig.hub, 'meta');
  const { wabaId, phoneNumberId, ...secrets } = rig.hub.sandbox.whatsapp;
  const { appSecret, verifyToken, accessToken } = secrets;
  await rig.hub.api('PUT', '/api/v1/channels', {
    kind: 'whatsapp',
    provider: 'meta',
    name: channel.name,
    address: channel.address,
    settings: { wabaId, phoneNumberId },
    secrets: { appSecret, verifyToken, accessToken },
    templates: [{ purpose: 'survey', name: 'visit_reminder', language: 'en_GB', text }],
  });
}

// A template that is not on the provider's list is not sent.
beforeAll(() => listsRead(rig.hub));

describe('outside the reply window', () => {
  it('a link goes by text, and its page takes one answer', async () => {
    const [person, id] = await customer('whatsapp');
    await ageWindow(rig.hub, id, 25);
    await resolve(rig.hub, id);
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
    expect((await surveysOf(rig.hub, `threadId=${id}`))[0]).toMatchObject({ score: null, answeredAt: null });
    const both = await Promise.all([send({ score: '2', solved: 'no', comment: 'still broken' }), send({ score: '5' })]);
    expect(both.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 410]);
    expect((await fetch(url)).status).toBe(410);
    expect((await fetch(`${rig.hub.url}/s/nothing`)).status).toBe(404);
    expect((await fetch(`${rig.hub.url}/s/`)).status).toBe(404);
    const survey = await surveyWhere(rig.hub, id, ({ delivery }) => /delivered|read/.test(delivery ?? ''));
    expect(survey).toMatchObject({ way: 'link', answeredVia: 'link' });
    expect(await linesOf(id)).toHaveLength(1);
  });

  it('an approved template asks instead, and its buttons answer', async () => {
    await survey('Hello {{1}}, our engineer visits you on {{2}}. Does that still suit you?');
    const [person, id] = await customer('whatsapp');
    await ageWindow(rig.hub, id, 25);
    await resolve(rig.hub, id);
    const asked = await gets(person, /our engineer visits you on http/);
    expect([asked.channel, asked.template]).toEqual(['whatsapp', 'visit_reminder']);
    await person.tap(asked, /Confirm/);
    await person.tap(await gets(person, /from 1 to 5/), /^5/);
    expect(await surveyWhere(rig.hub, id, ({ score }) => score)).toMatchObject({
      way: 'template',
      solved: true,
      score: 5,
    });
    expect((await getThread(rig.hub, id)).status).toBe('resolved');
  });
});

describe('a question that does not arrive', () => {
  beforeAll(() => survey('Hello {{1}}, our engineer visits you on {{2}}. Does that still suit you?'));
  afterEach(() => misbehave(rig.hub));
  const sent = async (id: string) =>
    (await messagesOf(rig.hub, id))
      .filter(({ direction }) => direction === 'outbound')
      .map(({ type, status }) => [type, status]);
  const failing = async (...faults: Parameters<typeof misbehave>[1][]) => {
    const [person, id] = await customer('whatsapp');
    await misbehave(rig.hub, ...faults.map((fault) => ({ ...fault!, to: person.phone })));
    return [person, id] as const;
  };

  it('goes by the next way, once by each', async () => {
    const [person, id] = await failing({ on: 'meta.send', action: 'refuse', code: 131026 });
    await resolve(rig.hub, id);
    const asked = await gets(person, /Tell us here: /);
    expect(asked.channel).toBe('sms');
    const survey = await surveyWhere(rig.hub, id, ({ way, delivery }) => way === 'link' && delivery === 'delivered');
    expect(survey).toMatchObject({ notAsked: null, channel: 'sms' });
    const ways = await rig.hub.query<{ way: string }>(
      `select data ->> 'way' as way from events where thread_id = $1 and kind = 'survey.asked' order by at`,
      [id],
    );
    expect(ways.map(({ way }) => way)).toEqual(['buttons', 'template', 'link']);
    const page = await fetch(/http\S+/.exec(asked.text)![0], {
      method: 'POST',
      body: new URLSearchParams({ score: '4' }),
    });
    expect(page.status).toBe(200);
    expect(await surveyWhere(rig.hub, id, ({ score }) => score)).toMatchObject({ score: 4, answeredVia: 'link' });
    const failed = await rig.hub.query('select from outbox where thread_id = $1 and attention is not null', [id]);
    expect(failed).toEqual([]);
  });

  it('by any way, nor by what a receipt says, is recorded and left', async () => {
    const [, id] = await failing(
      { on: 'meta.send', action: 'refuse', code: 131026 },
      { on: 'twilio.send', action: 'fail_later', code: 30003 },
    );
    await resolve(rig.hub, id);
    await surveyWhere(rig.hub, id, ({ notAsked }) => notAsked === 'no_way');
    expect((await sent(id)).map(([, status]) => status)).toEqual(['failed', 'failed', 'failed']);
    expect(await rig.hub.query('select survey_open from threads where id = $1', [id])).toEqual([
      { survey_open: false },
    ]);
  });

  it('by text is not tried by text again', async () => {
    const [person, id] = await customer();
    await misbehave(rig.hub, { on: 'twilio.send', action: 'refuse', code: 21612, to: person.phone });
    await resolve(rig.hub, id);
    await surveyWhere(rig.hub, id, ({ notAsked }) => notAsked === 'no_way');
    expect(await sent(id)).toEqual([['text', 'failed']]);
  });
});
