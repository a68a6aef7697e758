import { PolicyEntity } from './policy/policy.entity.js';

/** From a ringing phone to a thread: calls, episodes, policy, decisions, offers, handoffs, the phone menu. */
export { Calls } from './calls/calls.service.js';
export { HandoffModule } from './handoff.module.js';
export { decide, type Facts } from './policy/decide.js';
export { Policies } from './policy/policies.service.js';
export { Workspaces } from './workspace/workspace.service.js';
export const handoffEntities = [PolicyEntity];
