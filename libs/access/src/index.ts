import { ApiKeyEntity } from './api-key.entity.js';
import { SessionEntity } from './session.entity.js';
import { UserEntity } from './user.entity.js';

/** Who may do what: people, roles, sessions, API keys. Every route is refused unless the contract allows it. */
export * from './access.guard.js';
export * from './access.module.js';
export * from './access.service.js';
export * from './allowed-origin.js';
export * from './attempt-limit.js';
export * from './errors.js';
export * from './fact-time.js';
export * from './principal.js';
export * from './session-cookie.js';
export const accessEntities = [UserEntity, SessionEntity, ApiKeyEntity];
