import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { WebhookEvent } from '#libs/contracts';
import { handset, phones } from '../support/handset.js';
import { eventually, startTestHub, type TestHub } from '../support/hub.js';
import { postTwilio, sid, twilioCall } from '../support/providers.js';
import { callBy, heard } from '../support/voice-calls.js';

let hub: TestHub;
beforeAll(async () => void (hub = await startTestHub()));
afterAll(() => hub.stop());
const newPhone = phones();

const ring = (from: string, callSid?: string) => callBy(hub, from, callSid);

describe('in the queue', () => {
  it('the caller hears the place and the wait, as far as they are known', async () => {
    const line = ring(newPhone());
    await line.arrive();
    const at = (more: Record<string, string>) => line.post('/webhooks/twilio/voice/wait', more);
    const known = {
      QueueSid: sid('QU'),
      QueuePosition: '3',
      QueueTime: '20',
      AvgQueueTime: '240',
      CurrentQueueSize: '5',
    };
    expect((await at(known)).said).toMatch(/number 3 in the queue.*about 4 minutes/);
    expect((await at({ ...known, QueuePosition: '1' })).said).toMatch(/You are next/);
    for (const odd of [
      {},
      { QueueSid: sid('QU') },
      { QueuePosition: 'x', AvgQueueTime: '' },
      { AvgQueueTime: 'NaN' },
    ]) {
      const answer = await at(odd as Record<string, string>);
      expect(answer.said).toBe('Thank you for waiting.');
    }
  });

  it('bridged means that a person had the call; a caller who hangs up there was not', async () => {
    const talked = ring(newPhone());
    await talked.wait(await talked.arrive());
    const over = await talked.post('/webhooks/twilio/voice/queue', { QueueResult: 'bridged', QueueTime: '30' });
    expect(over.hangup).toBe(true);
    expect(await talked.call()).toMatchObject({ answeredByAgent: true, endedAt: expect.any(String) });
    const gone = ring(newPhone());
    await gone.wait(await gone.arrive());
    await gone.post('/webhooks/twilio/voice/queue', { QueueResult: 'hangup' });
    await gone.post('/webhooks/twilio/voice/status', { CallStatus: 'completed' });
    const call = await gone.call();
    expect(call.endedAt).not.toBeNull();
    expect(call.answeredByAgent).not.toBe(true);
    const full = ring(newPhone());
    await full.arrive();
    const sorry = await full.post('/webhooks/twilio/voice/queue', { QueueResult: 'queue-full' });
    expect([sorry.hangup, sorry.said]).toEqual([true, expect.stringMatching(/Sorry/)]);
  });
});

describe('the status of a call', () => {
  it('completed ends it; an offer without an answer was hung up on', async () => {
    const line = ring(newPhone());
    await line.arrive();
    await line.post('/webhooks/twilio/voice/status', { CallStatus: 'in-progress' });
    expect((await line.call()).endedAt).toBeNull();
    await line.post('/webhooks/twilio/voice/status', { CallStatus: 'completed', CallDuration: '12' });
    await line.post('/webhooks/twilio/voice/status', { CallStatus: 'completed', CallDuration: '12' });
    const call = await line.call();
    expect(call.endedAt).not.toBeNull();
    expect(call.offer).toMatchObject({ outcome: 'hung_up' });
    expect(call.timeline.filter((e) => e.kind === 'call.ended')).toHaveLength(1);
    expect(call.handoff).toBeNull();
  });

  it('of a call nobody knows changes nothing', async () => {
    const line = ring(newPhone());
    expect((await line.post('/webhooks/twilio/voice/status', { CallStatus: 'completed' })).status).toBe(200);
    expect(await line.call()).toBeUndefined();
  });

  it('does not take an acceptance back', async () => {
    const person = handset(hub, newPhone());
    const line = ring(person.phone);
    await line.press(await line.arrive(), '1');
    await line.post('/webhooks/twilio/voice/status', { CallStatus: 'completed' });
    expect((await line.call()).offer).toMatchObject({ outcome: 'accepted' });
    await eventually(async () => (await person.received()).length === 1);
  });
});

describe('a voice webhook that is not right', () => {
  it('is refused without a proper signature, on every address', async () => {
    const params = twilioCall(hub, sid('CA'), newPhone());
    for (const step of ['', '/choice', '/handoff', '/wait', '/queue', '/status']) {
      const path = `/webhooks/twilio/voice${step}`;
      expect([path, (await postTwilio(hub, path, params, 'wrong token')).status]).toEqual([path, 403]);
      const bare = await fetch(hub.url + path, { method: 'POST', body: new URLSearchParams(params) });
      expect([path, bare.status]).toEqual([path, 403]);
    }
    expect(await hub.query('select from calls where provider_call_id = $1', [params.CallSid])).toEqual([]);
    expect((await postTwilio(hub, '/webhooks/twilio/voice/other', params)).status).toBe(404);
  });

  it('without a CallSid is quarantined, and the caller still reaches a person', async () => {
    const { CallSid: _, ...params } = twilioCall(hub, '', newPhone());
    const answer = heard(await postTwilio(hub, '/webhooks/twilio/voice', params));
    expect(answer).toMatchObject({ status: 200, queue: 'support' });
    const { body } = await hub.api<{ items: WebhookEvent[] }>('GET', '/api/v1/webhook-events?status=quarantined');
    expect(body.items[0]).toMatchObject({
      provider: 'twilio',
      path: 'voice',
      reason: expect.stringMatching(/CallSid/),
    });
  });

  it('while the database does not answer puts the caller into the queue within two seconds', async () => {
    const known = ring(newPhone());
    const greeting = await known.arrive();
    const blocker = new pg.Client({ connectionString: hub.databaseUrl });
    await blocker.connect();
    await blocker.query('begin; lock table calls in access exclusive mode');
    try {
      const before = performance.now();
      const answers = await Promise.all([
        ring(newPhone()).arrive(),
        known.press(greeting, '1'),
        known.post('/webhooks/twilio/voice/handoff?told='),
        known.post('/webhooks/twilio/voice/queue', { QueueResult: 'bridged' }),
      ]);
      expect(performance.now() - before).toBeLessThan(2000);
      for (const answer of answers) {
        expect(answer).toMatchObject({ status: 200, queue: 'support' });
        expect(answer.said).not.toBe('');
      }
      // What needs no database still answers as ever.
      expect((await known.post('/webhooks/twilio/voice/wait', { QueuePosition: '2' })).said).toContain('number 2');
    } finally {
      await blocker.query('rollback');
      await blocker.end();
    }
    expect((await ring(newPhone()).arrive()).gather).not.toBeNull();
  });
});
