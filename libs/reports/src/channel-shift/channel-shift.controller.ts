import { Readable } from 'node:stream';
import { Controller, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { api, type RouteInput } from '#libs/contracts';
import { Input, Route } from '#libs/platform';
import { BehindNumber } from './behind.service.js';
import { ChannelShift } from './channel-shift.service.js';
import { summaryCsv } from './summary-csv.js';

@Controller()
export class ChannelShiftController {
  constructor(
    private readonly channelShift: ChannelShift,
    private readonly behind: BehindNumber,
  ) {}

  @Route(api.channelShift)
  async report(@Input() { query }: RouteInput<typeof api.channelShift>) {
    const [cohort, earlier] = [await this.channelShift.cohort(query), await this.channelShift.earlier(query)];
    return this.channelShift.report(cohort, earlier);
  }

  @Route(api.channelShiftCalls)
  async calls(@Input() { query }: RouteInput<typeof api.channelShiftCalls>) {
    return this.behind.page(await this.channelShift.cohort(query), query);
  }

  @Route(api.channelShiftCsv)
  async csv(@Input() { query }: RouteInput<typeof api.channelShiftCsv>, @Res() reply: FastifyReply): Promise<void> {
    const cohort = await this.channelShift.cohort(query);
    const send = (content: string | Readable) =>
      void reply
        .header('content-type', 'text/csv; charset=utf-8; header=present')
        .header('content-disposition', `attachment; filename="channel-shift-${query.of}.csv"`)
        .send(content);
    if (query.of === 'summary') return send(summaryCsv(await this.channelShift.report(cohort), cohort));
    const lines = this.behind.lines(cohort);
    // Two pieces are read before the head is sent: what is wrong is still a problem, and not half a file.
    const [head, first] = [await lines.next(), await lines.next()];
    async function* all() {
      yield head.value as string;
      if (!first.done) yield first.value;
      yield* lines;
    }
    return send(Readable.from(all()));
  }
}
