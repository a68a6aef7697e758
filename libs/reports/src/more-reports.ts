import type { Provider, Type } from '@nestjs/common';
import { moreReports, type TablesReport } from '#libs/contracts';
import { AgentsWork } from './agents/agents-work.js';
import { Callbacks } from './callbacks/callbacks.js';
import { DeliveryHealth } from './delivery/delivery-health.js';
import { FirstResponse } from './first-response/first-response.js';
import { HandoffSteps } from './handoff-steps/handoff-steps.js';
import { Holdout } from './holdout/holdout.js';
import { MessageVolume } from './messages/message-volume.js';
import { ResolutionTime } from './resolution-time/resolution-time.js';
import { SurveyPaths } from './surveys/survey-paths.js';
import type { Tables } from './query/tables-answer.js';
import { tablesController } from './query/tables-controller.js';

type Name = keyof typeof moreReports;

/** What draws up each report of tables. */
const drawing = {
  handoffSteps: HandoffSteps,
  firstResponse: FirstResponse,
  resolutionTime: ResolutionTime,
  agentsWork: AgentsWork,
  messageVolume: MessageVolume,
  deliveryHealth: DeliveryHealth,
  surveyPaths: SurveyPaths,
  callbacks: Callbacks,
  holdout: Holdout,
} satisfies { [N in Name]: Type<Tables<(typeof moreReports)[N]>> };
const names = Object.keys(drawing) as Name[];

/** Every report of tables with what draws it up. */
export class TablesReports {
  constructor(readonly all: readonly { definition: TablesReport; drawn: Tables<TablesReport> }[]) {}
}

export const moreReportProviders: Provider[] = [
  ...Object.values(drawing),
  {
    provide: TablesReports,
    inject: Object.values(drawing),
    useFactory: (...drawn: Tables<TablesReport>[]) =>
      new TablesReports(names.map((name, n) => ({ definition: moreReports[name], drawn: drawn[n]! }))),
  },
];
export const moreReportControllers: Type[] = [
  tablesController(moreReports.handoffSteps, drawing.handoffSteps),
  tablesController(moreReports.firstResponse, drawing.firstResponse),
  tablesController(moreReports.resolutionTime, drawing.resolutionTime),
  tablesController(moreReports.agentsWork, drawing.agentsWork),
  tablesController(moreReports.messageVolume, drawing.messageVolume),
  tablesController(moreReports.deliveryHealth, drawing.deliveryHealth),
  tablesController(moreReports.surveyPaths, drawing.surveyPaths),
  tablesController(moreReports.callbacks, drawing.callbacks),
  tablesController(moreReports.holdout, drawing.holdout),
];
