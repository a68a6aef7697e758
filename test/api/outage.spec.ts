import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FaultProxy } from '../chaos/fault-proxy.js';
import { freshDatabase } from '../support/database.js';
import { eventually, startTestHub, type TestHub } from '../support/hub.js';
import { metaText, postMeta, postTwilio, sid, twilioCall, twilioText } from '../support/providers.js';

let hub: TestHub;
let database: Awaited<ReturnType<typeof freshDatabase>>;
let network: FaultProxy;

beforeAll(async () => {
  database = await freshDatabase();
  network = new FaultProxy(() => Number(new URL(database.url).port));
  await network.listen();
  const through = new URL(database.url);
  through.port = String(network.port);
  hub = await startTestHub({ DATABASE_URL: through.href });
});
afterAll(async () => {
  await hub.stop();
  await network.close();
  await database.drop();
});

const text = () => postTwilio(hub, '/webhooks/twilio/messages', twilioText(hub, '+447700900150', 'Anyone?'));

describe('while the database is away', () => {
  beforeAll(() => {
    network.refusing = true;
    network.cut();
  });

  it.each([
    ['GET', '/api/v1/threads', undefined],
    ['GET', '/api/v1/calls', undefined],
    ['POST', '/api/v1/threads/1/messages', { clientId: 'c-1', text: 'Hello' }],
    ['POST', '/api/v1/policies', { rules: { minWaitSeconds: 1, channels: ['sms'] } }],
  ])('%s %s asks to be tried again, and shows nothing of the reason', async (method, path, body) => {
    const answer = await hub.api(method, path, body);
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '2']);
    expect(answer.body).toMatchObject({ type: expect.stringContaining('unavailable') as string });
    expect(JSON.stringify(answer.body)).not.toMatch(/connect|127\.0\.0\.1|postgres/i);
  });

  it('acknowledges no webhook, and says that it is not ready', async () => {
    expect((await text()).status).toBe(503);
    expect((await postMeta(hub, metaText(hub, '+447700900151', 'Anyone?'))).status).toBe(503);
    expect((await fetch(`${hub.url}/health/ready`)).status).toBe(503);
    expect((await fetch(`${hub.url}/health/live`)).status).toBe(200);
  });

  it('still speaks to a caller within two seconds, and queues them for a person', async () => {
    const from = performance.now();
    const answer = await postTwilio(hub, '/webhooks/twilio/voice', twilioCall(hub, sid('CA'), '+447700900152'));
    expect(answer.status).toBe(200);
    expect(answer.text).toContain('<Enqueue');
    expect(performance.now() - from).toBeLessThan(2000);
  });

  it('goes on by itself when the database is back', async () => {
    network.refusing = false;
    await eventually(async () => (await hub.api('GET', '/api/v1/threads')).status === 200);
    expect((await text()).status).toBe(200);
  });
});
