import type { Colleague, TeamSettings, ThreadSummary } from '#libs/contracts';

export type Choice =
  | { kind: 'me' | 'colleague'; colleague: Colleague }
  | { kind: 'team'; team: TeamSettings; present: number }
  | { kind: 'nobody' };

interface Given {
  thread: Pick<ThreadSummary, 'assignee' | 'team'>;
  me: string;
  colleagues: readonly Colleague[];
  teams: readonly TeamSettings[];
}

const rank = { online: 0, away: 1, offline: 2 } as const;
const share = ({ load: { active, capacity } }: Colleague) => (capacity === 0 ? Infinity : active / capacity);

/** Who is there and has most room first. */
export const byRoom = (a: Colleague, b: Colleague): number =>
  rank[a.availability] - rank[b.availability] || share(a) - share(b) || a.name.localeCompare(b.name);

/** Whether a name is meant: every word written is the beginning of one of its words, accents or not. */
export function means(query: string, ...names: readonly string[]): boolean {
  const plain = (text: string) => text.normalize('NFKD').replace(/\p{M}/gu, '').toLocaleLowerCase();
  const words = names.flatMap((name) => plain(name).split(/[\s@.-]+/));
  return plain(query)
    .split(/\s+/)
    .every((wanted) => words.some((word) => word.startsWith(wanted)));
}

/** To whom a thread can go, in the order shown. */
export function choices(query: string, { thread, me, colleagues, teams }: Given): Choice[] {
  const people = colleagues.filter(
    ({ id, name, skills }) => id !== thread.assignee?.id && means(query, name, ...skills),
  );
  const here = (team: TeamSettings) =>
    colleagues.filter(({ id, availability }) => availability === 'online' && team.members.includes(id)).length;
  return [
    ...people.filter(({ id }) => id === me).map((colleague) => ({ kind: 'me' as const, colleague })),
    ...people
      .filter(({ id }) => id !== me)
      .toSorted(byRoom)
      .map((colleague) => ({ kind: 'colleague' as const, colleague })),
    ...teams
      .filter((team) => (team.id !== thread.team?.id || thread.assignee !== null) && means(query, team.name))
      .map((team) => ({ kind: 'team' as const, team, present: here(team) })),
    ...(thread.assignee && query.trim() === '' ? [{ kind: 'nobody' as const }] : []),
  ];
}

export const keyOf = (choice: Choice): string => {
  if (choice.kind === 'nobody') return 'nobody';
  return choice.kind === 'team' ? `team-${choice.team.id}` : `user-${choice.colleague.id}`;
};
