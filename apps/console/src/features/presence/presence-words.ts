import { t } from '../../text/t.ts';

interface Presence {
  viewing: readonly string[];
  typing: readonly string[];
}

/** Two names, or two and how many more. */
const list = ([first = '', second, ...more]: readonly string[]) => {
  if (second === undefined) return first;
  if (more.length === 0) return t('{{first}} and {{second}}', { first, second });
  return t('{{first}}, {{second}} and {{number}} more', { first, second, number: more.length });
};

/** "Sam is typing", "Ada and Sam are viewing"; typing says more than viewing. Names or ids, oneself left out. */
export function presenceWords(
  { viewing, typing }: Presence,
  me: { id: string; name: string },
  nameOf: (idOrName: string) => string,
): { words: string; typing: boolean } | null {
  const others = (who: readonly string[]) => [...new Set(who.filter((w) => w !== me.id && w !== me.name).map(nameOf))];
  const [typers, viewers] = [others(typing), others(viewing)];
  if (typers.length > 0) {
    const names = list(typers);
    const words = typers.length === 1 ? t('{{names}} is typing', { names }) : t('{{names}} are typing', { names });
    return { words, typing: true };
  }
  if (viewers.length === 0) return null;
  const names = list(viewers);
  const words = viewers.length === 1 ? t('{{names}} is viewing', { names }) : t('{{names}} are viewing', { names });
  return { words, typing: false };
}
