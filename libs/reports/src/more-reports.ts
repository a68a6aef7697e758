import type { Type } from '@nestjs/common';
import { moreReports } from '#libs/contracts';
import { AgentsWork } from './agents/agents-work.js';
import { Callbacks } from './callbacks/callbacks.js';
import { DeliveryHealth } from './delivery/delivery-health.js';
import { FirstResponse } from './first-response/first-response.js';
import { HandoffSteps } from './handoff-steps/handoff-steps.js';
import { Holdout } from './holdout/holdout.js';
import { MessageVolume } from './messages/message-volume.js';
import { ResolutionTime } from './resolution-time/resolution-time.js';
import { SurveyPaths } from './surveys/survey-paths.js';
import { tablesController } from './query/tables-controller.js';

/** Reports of tables: what draws each up, and how it answers. */
export const moreReportProviders: Type[] = [
  HandoffSteps,
  FirstResponse,
  ResolutionTime,
  AgentsWork,
  MessageVolume,
  DeliveryHealth,
  SurveyPaths,
  Callbacks,
  Holdout,
];
export const moreReportControllers: Type[] = [
  tablesController(moreReports.handoffSteps, HandoffSteps),
  tablesController(moreReports.firstResponse, FirstResponse),
  tablesController(moreReports.resolutionTime, ResolutionTime),
  tablesController(moreReports.agentsWork, AgentsWork),
  tablesController(moreReports.messageVolume, MessageVolume),
  tablesController(moreReports.deliveryHealth, DeliveryHealth),
  tablesController(moreReports.surveyPaths, SurveyPaths),
  tablesController(moreReports.callbacks, Callbacks),
  tablesController(moreReports.holdout, Holdout),
];
