import { io } from 'socket.io-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { threadOf } from '../support/conversations.js';
import { phones } from '../support/handset.js';
import { startTestHub, type TestHub } from '../support/hub.js';
import { signIn } from '../support/people.js';
import { ask, outcome } from '../support/raw-socket.js';
import { type Page, sleep, socketsOf } from '../support/sockets.js';

let hub: TestHub;
let ada: { cookie: string };
beforeAll(async () => {
  hub = await startTestHub();
  ada = await signIn(hub, 'agent', 0);
});
afterAll(() => hub.stop());
const newPhone = phones();
const { opened, dial, connect, watch, bySms } = socketsOf(() => ({ hub, who: ada }));

describe('a socket', () => {
  it('is let in by a session cookie, a session token or a key, and by nothing else', async () => {
    expect(await outcome(dial(ada))).toBe('connected');
    expect(await outcome(dial({}, { token: ada.cookie.split('=')[1] }))).toBe('connected');
    expect(await outcome(dial({}, { token: hub.sandbox.apiKey }))).toBe('connected');
    for (const [headers, auth] of [
      [{}, {}],
      [{ cookie: 'shiftline_session=guess' }, {}],
      [{ cookie: 'shiftline_session=' }, {}],
      [{}, { token: 'guess' }],
      [{}, { token: '' }],
      [{}, { token: { $ne: '' } }],
      [{}, { token: ['x'] }],
      [{}, { token: 'a\u0000b' }],
    ] as [Record<string, string>, object][]) {
      const said = await outcome(dial(headers, auth));
      expect([headers, auth, said]).toEqual([headers, auth, 'unauthorized']);
    }
  });

  it('of a page of another site is refused, whoever is signed in there', async () => {
    for (const origin of ['https://evil.example', 'null', `${hub.url}.evil.example`]) {
      expect(await outcome(dial({ ...ada, origin }))).not.toBe('connected');
    }
    expect(await outcome(dial({ ...ada, origin: hub.url }))).toBe('connected');
  });

  it('on the main namespace hears and may do nothing', async () => {
    const socket = opened(io(hub.url, { transports: ['websocket'], forceNew: true, reconnection: false }));
    await new Promise((resolve) => {
      socket.once('connect', () => resolve(null));
      socket.once('connect_error', () => resolve(null));
    });
    await expect(socket.timeout(300).emitWithAck('inbox:watch', { view: 'all' })).rejects.toThrow();
  });

  it('is cut off soon after its session is signed out, and others go on', async () => {
    const leaving = await signIn(hub, 'supervisor');
    const [socket, other] = [await connect(leaving), await connect(ada)];
    const phone = newPhone();
    await bySms(phone, 'secret');
    const { id } = await threadOf(hub, phone);
    await watch(socket, id, 0);
    const cut = new Promise<number>((resolve) => {
      const from = performance.now();
      socket.once('disconnect', () => resolve(performance.now() - from));
    });
    await hub.api('POST', '/api/v1/auth/logout', {}, leaving);
    expect(await Promise.race([cut, sleep(2500).then(() => 9999)])).toBeLessThan(2500);
    expect(other.connected).toBe(true);
    expect(await outcome(dial(leaving))).toBe('unauthorized');
  });
});

describe('what is asked wrongly', () => {
  it('is acknowledged with the problem, never with silence, and the socket lives on', async () => {
    const socket = await connect();
    const type = async (event: string, ...input: unknown[]) =>
      (await ask(socket, event, ...input)).error?.type.split('/').at(-1);
    expect(await type('thread:watch', { id: '999999', afterSeq: 0 })).toBe('not-found');
    for (const input of [
      null,
      'x',
      {},
      { id: '1' },
      { id: 1, afterSeq: 0 },
      { id: 'abc', afterSeq: 0 },
      { id: '1', afterSeq: -1 },
      { id: '1', afterSeq: '0' },
      { id: '1', afterSeq: 2 ** 40 },
      { id: '1', afterSeq: Number.NaN },
      { id: { toString: 'x' }, afterSeq: 0 },
    ]) {
      expect([input, await type('thread:watch', input)]).toEqual([input, 'validation']);
    }
    for (const input of [
      null,
      {},
      { view: 'theirs' },
      { view: 'all', after: 5 },
      { view: 'all', after: 'x'.repeat(300) },
    ]) {
      expect([input, await type('inbox:watch', input)]).toEqual([input, 'validation']);
    }
    expect(await type('inbox:watch', { view: 'all', after: 'nonsense' })).toBe('invalid-cursor');
    for (const event of ['thread:typing', 'thread:viewing', 'thread:unwatch']) {
      expect([event, await type(event, { id: 'x' })]).toEqual([event, 'validation']);
    }
    // Without an acknowledgement, and with one in the place of the input.
    socket.emit('thread:watch', { id: '1', afterSeq: 0 } as never, undefined as never);
    (socket as unknown as { emit(name: string, ...args: unknown[]): void }).emit('thread:watch');
    (socket as unknown as { emit(name: string, ...args: unknown[]): void }).emit('no:such:event', { a: 1 });
    expect((await ask<Page>(socket, 'inbox:watch', { view: 'all' })).counts).toBeDefined();
  });
});
