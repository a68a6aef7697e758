import { Injectable } from '@nestjs/common';
import type { ReportName } from '#libs/contracts';
import { TablesReports } from '../more-reports.js';
import { Scopes } from '../query/scope.service.js';
import { ChannelShiftSchedulable } from './channel-shift.schedulable.js';
import type { Schedulable } from './schedulable.js';
import { TablesSchedulable } from './tables.schedulable.js';

/** Every report that can be scheduled, by its name. */
@Injectable()
export class ScheduledReports {
  private readonly byName: ReadonlyMap<string, Schedulable>;

  constructor(channelShift: ChannelShiftSchedulable, { all }: TablesReports, scopes: Scopes) {
    this.byName = new Map<string, Schedulable>([
      ['channel-shift', channelShift],
      ...all.map(
        ({ definition, drawn }) => [definition.name, new TablesSchedulable(definition, drawn, scopes)] as const,
      ),
    ]);
  }

  of(name: ReportName): Schedulable {
    return this.byName.get(name)!;
  }
}
