import type { Role } from '#libs/contracts';

/** Who makes a request: a signed-in person, or a machine with an API key. */
export interface Principal {
  /** `user:1` or `key:1`. */
  id: string;
  /** Null for a machine. */
  userId: string | null;
  name: string;
  role: Role;
  /** The teams they belong to. */
  memberOf: string[];
  /** Whose threads they see, beside their own and nobody's; null: everybody's. */
  teams: string[] | null;
}
