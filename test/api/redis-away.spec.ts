import { setTimeout as sleep } from 'node:timers/promises';
import { createAdapter } from '@socket.io/redis-streams-adapter';
import { Server } from 'socket.io';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { type ListeningConsole, openConsole } from '../support/console-socket.js';
import { post, threadOf } from '../support/conversations.js';
import { phones } from '../support/handset.js';
import { eventually, freePort, startTestHub, type TestHub } from '../support/hub.js';
import { signIn } from '../support/people.js';
import { metaText, postMeta } from '../support/providers.js';
import { noRedis, type TestRedis, testRedis } from '../support/redis.js';

let redis: TestRedis;
let a: TestHub;
let b: TestHub;
let ada: { cookie: string };
const printed: string[] = [];
beforeEach((test) => test.skip(noRedis !== false, noRedis || undefined));
beforeAll(async () => {
  if (noRedis) return;
  for (const stream of [process.stdout, process.stderr]) {
    const write = stream.write.bind(stream);
    vi.spyOn(stream, 'write').mockImplementation(((chunk: string, ...rest: never[]) => {
      printed.push(String(chunk));
      return write(chunk, ...rest);
    }) as never);
  }
  redis = await testRedis();
  const env = { REDIS_URL: redis.url, LOG_LEVEL: 'warn' };
  a = await startTestHub(env);
  b = await startTestHub(env, a);
  ada = await signIn(a, 'agent', 0);
});
afterAll(async () => {
  redis?.thaw();
  await b?.stop();
  await a?.stop();
  await redis?.stop();
  vi.restoreAllMocks();
});
const open: ListeningConsole[] = [];
afterEach(() => open.splice(0).forEach(({ socket }) => socket.disconnect()));
async function consoleAt(hub: TestHub): Promise<ListeningConsole> {
  const console = await openConsole(hub, ada);
  open.push(console);
  return console;
}
const newPhone = phones('+44770092');
const upTo = (n: number) => Array.from({ length: n }, (_, i) => i + 1);
const text = (hub: TestHub, phone: string, words: string) => postMeta(hub, metaText(hub, phone, words));
const seqs = (console: ListeningConsole) => console.created.map((event) => event.seq);

/** A thread with a console at either hub. */
async function watchedThread() {
  const phone = newPhone();
  await text(a, phone, 'first');
  const { id } = await threadOf(a, phone);
  const [here, there] = [await consoleAt(a), await consoleAt(b)];
  await Promise.all([here.watch(id), there.watch(id)]);
  return { phone, id, here, there };
}

/** Five in a row are there within two seconds each: more than looks at the heads every three could bring. */
async function quick({ phone, there }: { phone: string; there: ListeningConsole }): Promise<boolean> {
  for (let n = 0; n < 5; n++) {
    const before = there.created.length;
    await text(a, phone, 'quick?');
    const came = () => there.created.length > before;
    if (!(await eventually(async () => came(), 2_000).catch(() => false))) return false;
  }
  return true;
}

describe('while Redis is away', () => {
  it('everything is answered and delivered, to the other hub within seconds; when it is back, at once again', async () => {
    const watched = await watchedThread();
    const { phone, id, here, there } = watched;
    printed.length = 0;
    await redis.kill();
    const started = performance.now();
    for (const n of upTo(5)) expect((await text(n % 2 ? a : b, phone, 'away')).status).toBe(200);
    expect((await post(a, id, 'a note', { kind: 'note' }, ada)).status).toBe(201);
    expect(performance.now() - started).toBeLessThan(5000);
    for (const hub of [a, b]) expect((await fetch(`${hub.url}/health/ready`)).status).toBe(200);
    expect(await (await fetch(`${a.url}/metrics`)).text()).toMatch(/^shiftline_redis_connected 0$/m);
    await eventually(async () => seqs(here).length === 6 && seqs(there).length === 6);
    await sleep(3000);
    for (const console of [here, there]) expect(seqs(console)).toEqual(upTo(7).slice(1));
    expect(printed.filter((line) => line.includes('away ('))).toHaveLength(2);

    await redis.start();
    await eventually(() => quick(watched));
    expect(await (await fetch(`${a.url}/metrics`)).text()).toMatch(/^shiftline_redis_connected 1$/m);
    for (const console of [here, there]) {
      await eventually(async () => seqs(console).length === seqs(here).length);
      expect(seqs(console)).toEqual(upTo(seqs(here).length + 1).slice(1));
    }
  });

  it('and does not even say so, nothing waits for it', async () => {
    const watched = await watchedThread();
    const { phone, here, there } = watched;
    redis.freeze();
    try {
      const started = performance.now();
      for (const n of upTo(20)) expect((await text(n % 2 ? a : b, phone, 'frozen')).status).toBe(200);
      expect(performance.now() - started).toBeLessThan(10_000);
      await eventually(async () => seqs(here).length === 20 && seqs(there).length === 20);
    } finally {
      redis.thaw();
    }
    await eventually(() => quick(watched));
    expect(seqs(there)).toEqual(upTo(seqs(there).length + 1).slice(1));
  });

  it('a hub starts, works and stops in time', async () => {
    const nowhere = `redis://127.0.0.1:${await freePort()}`;
    const c = await startTestHub({ REDIS_URL: nowhere }, a);
    const phone = newPhone();
    expect((await text(c, phone, 'hello')).status).toBe(200);
    await threadOf(c, phone);
    const started = performance.now();
    await c.stop();
    expect(performance.now() - started).toBeLessThan(5000);
  });

  it('a hub stops in time where Redis only looks alive', async () => {
    const c = await startTestHub({ REDIS_URL: redis.url }, a);
    redis.freeze();
    try {
      await text(c, newPhone(), 'hello');
      const started = performance.now();
      await c.stop();
      expect(performance.now() - started).toBeLessThan(5000);
    } finally {
      redis.thaw();
    }
  });
});

describe('at Redis', () => {
  it('there is nobody’s name, number or word, and nothing is kept', async () => {
    const said: string[] = [];
    const monitor = redis.client.duplicate();
    monitor.on('error', () => {});
    await monitor.connect();
    await monitor.monitor((line) => said.push(String(line)));
    const { phone, id, here, there } = await watchedThread();
    await there.inbox('all');
    await text(a, phone, 'a very private matter');
    await here.ask('thread:typing', { id });
    await eventually(async () => there.presence.at(-1)?.typing.join() === 'Ada Okafor' && seqs(there).length === 1);
    monitor.destroy();
    const hints = said.filter((line) => line.includes('hints'));
    expect(hints.length).toBeGreaterThan(0);
    for (const secret of [phone.slice(4), 'private', 'Ada', 'Okafor', 'Test Customer']) {
      expect([secret, said.filter((line) => line.includes(secret))]).toEqual([secret, []]);
    }
    expect(await redis.client.keys('*')).toEqual([]);
  });

  it('no rubbish stops or fools a hub, and nobody reaches a screen', async () => {
    const watched = await watchedThread();
    const { id, here, there } = watched;
    await there.inbox('all');
    const [channel] = (await redis.client.pubSubChannels('shiftline:*')).filter((name) => name.endsWith('#/console#'));
    const name = channel!.split('#')[0]!;

    // Another Socket.IO that knows the name of the channel.
    const stranger = new Server({ adapter: createAdapter(redis.client, { streamName: name, channelPrefix: name }) });
    const namespace = stranger.of('/console');
    await eventually(async () => (await redis.client.pubSubNumSub(channel!))[channel!] === 3);
    const none = { created: [], changed: [], threads: [], presence: [] };
    for (const sent of [
      null,
      'x',
      { ...none, created: [[id, '1']] },
      { ...none, created: [[id, 2_147_483_647]] },
      { ...none, created: [['999999999999999999', 5]], changed: [['999999999999999999', 5]], threads: ['999999999'] },
      { ...none, presence: [[id, 'socket', '999999', 'viewing']] },
    ]) {
      namespace.serverSideEmit('hints', sent);
    }
    namespace.serverSideEmit('disconnect', 'x');
    // Read one by one: the adapter begins with what comes after its first read.
    namespace.emit('hello');
    await sleep(300);
    namespace.to('inbox:all').emit('thread.updated', { id, forged: true });
    namespace.emit('message.created', { threadId: id, seq: 2, message: { forged: true } });
    namespace.socketsLeave(`thread:${id}`);
    namespace.disconnectSockets(true);
    await sleep(300);
    const nsp = '/console';
    const entries: Record<string, string>[] = [
      { nsp, uid: 'x', type: '3' },
      { nsp, uid: 'x', type: '3', data: '{' },
      { nsp, uid: 'x', type: '3', data: '{"packet":1,"opts":2}' },
      { nsp, uid: 'x', type: '6', data: '{"opts":{"rooms":[],"except":[]},"close":true}' },
      { nsp, uid: 'x', type: 'NaN', data: 'bm90aGluZw==' },
      { nothing: 'at all' },
    ];
    for (const entry of entries) await redis.client.xAdd(name, '*', entry);
    for (const message of ['', 'x', '{}', '\u0000\u0001\u00ff']) await redis.client.publish(channel!, message);

    await sleep(500);

    await eventually(() => quick(watched));
    expect([here.socket.connected, there.socket.connected]).toEqual([true, true]);
    expect(seqs(there)).toEqual(upTo(seqs(there).length + 1).slice(1));
    expect(JSON.stringify([there.created, there.threads])).not.toContain('forged');
    // The stream's name taken by something that is no stream.
    await redis.client.del(name);
    await redis.client.set(name, 'not a stream');
    await eventually(() => quick(watched));
    await redis.client.del(name);
    for (const { adapter } of [namespace, stranger.of('/')]) void adapter.close();
  });
});
