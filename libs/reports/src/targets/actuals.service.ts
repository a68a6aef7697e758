import { Injectable } from '@nestjs/common';
import { ChannelShift } from '../channel-shift/channel-shift.service.js';
import { FirstResponse } from '../first-response/first-response.js';
import { Scopes } from '../query/scope.service.js';
import type { DatedTarget, DueCheck } from './due-checks.js';
import { metrics } from './metrics.js';

/** What a metric came to on a day, by the report it is a number of. */
@Injectable()
export class Actuals {
  constructor(
    private readonly channelShift: ChannelShift,
    private readonly firstResponse: FirstResponse,
    private readonly scopes: Scopes,
  ) {}

  /** Null where there is nothing to be told of that day. */
  async of(
    { target: { metric, queue }, window, from, to }: DueCheck<DatedTarget>,
    timeZone: string,
  ): Promise<number | null | 'pending'> {
    const wanted = metrics[metric];
    const filter = queue === null ? {} : { queue };
    if (wanted.report === 'firstResponse') {
      const asked = { from: from.toISOString(), to: to.toISOString(), timeZone, ...filter };
      const { responses } = await this.firstResponse.tables(await this.scopes.of(asked));
      return responses[0] ? wanted.of(responses[0]) : null;
    }
    const report = await this.channelShift.report({ from, to, asOf: null, timeZone, filter, groupBy: [] });
    return report.windows[window].status === 'final' ? wanted.of(report, window) : 'pending';
  }
}
