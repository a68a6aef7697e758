import { Beginning1795000000000 } from './1795000000000-beginning.js';

/** Every migration, oldest first: an explicit list, so that nothing depends on a folder scan. */
export const migrations = [Beginning1795000000000];
