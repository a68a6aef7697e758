import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Message, ServerEvents } from '#libs/contracts';
import { post, threadOf } from '../support/conversations.js';
import { phones } from '../support/handset.js';
import { eventually, startTestHub, type TestHub } from '../support/hub.js';
import { signIn } from '../support/people.js';
import { ask, outcome } from '../support/raw-socket.js';
import { metaBody, metaText, postMeta, wamid } from '../support/providers.js';
import { sleep, socketsOf } from '../support/sockets.js';

let hub: TestHub;
let ada: { cookie: string };
beforeAll(async () => {
  hub = await startTestHub();
  ada = await signIn(hub, 'agent', 0);
});
afterAll(() => hub.stop());
const newPhone = phones();
const { dial, connect, watch, bySms } = socketsOf(() => ({ hub, who: ada }));
const upTo = (n: number) => Array.from({ length: n }, (_, i) => i + 1);

/** Many messages of one person in one webhook. */
function many(phone: string, n: number) {
  const messages = upTo(n).map((i) => ({
    from: phone.slice(1),
    id: wamid(),
    timestamp: String(1_772_000_000 + i),
    type: 'text',
    text: { body: String(i) },
  }));
  return postMeta(hub, metaBody(hub, { messages }));
}

describe('watching a thread', () => {
  it('acknowledges everything after a number, and goes on live without a gap or a repeat', async () => {
    const phone = newPhone();
    for (const n of upTo(5)) await bySms(phone, String(n));
    const { id } = await threadOf(hub, phone);
    const socket = await connect();
    const live: ServerEvents['message.created'] extends (event: infer E) => void ? E[] : never = [];
    socket.on('message.created', (event) => live.push(event));
    const caught = await watch(socket, id, 2);
    expect(caught.messages.map((m) => m.seq)).toEqual([3, 4, 5]);
    expect(caught.lastSeq).toBe(5);
    await bySms(phone, '6');
    await post(hub, id, 'a reply', {}, ada);
    await post(hub, id, 'a note', { kind: 'note' }, ada);
    await eventually(async () => live.length === 3);
    expect(live.map((e) => [e.threadId, e.seq, e.message.seq])).toEqual([6, 7, 8].map((n) => [id, n, n]));
    // What came live is what REST answers.
    const rest = await hub.api<{ items: Message[] }>('GET', `/api/v1/threads/${id}/messages?after=5`);
    expect(live.map((e) => e.message.text)).toEqual(rest.body.items.map((m) => m.text));
    expect(live[0]!.message).toEqual(rest.body.items[0]);
    // Statuses follow.
    const updated = await eventually(async () => {
      const done = await hub.api<{ items: Message[] }>('GET', `/api/v1/threads/${id}/messages?after=6&before=8`);
      return done.body.items[0]!.providerMessageId;
    });
    expect(updated).toBeTruthy();
    expect((await watch(socket, id, 8)).messages).toEqual([]);
    await ask(socket, 'thread:unwatch', { id });
    await bySms(phone, '9');
    await sleep(200);
    expect(live).toHaveLength(3);
  });

  it('hears of statuses as they rise', async () => {
    const phone = newPhone();
    await bySms(phone, 'hello');
    const { id } = await threadOf(hub, phone);
    const socket = await connect();
    const statuses: string[] = [];
    await watch(socket, id, 0);
    socket.on('message.updated', (m) => void (m.seq === 2 && statuses.push(m.status)));
    await post(hub, id, 'answer', {}, ada);
    await eventually(async () => statuses.at(-1) === 'delivered');
    const order = ['queued', 'accepted', 'sending', 'sent', 'delivered'];
    const ranks = statuses.map((s) => order.indexOf(s));
    expect(ranks).toEqual([...ranks].sort((a, b) => a - b));
  });

  it('hears nothing of threads that it does not watch', async () => {
    const [mine, other] = [newPhone(), newPhone()];
    await bySms(mine, 'a');
    await bySms(other, 'b');
    const socket = await connect();
    const heard: string[] = [];
    socket.on('message.created', (event) => heard.push(event.threadId));
    socket.on('thread.updated', (summary) => heard.push(summary.id));
    await watch(socket, (await threadOf(hub, mine)).id, 0);
    await bySms(other, 'c');
    await sleep(250);
    expect(heard).not.toContain((await threadOf(hub, other)).id);
  });

  it('of a long thread misses nothing, however much was missed', async () => {
    const phone = newPhone();
    await many(phone, 700);
    const { id } = await threadOf(hub, phone);
    const socket = await connect();
    const seen: number[] = [];
    socket.on('message.created', (e) => seen.push(e.seq));
    const caught = await watch(socket, id, 0);
    seen.unshift(...caught.messages.map((m) => m.seq));
    await bySms(phone, 'one more');
    await eventually(async () => seen.at(-1) === 701);
    expect(seen).toEqual(upTo(701));
  });

  it('never leaves a console behind with what it missed: the acknowledgement brings it to the end', async () => {
    const phone = newPhone();
    await many(phone, 620);
    const { id } = await threadOf(hub, phone);
    const socket = await connect();
    const seen: number[] = [];
    socket.on('message.created', (e) => seen.push(e.seq));
    const caught = await watch(socket, id, 0);
    seen.unshift(...caught.messages.map((m) => m.seq));
    // Nobody writes any more: what was missed must come by itself.
    await eventually(async () => seen.length >= 620);
    expect(seen).toEqual(upTo(620));
  });

  it('twenty flapping consoles each end with exactly 1 … 200 in order while messages pour in', async () => {
    const phone = newPhone();
    const total = 200;
    await bySms(phone, 'first');
    const { id } = await threadOf(hub, phone);
    let random = 20_260_301;
    const chance = () => (random = (random * 1_103_515_245 + 12_345) % 2 ** 31) / 2 ** 31;

    const flap = async (steady: boolean): Promise<number[]> => {
      const seen: number[] = [];
      let socket = dial(ada);
      const listen = () =>
        socket.on('message.created', (event) => {
          if (event.threadId === id) seen.push(event.seq);
        });
      // By callback: a promise would go on only after live messages that came in the same packet.
      const join = () =>
        new Promise<void>((resolve, reject) => {
          socket.timeout(15_000).emit('thread:watch', { id, afterSeq: seen.at(-1) ?? 0 }, (error, answer) => {
            if (error || 'error' in answer) return reject(error ?? new Error('refused'));
            seen.push(...answer.messages.map((m) => m.seq));
            resolve();
          });
        });
      await outcome(socket);
      listen();
      await join();
      while (seen.at(-1)! < total) {
        await sleep(15 + chance() * 60);
        if (steady) continue;
        if (chance() < 0.5) {
          // Unwatched, then watched again from where it stands.
          await ask(socket, 'thread:unwatch', { id });
          await sleep(chance() * 30);
          await join();
        } else {
          socket.disconnect();
          await sleep(chance() * 30);
          socket = dial(ada);
          await outcome(socket);
          listen();
          await join();
        }
      }
      await sleep(100);
      return seen;
    };
    const pour = async () => {
      for (let n = 2; n <= total;) {
        const burst = Math.min(1 + Math.floor(chance() * 8), total - n + 1);
        await Promise.all(
          upTo(burst).map((i) => {
            if (i % 3 === 0) return post(hub, id, String(n + i), { kind: 'note' }, ada);
            return i % 2 ? postMeta(hub, metaText(hub, phone, String(n + i))) : bySms(phone, String(n + i));
          }),
        );
        n += burst;
      }
    };
    const [, ...consoles] = await Promise.all([pour(), ...upTo(20).map((i) => flap(i % 4 === 0))]);
    for (const seen of consoles) expect(seen).toEqual(upTo(total));
  });
});
