import { assign } from './assign.ts';
import { auth } from './auth.ts';
import { palette } from './palette.ts';
import { people } from './people.ts';
import { shell } from './shell.ts';

/** Every text in German, a file per feature. `test/architecture/texts.spec.ts` says what is missing and what nobody uses. */
export const de: Record<string, string> = { ...assign, ...auth, ...palette, ...people, ...shell };
