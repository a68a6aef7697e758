import { Controller, Req } from '@nestjs/common';
import type { PrincipalRequest } from '#libs/access';
import { api, type RouteInput } from '#libs/contracts';
import { Workspaces } from '#libs/handoff';
import { Clock, Input, ProblemError, Route } from '#libs/platform';
import { mailNotSent } from '../errors.js';
import { mailWords } from './mail-words.js';
import { ReportRuns } from './runs.service.js';
import { Schedules } from './schedules.service.js';
import { Smtp } from './smtp.service.js';

type In<K extends keyof typeof api> = RouteInput<(typeof api)[K]>;

@Controller()
export class SchedulesController {
  constructor(
    private readonly schedules: Schedules,
    private readonly runs: ReportRuns,
    private readonly smtp: Smtp,
    private readonly workspaces: Workspaces,
    private readonly clock: Clock,
  ) {}

  @Route(api.listReportSchedules)
  list() {
    return this.schedules.list();
  }

  @Route(api.putReportSchedule)
  put(@Input() { body }: In<'putReportSchedule'>, @Req() { principal }: PrincipalRequest) {
    return this.schedules.put(body, principal!.name);
  }

  @Route(api.deleteReportSchedule)
  remove(@Input() { params }: In<'deleteReportSchedule'>) {
    return this.schedules.remove(params.id);
  }

  @Route(api.runReportSchedule)
  run(@Input() { params }: In<'runReportSchedule'>) {
    return this.runs.now(params.id);
  }

  @Route(api.getSmtp)
  async settings() {
    return { settings: await this.smtp.settings() };
  }

  @Route(api.putSmtp)
  async putSettings(@Input() { body }: In<'putSmtp'>) {
    return { settings: await this.smtp.put(body) };
  }

  @Route(api.testSmtp)
  async test(@Input() { body }: In<'testSmtp'>): Promise<void> {
    const { company, language } = await this.workspaces.get();
    const { subject, text } = mailWords(language).test;
    const mail = { subject, text, html: `<p>${text}</p>`, attachments: [] };
    try {
      const refused = await this.smtp.send([body.to], mail, { company, id: `test-${this.clock.now().getTime()}` });
      if (refused.length > 0) throw new Error(`It did not take the mail for ${refused.join(', ')}.`);
    } catch (error) {
      throw error instanceof ProblemError ? error : mailNotSent((error as Error).message);
    }
  }
}
