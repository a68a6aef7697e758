import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestHub, type TestHub } from '../support/hub.js';
import { metaText, postMeta } from '../support/providers.js';

let hub: TestHub;
beforeAll(async () => void (hub = await startTestHub()));
afterAll(() => hub.stop());

describe('a hub', () => {
  it('is ready and takes a message', async () => {
    expect((await hub.api('GET', '/health/ready')).body).toMatchObject({ status: 'ready' });
    expect((await postMeta(hub, metaText(hub, '+447700900555', 'hello'))).status).toBe(200);
    const { body } = await hub.api<{ items: { contact: { phone: string } }[] }>('GET', '/api/v1/threads');
    expect(body.items[0]!.contact.phone).toBe('+447700900555');
  });
});
