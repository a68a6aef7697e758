import { Module } from '@nestjs/common';
import { CallsController } from './calls/calls.controller.js';
import { Calls } from './calls/calls.service.js';
import { CallTables } from './calls/contact-tables.js';
import { TimelineController } from './calls/timeline.controller.js';
import { Timeline } from './calls/timeline.service.js';
import { Offers } from './calls/offers.service.js';
import { HandoffJobs } from './handoffs/handoff-jobs.js';
import { Handoffs } from './handoffs/handoffs.service.js';
import { Invites } from './handoffs/invites.service.js';
import { VoiceController } from './menu/voice.controller.js';
import { VoiceMenu } from './menu/voice.service.js';
import { PoliciesController } from './policy/policies.controller.js';
import { Policies } from './policy/policies.service.js';
import { WorkspaceController } from './workspace/workspace.controller.js';
import { Workspaces } from './workspace/workspace.service.js';

@Module({
  controllers: [CallsController, TimelineController, PoliciesController, VoiceController, WorkspaceController],
  providers: [Calls, CallTables, HandoffJobs, Handoffs, Invites, Offers, Policies, Timeline, VoiceMenu, Workspaces],
  exports: [Calls, Policies, Workspaces],
})
export class HandoffModule {}
