import type { Principal } from '#libs/access';

interface Named {
  id: string;
  name: string;
}
export interface Handing {
  /** Who has it now; null: nobody. */
  user: Named | null;
  /** Whose it has become with that; null: as before. */
  team: Named | null;
  /** Null: by itself. */
  by: Pick<Principal, 'userId' | 'name'> | null;
  /** Who had it. */
  from: Named | null;
}

/** What is said of it in the thread, in English: consoles say it by its event in their reader's language. */
export function handingText({ user, team, by, from }: Handing): { event: string; text: string } {
  if (!by && !user) return { event: 'thread.offered_again', text: `Offered again: ${from?.name} is offline` };
  const event = 'thread.assigned';
  if (!by) return { event, text: `Assigned to ${user!.name} automatically` };
  if (user) {
    const whose = team ? `${user.name} (${team.name})` : user.name;
    return {
      event,
      text: user.id === by.userId && !team ? `Taken by ${by.name}` : `Assigned to ${whose} by ${by.name}`,
    };
  }
  if (team) return { event, text: `Passed to ${team.name} by ${by.name}` };
  return { event, text: from === null ? `Taken out of its team by ${by.name}` : `Put back by ${by.name}` };
}
