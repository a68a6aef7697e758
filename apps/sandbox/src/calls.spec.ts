import twilio from 'twilio';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import type { CallView } from './index.js';
import { CARRIER, PHONE, PUBLIC_URL, TestCarrier } from './testing/carrier.js';
import { type Answer, FakeHub, type Received, twiml } from './testing/fake-hub.js';

const VOICE = '/webhooks/twilio/voice';
let hub: FakeHub;
let carrier: TestCarrier;
/** What the company answers, by path. */
let documents: Record<string, string | ((webhook: Received) => Answer)>;

beforeAll(async () => {
  hub = await new FakeHub().start();
});
afterAll(() => hub.stop());
beforeEach(async () => {
  hub.received.length = 0;
  documents = {};
  hub.answer = (webhook) => {
    const document = documents[webhook.path] ?? documents[webhook.path.split('?')[0]!];
    if (document === undefined) return {};
    return typeof document === 'string' ? twiml(document) : document(webhook);
  };
  carrier = await TestCarrier.start(hub.url);
});
afterEach(() => carrier.stop());

const ring = (from = PHONE, pace = 0) => carrier.api<CallView>('POST', 'calls', { from, pace });
const post = (call: CallView, what: string, body?: object) =>
  carrier.api<CallView>('POST', `calls/${call.sid}/${what}`, body ?? {});
const view = (call: CallView) => carrier.api<CallView>('GET', `calls/${call.sid}`);
const reaches = (call: CallView, phase: string) =>
  expect.poll(async () => (await view(call)).phase, { interval: 5 }).toBe(phase);
const asked = async (path: string, count = 1) =>
  (await hub.wait((webhook) => webhook.path === path, count))[count - 1]!;
const said = async (call: CallView) => (await view(call)).transcript.map(({ text }) => text);

it('rings with a signed request, speaks, and tells how the call ended', async () => {
  documents[VOICE] = '<Say>Welcome to Brightwater</Say><Pause length="1"/><Hangup/>';
  const call = await ring();
  expect(call).toMatchObject({ from: PHONE, to: CARRIER.voice.number, status: 'ringing' });
  const first = await asked(VOICE);
  expect(Object.fromEntries(first.params)).toMatchObject({
    CallSid: call.sid,
    CallStatus: 'ringing',
    Direction: 'inbound',
  });
  const signature = String(first.headers['x-twilio-signature']);
  const params = Object.fromEntries(first.params);
  expect(twilio.validateRequest(CARRIER.voice.authToken, signature, PUBLIC_URL + VOICE, params)).toBe(true);
  const status = await asked(`${VOICE}/status`);
  expect(Object.fromEntries(status.params)).toMatchObject({
    CallSid: call.sid,
    CallStatus: 'completed',
    SequenceNumber: '0',
  });
  expect(status.params.get('Timestamp')).toMatch(/ \+0000$/);
  expect(await view(call)).toMatchObject({ status: 'completed', phase: 'ended', endedBy: 'line' });
  expect(await said(call)).toEqual(['Welcome to Brightwater']);
});

it('gathers digits while it still speaks, and goes where the action says', async () => {
  documents[VOICE] = '<Gather numDigits="1" action="voice/choice?a=1&amp;b=2"><Say>Press 1 for WhatsApp</Say></Gather>';
  documents[`${VOICE}/choice`] = '<Say>Sent</Say>';
  const call = await ring(PHONE, 1000);
  await reaches(call, 'gathering');
  expect(await post(call, 'digits', { digits: '1' })).toMatchObject({ heard: true });
  const choice = await asked(`${VOICE}/choice?a=1&b=2`);
  expect(Object.fromEntries(choice.params)).toMatchObject({
    Digits: '1',
    msg: 'Gather End',
    CallStatus: 'in-progress',
  });
  const url = `${PUBLIC_URL}${VOICE}/choice?a=1&b=2`;
  const signature = String(choice.headers['x-twilio-signature']);
  expect(twilio.validateRequest(CARRIER.voice.authToken, signature, url, Object.fromEntries(choice.params))).toBe(true);
});

it('takes speech, falls through silence, and follows redirects by GET', async () => {
  documents[VOICE] = `<Gather timeout="0.02"/><Redirect method="GET">${PUBLIC_URL}${VOICE}/menu?x=1</Redirect>`;
  documents[`${VOICE}/menu`] = `<Gather input="dtmf speech" action="${VOICE}/said"><Say>Say yes or no</Say></Gather>`;
  documents[`${VOICE}/said`] = '<Hangup/>';
  const call = await ring();
  const [menu] = await hub.wait(({ method, path }) => method === 'GET' && path.startsWith(`${VOICE}/menu?x=1&`));
  const signature = String(menu!.headers['x-twilio-signature']);
  expect(twilio.validateRequest(CARRIER.voice.authToken, signature, PUBLIC_URL + menu!.path, {})).toBe(true);
  await reaches(call, 'gathering');
  await post(call, 'speech', { text: 'Yes please' });
  const heard = await asked(`${VOICE}/said`);
  expect(heard.params.get('SpeechResult')).toBe('Yes please');
  expect(await said(call)).toEqual(['Say yes or no', 'Yes please']);
});

it('waits in a queue, asks again for what to say there, and leaves it on request', async () => {
  documents[VOICE] = `<Enqueue action="${VOICE}/left" waitUrl="${VOICE}/wait">support</Enqueue>`;
  documents[`${VOICE}/wait`] =
    `<Gather numDigits="1" timeout="0.05" action="${VOICE}/wait-choice"><Say>Please hold</Say></Gather>`;
  documents[`${VOICE}/wait-choice`] = '<Leave/>';
  documents[`${VOICE}/left`] = '<Say>Goodbye</Say><Hangup/>';
  const call = await ring();
  const again = await asked(`${VOICE}/wait`, 2);
  expect(Object.fromEntries(again.params)).toMatchObject({
    QueuePosition: '1',
    CurrentQueueSize: '1',
    MaxQueueSize: '1000',
  });
  expect((await view(call)).queue).toMatchObject({ name: 'support', position: 1 });
  // Between two times that it is asked nobody listens.
  await expect.poll(() => post(call, 'digits', { digits: '1' }), { interval: 5 }).toMatchObject({ heard: true });
  expect((await asked(`${VOICE}/wait-choice`)).params.get('QueuePosition')).toBe('1');
  expect((await asked(`${VOICE}/left`)).params.get('QueueResult')).toBe('leave');
  await reaches(call, 'ended');
  expect((await said(call)).at(-1)).toBe('Goodbye');
});

it('tells the queue action of a caller who hangs up, and of one whom a person took', async () => {
  documents[VOICE] = `<Enqueue action="${VOICE}/left" waitUrl="${VOICE}/wait">support</Enqueue>`;
  documents[`${VOICE}/wait`] = '<Say>Hold</Say><Pause length="60"/>';
  documents[`${VOICE}/left`] = '<Say>Thank you</Say>';
  const [first, second] = [await ring(PHONE, 40), await ring('+447700900124', 40)];
  await hub.wait(({ path }) => path === `${VOICE}/wait`, 2);
  expect((await view(second)).queue?.position).toBe(2);
  await post(first, 'hangup');
  const left = await asked(`${VOICE}/left`);
  expect(Object.fromEntries(left.params)).toMatchObject({
    CallSid: first.sid,
    QueueResult: 'hangup',
    CallStatus: 'completed',
  });
  await asked(`${VOICE}/status`);
  expect((await view(second)).queue?.position).toBe(1);
  await post(second, 'answer');
  await reaches(second, 'talking');
  await post(second, 'hangup', { by: 'person' });
  expect((await asked(`${VOICE}/left`, 2)).params.get('QueueResult')).toBe('bridged');
  expect(await asked(`${VOICE}/status`, 2)).toBeDefined();
  expect((await said(second)).at(-1)).toBe('Thank you');
});

it('dials: nobody answers, or a person does', async () => {
  documents[VOICE] =
    `<Dial timeout="0.05" action="${VOICE}/dialled"><Number>+441632960009</Number></Dial><Say>never</Say>`;
  documents[`${VOICE}/dialled`] = '<Hangup/>';
  const call = await ring();
  expect((await asked(`${VOICE}/dialled`)).params.get('DialCallStatus')).toBe('no-answer');
  await reaches(call, 'ended');
  documents[VOICE] = `<Dial action="${VOICE}/dialled">+441632960009</Dial>`;
  const other = await ring();
  await reaches(other, 'queued');
  await post(other, 'answer');
  await post(other, 'hangup', { by: 'person' });
  expect((await asked(`${VOICE}/dialled`, 2)).params.get('DialCallStatus')).toBe('completed');
});

it.each([
  ['an error', { status: 500 }],
  ['no TwiML', { body: '{}', type: 'application/json' }],
  ['nothing', { type: 'text/xml' }],
  ['broken TwiML', { body: '<Response><Say>', type: 'text/xml' }],
  ['no answer', 'cut' as const],
  ['a forbidden verb', twiml('<Sing>la</Sing>')],
])('apologises where the company answers %s', async (_, answer) => {
  documents[VOICE] = () => answer;
  const call = await ring();
  expect((await asked(`${VOICE}/status`)).params.get('CallStatus')).toBe('completed');
  expect(await view(call)).toMatchObject({
    endedBy: 'error',
    transcript: [{ text: expect.stringContaining('application error') as string }],
  });
});

it('refuses a call, and stops documents that go round in circles', async () => {
  documents[VOICE] = '<Reject reason="busy"/>';
  await ring();
  expect((await asked(`${VOICE}/status`)).params.get('CallStatus')).toBe('busy');
  documents[VOICE] = `<Redirect>${VOICE}</Redirect>`;
  const call = await ring('anonymous');
  await reaches(call, 'ended');
  expect(await view(call)).toMatchObject({ endedBy: 'error', from: 'anonymous' });
});

it('lets the company redirect and end a live call by REST', async () => {
  documents[VOICE] = '<Pause length="60"/>';
  documents[`${VOICE}/elsewhere`] = '<Say>Elsewhere</Say><Pause length="60"/>';
  const call = await ring(PHONE, 40);
  await expect.poll(async () => (await view(call)).status).toBe('in-progress');
  const url = `${PUBLIC_URL}${VOICE}/elsewhere`;
  expect((await carrier.twilio('voice', `Calls/${call.sid}.json`, { Url: url })).status).toBe(200);
  await expect.poll(() => said(call)).toEqual(['Elsewhere']);
  await carrier.twilio('voice', `Calls/${call.sid}.json`, {
    Twiml: '<Response><Say>Over</Say><Pause length="60"/></Response>',
  });
  await expect.poll(() => said(call)).toEqual(['Elsewhere', 'Over']);
  await carrier.twilio('voice', `Calls/${call.sid}.json`, { Status: 'completed' });
  await reaches(call, 'ended');
  expect(await (await carrier.twilio('voice', `Calls/${call.sid}.json`)).json()).toMatchObject({
    status: 'completed',
    sid: call.sid,
  });
  expect((await carrier.twilio('voice', `Calls/${call.sid}.json`, { Status: 'completed' })).status).toBe(400);
});

it('repeats a voice webhook with the same token, and tells of calls that a crash cut off', async () => {
  documents[VOICE] = '<Pause length="60"/>';
  await carrier.api('PUT', 'faults', [{ on: 'twilio.webhook', action: 'repeat', remaining: 1 }]);
  const call = await ring(PHONE, 40);
  const both = await hub.wait(({ path }) => path === VOICE, 2);
  expect(new Set(both.map(({ headers }) => headers['i-twilio-idempotency-token'])).size).toBe(1);
  const began = Date.now();
  await carrier.restart();
  expect(Date.now() - began).toBeLessThan(5000);
  expect((await asked(`${VOICE}/status`)).params.get('CallSid')).toBe(call.sid);
  expect(await view(call)).toMatchObject({ status: 'completed', phase: 'ended' });
});

it('streams what happens on the handset', async () => {
  documents[VOICE] = '<Say>Hello</Say>';
  const response = await fetch(`${carrier.url}/api/phones/${encodeURIComponent(PHONE)}/events`);
  expect(response.headers.get('content-type')).toContain('text/event-stream');
  await ring();
  await carrier.api('POST', `phones/${PHONE}/messages`, { channel: 'sms', text: 'hi' });
  let text = '';
  const decoder = new TextDecoder();
  for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
    text += decoder.decode(chunk, { stream: true });
    if (text.includes('event: message') && text.includes('"phase":"ended"')) break;
  }
  expect(text).toContain('event: call\ndata: {"sid":"CA');
});
