import { Controller } from '@nestjs/common';
import { api, type RouteInput, type WorkSettings } from '#libs/contracts';
import { Input, Route } from '#libs/platform';
import { WorkSettingsStore } from './work-settings.service.js';

@Controller()
export class WorkSettingsController {
  constructor(private readonly settings: WorkSettingsStore) {}

  @Route(api.getWorkSettings)
  get(): Promise<WorkSettings> {
    return this.settings.get();
  }

  @Route(api.putWorkSettings)
  put(@Input() { body }: RouteInput<typeof api.putWorkSettings>): Promise<WorkSettings> {
    return this.settings.put(body);
  }
}
