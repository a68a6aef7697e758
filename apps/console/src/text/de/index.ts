import { auth } from './auth.ts';
import { calls } from './calls.ts';
import { channels } from './channels.ts';
import { connection } from './connection.ts';
import { consent } from './consent.ts';
import { journal } from './journal.ts';
import { lifecycle } from './lifecycle.ts';
import { palette } from './palette.ts';
import { photos } from './photos.ts';
import { readings } from './readings.ts';
import { shell } from './shell.ts';
import { templates } from './templates.ts';
import { thread } from './thread.ts';
import { words } from './words.ts';
import { workSettings } from './work-settings.ts';

/** Every text in German, a file per feature. `test/architecture/texts.spec.ts` says what is missing and what nobody uses. */
export const de: Record<string, string> = {
  ...auth,
  ...calls,
  ...channels,
  ...connection,
  ...consent,
  ...journal,
  ...lifecycle,
  ...palette,
  ...photos,
  ...readings,
  ...shell,
  ...templates,
  ...thread,
  ...words,
  ...workSettings,
};
