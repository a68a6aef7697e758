import type { INestApplicationContext } from '@nestjs/common';
import type { Principal } from '#libs/access';
import type { NewCannedAnswer, SlaTargets, WorkSettings } from '#libs/contracts';
import { CannedAnswers, People, SurveyRules, Teams, WorkSettingsStore } from '#libs/messaging';

/** By first names of the demo people. Nothing is assigned by itself: a newcomer sees who takes what. */
const teams = [
  { name: 'Customer care', members: ['Ada', 'Ben', 'Sofia'], queues: ['support'] },
  { name: 'Leaks and repairs', members: ['Ben', 'Sofia'], queues: ['leaks'] },
];
const skills: Record<string, string[]> = { Ada: ['Billing'], Ben: ['Repairs'], Sofia: ['Billing', 'Repairs'] };

const answers: Omit<NewCannedAnswer, 'teamId'>[] = [
  {
    shortcut: 'hello',
    title: 'Greeting',
    text: 'Hello {{contact.firstName}}, this is {{agent.firstName}} of {{company}}. How can I help?',
  },
  {
    shortcut: 'meter',
    title: 'Photo of the meter',
    text: 'Please send a photo of your meter: the whole dial, and the number below it. We read it for you.',
  },
  {
    shortcut: 'leak',
    title: 'Leak: first steps',
    text: 'Please turn off your stop tap, usually under the kitchen sink, and send a photo of where the water comes from.',
  },
  {
    shortcut: 'visit',
    title: 'Engineer’s visit',
    text: 'Our engineer visits you on {{day}} between {{time}}. Somebody over 18 needs to be at home.',
  },
];

/** Who does all this. */
const machine: Principal = { id: 'demo', userId: null, name: 'Demo', role: 'admin', memberOf: [], teams: null };

const targets = (first: number, next: number, resolution: number): SlaTargets => ({ first, next, resolution });
const weekday = [{ from: '08:00', to: '20:00' }];
const weekend = [{ from: '09:00', to: '17:00' }];

function workOf(current: WorkSettings): WorkSettings {
  const year = new Date().getUTCFullYear();
  const hours = { 0: weekend, 1: weekday, 2: weekday, 3: weekday, 4: weekday, 5: weekday, 6: weekend };
  return {
    ...current,
    tags: ['billing', 'complaint', 'leak', 'meter reading', 'visit'],
    sla: { urgent: targets(5, 10, 240), high: targets(15, 30, 480), normal: targets(30, 60, 1440) },
    calendar: {
      timeZone: 'Europe/London',
      hours,
      holidays: [
        { date: `${year}-12-25`, name: 'Christmas Day' },
        { date: `${year}-12-26`, name: 'Boxing Day' },
      ],
    },
  };
}

/** Teams, targets, hours, answers and surveys of the demo company. What a start that was cut short has made stays as it is. */
export async function seedDemoWork(app: INestApplicationContext): Promise<void> {
  const people = app.get(People);
  const colleagues = await people.list();
  const called = (name: string) => colleagues.filter((person) => person.name.startsWith(`${name} `));
  const made = new Set((await app.get(Teams).list()).map(({ name }) => name));
  for (const { members, ...team } of teams.filter(({ name }) => !made.has(name))) {
    const ids = members.flatMap(called).map(({ id }) => id);
    await app.get(Teams).create({ ...team, members: ids, autoAssign: false, skillRules: [] });
  }
  for (const [name, known] of Object.entries(skills))
    for (const { id } of called(name)) await people.patch(id, { skills: known }, machine);
  const work = app.get(WorkSettingsStore);
  await work.put(workOf(await work.get()));
  const written = new Set((await app.get(CannedAnswers).list(machine)).map(({ shortcut }) => shortcut));
  for (const answer of answers.filter(({ shortcut }) => !written.has(shortcut)))
    await app.get(CannedAnswers).create({ ...answer, teamId: null });
  const surveys = app.get(SurveyRules);
  await surveys.put({ ...(await surveys.get()), enabled: true });
}
