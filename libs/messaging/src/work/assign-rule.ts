import type { Availability, SkillRule } from '#libs/contracts';

/** An open thread that nobody has. */
export interface Waiting {
  id: string;
  teamId: string;
  /** 0 normal, 1 high, 2 urgent. */
  priority: number;
  /** Since when its customer waits, or since when it is open. */
  since: number;
  /** What whoever gets it must be able to do. */
  skills: readonly string[];
  /** Who put it back or passed it on. */
  passedBy: string | null;
  /** How much of somebody's capacity it takes. */
  weight: number;
}

export interface Member {
  id: string;
  teams: readonly string[];
  availability: Availability;
  skills: readonly string[];
  capacity: number;
  /** How much of it is taken. */
  active: number;
  /** When they were last given a thread; 0: never. */
  givenAt: number;
}

export interface Given {
  threadId: string;
  userId: string;
}

const known = (skill: string) => skill.trim().toLowerCase();

/** The skills that a thread of this intent and queue takes. */
export function skillsFor(
  rules: readonly SkillRule[],
  thread: { intent: string | null; queue: string | null },
): string[] {
  const fitting = rules.filter(({ match, value }) => thread[match] === value);
  return [...new Set(fitting.flatMap(({ skills }) => skills.map(known)))];
}

export function mayTake(member: Member, thread: Waiting): boolean {
  return (
    member.availability === 'online' &&
    member.teams.includes(thread.teamId) &&
    member.id !== thread.passedBy &&
    member.active + thread.weight <= member.capacity &&
    isAble(member, thread)
  );
}

function isAble({ skills }: Member, thread: Waiting): boolean {
  if (thread.skills.length === 0) return true;
  const able = new Set(skills.map(known));
  return thread.skills.every((skill) => able.has(known(skill)));
}

/** More urgent first, then who has waited longest; of the same moment the older thread. */
const byUrgency = (a: Waiting, b: Waiting) =>
  b.priority - a.priority || a.since - b.since || Number(a.id) - Number(b.id);

/** Whose capacity is taken least by share, then who has gone longest without a new thread. */
const byIdleness = (a: Member, b: Member) =>
  a.active / a.capacity - b.active / b.capacity || a.givenAt - b.givenAt || Number(a.id) - Number(b.id);

/** Who gets which thread now. A thread that nobody may take waits, and holds up none behind it. */
export function assign(waiting: readonly Waiting[], members: readonly Member[], now: number): Given[] {
  const people = new Map(members.map((member) => [member.id, member]));
  const given: Given[] = [];
  for (const thread of waiting.toSorted(byUrgency)) {
    const [best] = [...people.values()].filter((member) => mayTake(member, thread)).toSorted(byIdleness);
    if (!best) continue;
    given.push({ threadId: thread.id, userId: best.id });
    people.set(best.id, { ...best, active: best.active + thread.weight, givenAt: now });
  }
  return given;
}

/** The same people once they have what was given. */
export function afterGiving(
  members: readonly Member[],
  waiting: readonly Waiting[],
  given: readonly Given[],
  now: number,
): Member[] {
  const weights = new Map(waiting.map(({ id, weight }) => [id, weight]));
  return members.map((member) => {
    const own = given.filter(({ userId }) => userId === member.id);
    const active = own.reduce((sum, { threadId }) => sum + weights.get(threadId)!, member.active);
    return own.length === 0 ? member : { ...member, active, givenAt: now };
  });
}
