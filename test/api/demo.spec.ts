import { afterAll, beforeAll, expect, it } from 'vitest';
import type { CannedAnswer, Policy, SurveySettings, TeamSettings, Workspace, WorkSettings } from '#libs/contracts';
import { seedDemoWork } from '../../apps/hub/src/demo-work.js';
import { startTestHub, type TestHub } from '../support/hub.js';
import { colleagues } from '../support/work.js';

let hub: TestHub;
beforeAll(async () => (hub = await startTestHub({}, undefined, { lively: true })));
afterAll(() => hub.stop());

const get = async <T>(path: string) => (await hub.api<T>('GET', `/api/v1${path}`)).body;

it('the demo company has teams, targets, hours, answers and surveys, and offers as it says', async () => {
  const { items: teams } = await get<{ items: TeamSettings[] }>('/teams');
  expect(teams.map(({ name, queues, autoAssign }) => [name, queues, autoAssign])).toEqual([
    ['Customer care', ['support'], false],
    ['Leaks and repairs', ['leaks'], false],
  ]);
  expect(teams.every(({ members }) => members.length > 1)).toBe(true);
  expect((await colleagues(hub)).filter(({ skills }) => skills.length > 0)).toHaveLength(3);
  const work = await get<WorkSettings>('/work-settings');
  expect([work.sla.urgent.first, work.sla.normal.resolution, work.promiseMinutes]).toEqual([5, 1440, null]);
  expect(Object.keys(work.calendar.hours!)).toHaveLength(7);
  expect((await get<{ items: CannedAnswer[] }>('/canned-answers')).items).toHaveLength(4);
  expect(await get<SurveySettings>('/survey-settings')).toMatchObject({ enabled: true, wording: {} });
  expect((await get<Workspace>('/workspace')).queues).toEqual([{ name: 'support', waitSeconds: 420 }]);
  expect((await get<{ items: Policy[] }>('/policies')).items[0]).toMatchObject({
    inForce: true,
    rules: { minWaitSeconds: 120, channels: ['whatsapp', 'sms'] },
  });
});

it('a start that was cut short is made up for, and nothing is there twice', async () => {
  const before = await get<{ items: object[] }>('/teams');
  await seedDemoWork(hub.app);
  expect(await get('/teams')).toEqual(before);
  expect((await get<{ items: object[] }>('/canned-answers')).items).toHaveLength(4);
});
