import { createHmac } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ReadingEvent, ReadingsWebhook } from '#libs/contracts';
import { problem, threadOf } from '../support/conversations.js';
import { handset, phones } from '../support/handset.js';
import { eventually, startTestHub, type TestHub } from '../support/hub.js';
import { signIn } from '../support/people.js';
import { note, patch } from '../support/readings.js';

let hub: TestHub;
beforeAll(async () => void (hub = await startTestHub()));
afterAll(() => hub.stop());
const newPhone = phones('+44770097');

interface Got {
  headers: IncomingHttpHeaders;
  body: string;
}
let company: Server;
let url: string;
let got: Got[] = [];
/** How it answers, one after the other; then always 200. */
let answers: (number | 'nothing')[] = [];
beforeEach(async () => {
  got = [];
  answers = [];
  company = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      got.push({ headers: request.headers, body: Buffer.concat(chunks).toString() });
      const answer = answers.shift() ?? 200;
      if (answer === 'nothing') return request.socket.destroy();
      response.writeHead(answer, answer === 302 ? { location: `${url}/elsewhere` } : {}).end('thank you');
    });
  });
  await new Promise<void>((resolve) => company.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(company.address() as AddressInfo).port}/readings`;
});
afterEach(() => {
  company.closeAllConnections();
  return new Promise((resolve) => company.close(resolve));
});

const configure = (body: object) => hub.api<ReadingsWebhook>('PUT', '/api/v1/readings/webhook', body);
const settings = async () => (await hub.api<ReadingsWebhook>('GET', '/api/v1/readings/webhook')).body;
async function newThread(): Promise<string> {
  const person = handset(hub, newPhone());
  await person.write('sms', 'hello');
  return (await threadOf(hub, person.phone)).id;
}
const arrived = (n: number) =>
  eventually(async () => {
    // Nobody waits out the time between two tries.
    await hub.query(`update jobs set run_at = now() where kind = 'reading.tell'`);
    return got.length >= n && (await settings()).waiting === 0;
  });
const eventOf = ({ body }: Got) => JSON.parse(body) as ReadingEvent;

describe('the company’s own system', () => {
  it('is told of a confirmed reading, signed over its time and its bytes', async () => {
    const { body: made } = await configure({ url });
    expect(made.secret).toMatch(/^[\w-]{43}$/);
    expect((await settings()).secret).toBeNull();
    expect((await configure({ url })).body.secret).toBeNull();
    const threadId = await newThread();
    const { body: reading } = await note(hub, threadId, '48213.5', { serial: 'W1' });
    await arrived(1);
    const { headers, body } = got[0]!;
    const event = eventOf(got[0]!);
    expect(event).toEqual({
      id: headers['shiftline-event-id'],
      type: 'reading.confirmed',
      createdAt: expect.any(String),
      reading,
      contact: { id: reading.contactId, name: null, phone: expect.stringMatching(/^\+44/) },
    });
    const timestamp = headers['shiftline-timestamp'] as string;
    expect(Math.abs(Date.now() / 1000 - Number(timestamp))).toBeLessThan(60);
    expect(headers['shiftline-signature']).toBe(
      `v1=${createHmac('sha256', made.secret!).update(`${timestamp}.${body}`).digest('hex')}`,
    );
    expect(await settings()).toMatchObject({ url, waiting: 0, givenUp: 0, lastError: null });
  });

  it('that fails, hangs up or sends elsewhere is told again: the same bytes under the same id', async () => {
    await configure({ url, secret: 's'.repeat(24) });
    answers = [500, 'nothing', 302, 404];
    await note(hub, await newThread(), '1');
    await eventually(async () => (await settings()).lastError !== null);
    expect((await settings()).waiting).toBe(1);
    await arrived(5);
    expect(got).toHaveLength(5);
    expect(new Set(got.map(({ body }) => body)).size).toBe(1);
    expect(new Set(got.map(({ headers }) => headers['shiftline-event-id'])).size).toBe(1);
    expect(await settings()).toMatchObject({ waiting: 0, lastError: null });
  });

  it('hears of corrections and withdrawals in their order, and of nothing that is not confirmed', async () => {
    await configure({ url });
    const threadId = await newThread();
    answers = [503];
    const proposed = await note(hub, threadId, '100', { confirm: false });
    await patch(hub, proposed.body.id, { value: '200' });
    await patch(hub, proposed.body.id, { status: 'confirmed' });
    await patch(hub, proposed.body.id, { value: '201' });
    await patch(hub, proposed.body.id, { status: 'rejected' });
    await patch(hub, proposed.body.id, { value: '202' });
    await arrived(4);
    expect(got.map(eventOf).map(({ type, reading }) => [type, reading.value, reading.version])).toEqual([
      ['reading.confirmed', '200', 3],
      ['reading.confirmed', '200', 3],
      ['reading.changed', '201', 4],
      ['reading.withdrawn', '201', 5],
    ]);
  });

  it('hears nothing any more where there is no address, and of nothing that was before', async () => {
    await configure({ url: null });
    await note(hub, await newThread(), '1');
    await configure({ url });
    answers = Array<number>(100).fill(500);
    await note(hub, await newThread(), '2');
    await eventually(async () => (await settings()).lastError !== null);
    const { givenUp } = (await configure({ url: null })).body;
    await eventually(async () => {
      await hub.query(`update jobs set run_at = now() where kind = 'reading.tell'`);
      return (await settings()).waiting === 0;
    });
    expect((await settings()).givenUp).toBe(givenUp + 1);
    expect(new Set(got.map(eventOf).map(({ reading }) => reading.value))).toEqual(new Set(['2']));
  });

  it('is an administrator’s business, and its secret is nowhere to be read', async () => {
    await configure({ url, secret: 'a secret of our own system' });
    for (const role of ['agent', 'supervisor'] as const) {
      const answer = await hub.api('GET', '/api/v1/readings/webhook', undefined, await signIn(hub, role));
      expect([answer.status, problem(answer.body)]).toEqual([403, 'forbidden']);
    }
    const dump = await hub.query<{ t: string }>(`select encode(secret, 'escape') as t from readings_webhook`);
    expect(JSON.stringify(dump)).not.toContain('a secret of our own system');
    for (const wrong of [{ url: 'ftp://x.example/' }, { url: 'x' }, { url, secret: 'short' }, {}]) {
      expect([wrong, (await configure(wrong)).status]).toEqual([wrong, 400]);
    }
  });
});
