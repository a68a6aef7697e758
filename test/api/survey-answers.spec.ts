import { describe, expect, it } from 'vitest';
import { problem } from '../support/conversations.js';
import { signIn } from '../support/people.js';
import { askSurveys, decided, gets, resolve, surveysOf, surveyWhere, tell } from '../support/surveys.js';
import { surveyRig } from '../support/survey-rig.js';

const rig = surveyRig();
const { customer, linesOf } = rig;

describe('an answer that somebody was told', () => {
  it('is kept with who wrote it down, whether or not the customer was asked', async () => {
    await askSurveys(rig.hub, { enabled: false });
    const [, id] = await customer();
    expect(problem((await tell(rig.hub, id, { score: 5 })).body)).toBe('no-survey');
    await resolve(rig.hub, id);
    const ada = await signIn(rig.hub, 'agent');
    const told = await tell(rig.hub, id, { score: 4, solved: true, comment: ' Said on the phone ' }, ada);
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
    await resolve(rig.hub, id);
    await gets(person, /Reply with a number/);
    await person.write('sms', '1');
    await surveyWhere(rig.hub, id, ({ score }) => score);
    const answer = await tell(rig.hub, id, { score: 5 }, await signIn(rig.hub, 'agent'));
    expect([answer.status, problem(answer.body)]).toEqual([409, 'survey-answered']);
    expect((await surveysOf(rig.hub, `threadId=${id}`))[0]!.score).toBe(1);
  });

  it('takes the place of asking', async () => {
    await askSurveys(rig.hub, { delayMinutes: 60 });
    const [, id] = await customer();
    await resolve(rig.hub, id);
    expect((await tell(rig.hub, id, { score: 5 })).status).toBe(200);
    await rig.hub.query(`update jobs set run_at = now() where kind = 'survey.ask' and payload ->> 'threadId' = $1`, [
      id,
    ]);
    expect(await decided(rig.hub, id)).toMatchObject({ notAsked: 'answered_already', score: 5 });
  });

  it.each([
    [{}, 'score'],
    [{ score: 6 }, 'score'],
    [{ score: 4.5 }, 'score'],
    [{ score: '5' }, 'score'],
    [{ score: 5, comment: 'x'.repeat(1001) }, 'comment'],
  ])('is refused beside the field: %#', async (body, path) => {
    const [, id] = await customer();
    const answer = await tell(rig.hub, id, body);
    expect([answer.status, answer.body.errors?.map((error) => error.path)]).toEqual([400, [path]]);
  });

  it('may be of the past by an API key alone', async () => {
    const [, id] = await customer();
    await resolve(rig.hub, id);
    const at = new Date(Date.now() - 3600 * 1000).toISOString();
    expect(problem((await tell(rig.hub, id, { score: 5, at }, await signIn(rig.hub, 'agent'))).body)).toBe(
      'at-not-allowed',
    );
    expect((await tell(rig.hub, id, { score: 5, at })).body.answeredAt).toBe(at);
  });
});

describe('the settings of surveys', () => {
  it('are a supervisor’s, with our own words in every language', async () => {
    const path = '/api/v1/survey-settings';
    expect((await rig.hub.api('GET', path, undefined, await signIn(rig.hub, 'agent'))).status).toBe(403);
    const { body } = await rig.hub.api<{ defaults: { language: string; solved: string }[] }>(
      'GET',
      path,
      undefined,
      await signIn(rig.hub, 'supervisor'),
    );
    expect(body.defaults.find(({ language }) => language === 'de')?.solved).toBe('Ist Ihr Anliegen damit gelöst?');
  });

  it('change what customers read', async () => {
    await askSurveys(rig.hub, { wording: { en: { solved: 'All sorted?', score: null } } });
    const [person, id] = await customer();
    await resolve(rig.hub, id);
    await gets(person, /All sorted\? Reply with a number/);
  });

  it.each([
    [{ minDaysBetween: 400 }, 'minDaysBetween'],
    [{ delayMinutes: -1 }, 'delayMinutes'],
    [{ wording: { en: { solved: 'x'.repeat(301), score: null } } }, 'wording.en.solved'],
  ])('are refused beside the field: %j', async (change, path) => {
    const { status, body } = await askSurveys(rig.hub, change);
    expect([status, body.errors?.map((error) => error.path)]).toEqual([400, [path]]);
  });
});
