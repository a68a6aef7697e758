import type { Role } from '#libs/contracts';
import type { TestHub } from './hub.js';

export const keyOf = (hub: TestHub) => ({ authorization: `Bearer ${hub.sandbox.apiKey}` });

/** Signs one of the demo people in; the headers of their further requests. `which`: of several with that role. */
export async function signIn(hub: TestHub, role: Role, which = 0): Promise<{ cookie: string }> {
  const { email, password } = hub.sandbox.users.filter((user) => user.role === role)[which]!;
  const answer = await hub.api('POST', '/api/v1/auth/login', { email, password }, {});
  if (answer.status !== 200) throw new Error(`sign-in of ${email}: ${answer.status}`);
  return { cookie: answer.headers.get('set-cookie')!.split(';')[0]! };
}
