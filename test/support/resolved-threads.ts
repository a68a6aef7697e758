import { afterAll, beforeAll, expect } from 'vitest';
import type { ThreadSummary } from '#libs/contracts';
import { post, threadOf } from './conversations.js';
import { phones } from './handset.js';
import { startTestHub, type TestHub } from './hub.js';
import { signIn } from './people.js';
import { metaText, postMeta } from './providers.js';

/** A hub with an agent who resolves what customers wrote, for every test of a file. */
export function resolvedThreads() {
  const newPhone = phones('+44770093');
  let hub: TestHub;
  let ada: { cookie: string };
  beforeAll(async () => {
    hub = await startTestHub();
    ada = await signIn(hub, 'agent');
  });
  afterAll(() => hub.stop());
  const write = (phone: string, text: string) => postMeta(hub, metaText(hub, phone, text));
  const resolve = (id: string, disposition = 'solved') =>
    hub.api<ThreadSummary>('POST', `/api/v1/threads/${id}/resolve`, { disposition }, ada);
  return {
    get hub() {
      return hub;
    },
    get ada() {
      return ada;
    },
    newPhone,
    write,
    resolve,
    /** A customer whose thread was taken, answered and resolved. */
    resolved: async (): Promise<{ phone: string; id: string }> => {
      const phone = newPhone();
      await write(phone, 'My boiler leaks');
      const { id } = await threadOf(hub, phone);
      const { body } = await hub.api<{ user: { id: string } }>('GET', '/api/v1/auth/session', undefined, ada);
      await hub.api('POST', `/api/v1/threads/${id}/assign`, { userId: body.user.id }, ada);
      expect((await post(hub, id, 'Somebody comes at nine', {}, ada)).status).toBe(201);
      expect((await resolve(id)).status).toBe(200);
      return { phone, id };
    },
  };
}
