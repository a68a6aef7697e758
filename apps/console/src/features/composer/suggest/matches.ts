import type { CannedAnswer, User } from '#libs/contracts';

const most = 30;
const plain = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** Those whose shortcut begins so, then those with it somewhere. */
export function matchingAnswers(answers: readonly CannedAnswer[], query: string): CannedAnswer[] {
  const wanted = plain(query);
  const rank = ({ shortcut, title, text }: CannedAnswer) => {
    if (plain(shortcut).startsWith(wanted)) return 0;
    if (plain(shortcut).includes(wanted) || plain(title).includes(wanted)) return 1;
    return plain(text).includes(wanted) ? 2 : 3;
  };
  return answers
    .map((answer) => ({ answer, rank: rank(answer) }))
    .filter((one) => one.rank < 3)
    .toSorted((a, b) => a.rank - b.rank)
    .slice(0, most)
    .map(({ answer }) => answer);
}

/** By the beginning of any of their names; once the whole name stands there, there is nothing left to choose. */
export function matchingPeople(people: readonly User[], query: string): User[] {
  const wanted = plain(query);
  return people
    .filter(({ name }) => {
      const full = plain(name);
      return full !== wanted && (full.startsWith(wanted) || full.split(/\s+/).some((part) => part.startsWith(wanted)));
    })
    .slice(0, most);
}
