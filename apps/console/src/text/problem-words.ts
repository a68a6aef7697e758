import type { Problem } from '#libs/contracts';
import { language } from './t.ts';

/** What the hub can answer in other languages than its own; fetched when something has gone wrong, and not before. */
const others = { de: () => import('./de/problems.ts') };

interface Table {
  /** By the end of a problem's type; a hole is filled with the problem's own member of that name. */
  problems: Readonly<Record<string, string>>;
  /** What is wrong with a field, by what the hub says of it. */
  faults: Readonly<Record<string, string>>;
}

function filled(text: string, problem: Problem): string | undefined {
  const values = problem as Readonly<Record<string, unknown>>;
  const holes = [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name!);
  if (!holes.every((name) => ['string', 'number'].includes(typeof values[name]))) return undefined;
  return text.replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(values[name] as string | number));
}

/** A problem in the reader's language, by its type and its kinds of fault; what is not known stays as the hub says it. */
export async function inWords(problem: Problem): Promise<Problem> {
  const lng = language();
  if (lng === 'en' && !problem.errors) return problem;
  const words = await import('./fault-words.ts');
  if (lng === 'en') return { ...problem, ...said(problem.errors, words.faultInEnglish) };
  const { problems, faults }: Table = await others[lng]();
  const own = (table: Readonly<Record<string, string>>, key: string) =>
    Object.hasOwn(table, key) ? table[key] : undefined;
  const detail = filled(own(problems, problem.type.split('/').at(-1)!) ?? '', problem) || undefined;
  const errors = said(
    problem.errors,
    (fault) => own(faults, fault.message) ?? words.kindOfFault(fault) ?? detail ?? fault.message,
  );
  return { ...problem, ...(detail && { title: detail, detail }), ...errors };
}

const said = (errors: Problem['errors'], words: (fault: NonNullable<Problem['errors']>[number]) => string) =>
  errors && { errors: errors.map((fault) => ({ ...fault, message: words(fault) })) };
