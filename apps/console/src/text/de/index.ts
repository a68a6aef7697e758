import { inbox } from './inbox.ts';
import { shell } from './shell.ts';
import { thread } from './thread.ts';

/** Every text in German, a file per feature. `test/architecture/texts.spec.ts` says what is missing and what nobody uses. */
export const de: Record<string, string> = { ...inbox, ...shell, ...thread };
