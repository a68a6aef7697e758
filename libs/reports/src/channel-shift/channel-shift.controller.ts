import { Controller } from '@nestjs/common';
import { api, type RouteInput } from '#libs/contracts';
import { Input, Route } from '#libs/platform';
import { ChannelShift } from './channel-shift.service.js';

@Controller()
export class ChannelShiftController {
  constructor(private readonly channelShift: ChannelShift) {}

  @Route(api.channelShift)
  async report(@Input() { query }: RouteInput<typeof api.channelShift>) {
    return this.channelShift.report(await this.channelShift.cohort(query));
  }
}
