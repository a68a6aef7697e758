import { assign } from './assign.ts';
import { auth } from './auth.ts';
import { calls } from './calls.ts';
import { channelShift } from './channel-shift.ts';
import { channels } from './channels.ts';
import { composer } from './composer.ts';
import { connection } from './connection.ts';
import { consent } from './consent.ts';
import { contact } from './contact.ts';
import { details } from './details.ts';
import { inbox } from './inbox.ts';
import { journal } from './journal.ts';
import { lifecycle } from './lifecycle.ts';
import { liveBoard } from './live-board.ts';
import { notifications } from './notifications.ts';
import { palette } from './palette.ts';
import { people } from './people.ts';
import { photos } from './photos.ts';
import { readings } from './readings.ts';
import { reportCosts } from './report-costs.ts';
import { reportSchedules } from './report-schedules.ts';
import { sends } from './sends.ts';
import { report } from './report.ts';
import { reportTables } from './report-tables.ts';
import { shell } from './shell.ts';
import { surveys } from './surveys.ts';
import { templates } from './templates.ts';
import { thread } from './thread.ts';
import { words } from './words.ts';
import { workSettings } from './work-settings.ts';

/** Every text in German, a file per feature. `test/architecture/texts.spec.ts` says what is missing and what nobody uses. */
export const de: Record<string, string> = {
  ...assign,
  ...auth,
  ...calls,
  ...channelShift,
  ...channels,
  ...composer,
  ...connection,
  ...consent,
  ...contact,
  ...details,
  ...inbox,
  ...journal,
  ...lifecycle,
  ...liveBoard,
  ...notifications,
  ...palette,
  ...people,
  ...photos,
  ...readings,
  ...reportCosts,
  ...reportSchedules,
  ...sends,
  ...report,
  ...reportTables,
  ...shell,
  ...surveys,
  ...templates,
  ...thread,
  ...words,
  ...workSettings,
};
