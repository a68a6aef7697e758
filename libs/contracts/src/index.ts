/** Schemas and types of everything that enters or leaves the hub. Runs in a browser too. */
export * from './words.js';
export * from './route.js';
export * from './auth.js';
export * from './calls.js';
export * from './contacts.js';
export * from './threads.js';
export * from './people.js';
export * from './thread-lists.js';
export * from './bulk.js';
export * from './saved-views.js';
export * from './timeline.js';
export * from './canned-answers.js';
export * from './drafts.js';
export * from './mentions.js';
export * from './sends.js';
export * from './surveys.js';
export * from './readings.js';
export * from './channel-health.js';
export * from './administration.js';
export * from './consents.js';
export * from './socket.js';
export * from './templates.js';
export * from './upload-links.js';
export * from './sms-segments.js';
export * from './what-next.js';
export * from './work-settings.js';
export * from './lifecycle.js';
export * from './reports.js';
export * from './report-calls.js';
export * from './live-board.js';
export * from './report-costs.js';
export * from './report-schedules.js';
export * from './report-targets.js';
export * from './report-tables.js';
export * from './reports-more.js';
import { administrationRoutes } from './administration.js';
import { authRoutes } from './auth.js';
import { callRoutes } from './calls.js';
import { cannedAnswerRoutes } from './canned-answers.js';
import { contactRoutes } from './contacts.js';
import { consentRoutes } from './consents.js';
import { peopleRoutes } from './people.js';
import { lifecycleRoutes } from './lifecycle.js';
import { draftRoutes } from './drafts.js';
import { liveBoardRoutes } from './live-board.js';
import { mentionRoutes } from './mentions.js';
import { readingRoutes } from './readings.js';
import { channelShiftRoutes } from './report-calls.js';
import { reportCostRoutes } from './report-costs.js';
import { reportScheduleRoutes } from './report-schedules.js';
import { reportTargetRoutes } from './report-targets.js';
import { reportRoutes } from './reports.js';
import { moreReportRoutes } from './reports-more.js';
import { sendRoutes } from './sends.js';
import { surveyRoutes } from './surveys.js';
import { templateRoutes } from './templates.js';
import { bulkRoutes } from './bulk.js';
import { savedViewRoutes } from './saved-views.js';
import { threadListRoutes } from './thread-lists.js';
import { threadRoutes } from './threads.js';
import { timelineRoutes } from './timeline.js';
import { uploadLinkRoutes } from './upload-links.js';
import { workSettingsRoutes } from './work-settings.js';

/** Every REST operation below `/api/v1`. */
export const api = {
  ...authRoutes,
  ...callRoutes,
  ...contactRoutes,
  ...threadListRoutes,
  ...bulkRoutes,
  ...savedViewRoutes,
  ...timelineRoutes,
  ...threadRoutes,
  ...lifecycleRoutes,
  ...workSettingsRoutes,
  ...cannedAnswerRoutes,
  ...draftRoutes,
  ...mentionRoutes,
  ...uploadLinkRoutes,
  ...templateRoutes,
  ...peopleRoutes,
  ...sendRoutes,
  ...surveyRoutes,
  ...readingRoutes,
  ...reportRoutes,
  ...channelShiftRoutes,
  ...liveBoardRoutes,
  ...reportCostRoutes,
  ...reportTargetRoutes,
  ...reportScheduleRoutes,
  ...moreReportRoutes,
  ...administrationRoutes,
  ...consentRoutes,
};
