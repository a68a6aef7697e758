import { Controller } from '@nestjs/common';
import { api, type RouteInput, type Workspace } from '#libs/contracts';
import { Input, Route } from '#libs/platform';
import { Workspaces } from './workspace.service.js';

@Controller()
export class WorkspaceController {
  constructor(private readonly workspaces: Workspaces) {}

  @Route(api.getWorkspace)
  get(): Promise<Workspace> {
    return this.workspaces.get();
  }

  @Route(api.putWorkspace)
  put(@Input() { body }: RouteInput<typeof api.putWorkspace>): Promise<Workspace> {
    return this.workspaces.put(body);
  }
}
