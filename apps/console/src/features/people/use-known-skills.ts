import { useQuery } from '@tanstack/react-query';
import { teamsQuery, usersQuery } from '../../api/queries.ts';

/** Every skill that somebody has or a team asks for, so that nobody writes one in two ways. */
export function useKnownSkills(): string[] {
  const { data: colleagues = [] } = useQuery(usersQuery);
  const { data: teams = [] } = useQuery(teamsQuery);
  const named = [
    ...colleagues.flatMap(({ skills }) => skills),
    ...teams.flatMap(({ skillRules }) => skillRules.flatMap(({ skills }) => skills)),
  ];
  return [...new Map(named.map((skill) => [skill.toLowerCase(), skill])).values()].toSorted((a, b) =>
    a.localeCompare(b),
  );
}
