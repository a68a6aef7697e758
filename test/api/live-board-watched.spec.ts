import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import type { LiveBoard } from '#libs/contracts';
import { BoardReader } from '#libs/reports';
import { type ListeningConsole, openConsole } from '../support/console-socket.js';
import { offered } from '../support/conversations.js';
import { phones } from '../support/handset.js';
import { eventually, startTestHub, type TestHub } from '../support/hub.js';
import { signIn } from '../support/people.js';
import { folded } from '../support/report-log.js';

let hub: TestHub;
let second: TestHub;
const open: ListeningConsole[] = [];
beforeAll(async () => {
  hub = await startTestHub();
  second = await startTestHub({}, hub);
});
afterEach(() => open.splice(0).forEach(({ socket }) => socket.disconnect()));
afterAll(async () => {
  await second?.stop();
  await hub?.stop();
});

const newPhone = phones('+44770098');
/** A console at a hub, and every board it hears. */
async function consoleAt(at: TestHub, who: Record<string, string>) {
  const opened = await openConsole(at, who);
  open.push(opened);
  const boards: { board: LiveBoard; heardAt: number }[] = [];
  opened.socket.on('board.updated', (board) => boards.push({ board, heardAt: Date.now() }));
  const watch = () => opened.ask<{ board: LiveBoard }>('board:watch', {});
  return { ...opened, boards, watch };
}
const inFlight = ({ boards }: { boards: { board: LiveBoard }[] }) => boards.at(-1)?.board.offers.inFlight;

it('is acknowledged as it is, and what changes at any hub is there within two seconds', async () => {
  const supervisor = await signIn(hub, 'supervisor');
  const watching = [await consoleAt(hub, supervisor), await consoleAt(second, supervisor)];
  const before = (await watching[0]!.watch()).board.offers.inFlight;
  expect((await watching[1]!.watch()).board.offers.inFlight).toBe(before);
  const { offerId } = await offered(hub, { from: newPhone() });
  for (const console of watching) await eventually(async () => inFlight(console) === before + 1, 2_000);
  await second.api('POST', `/api/v1/offers/${offerId}/no-input`, {});
  for (const console of watching) await eventually(async () => inFlight(console) === before, 2_000);
});

it('is told at most once a second, and not at all while nothing changes', async () => {
  const console = await consoleAt(hub, await signIn(hub, 'supervisor'));
  await console.watch();
  for (let n = 0; n < 12; n++) {
    await offered(hub, { from: newPhone() });
    await sleep(150);
  }
  // The last change is told.
  await folded(hub);
  await sleep(3_000);
  const times = console.boards.map(({ board }) => Date.parse(board.at));
  expect(times.length).toBeGreaterThan(1);
  for (const [n, at] of times.slice(1).entries()) expect(at - times[n]!).toBeGreaterThanOrEqual(950);
  const heard = console.boards.length;
  await sleep(3_000);
  expect(console.boards.length).toBe(heard);
});

it('is read once for all who watch, and by nobody while nobody does', async () => {
  const read = vi.spyOn(hub.app.get(BoardReader), 'read');
  // As soon as the hub has noticed that nobody watches.
  const unread = () =>
    eventually(async () => {
      read.mockClear();
      await sleep(2_500);
      return read.mock.calls.length === 0;
    });
  await unread();
  const supervisor = await signIn(hub, 'supervisor');
  const [one, other] = [await consoleAt(hub, supervisor), await consoleAt(hub, supervisor)];
  await one.watch();
  await other.watch();
  read.mockClear();
  const from = performance.now();
  await sleep(3_000);
  expect(read.mock.calls.length).toBeGreaterThanOrEqual(1);
  expect(read.mock.calls.length).toBeLessThanOrEqual(Math.floor((performance.now() - from) / 1000) + 1);
  await one.ask('board:unwatch', {});
  other.socket.disconnect();
  await unread();
  read.mockRestore();
});

it('is refused to agents, who hear nothing of it either', async () => {
  const agent = await consoleAt(hub, await signIn(hub, 'agent'));
  expect(await agent.watch()).toMatchObject({ error: { type: expect.stringMatching(/forbidden$/) } });
  const supervisor = await consoleAt(hub, await signIn(hub, 'supervisor'));
  await supervisor.watch();
  await offered(hub, { from: newPhone() });
  await eventually(async () => supervisor.boards.length > 0);
  expect(agent.boards).toEqual([]);
});

it('ends for who is a supervisor no more, wherever that was decided', async () => {
  const asSupervisor = await signIn(hub, 'supervisor');
  const console = await consoleAt(hub, asSupervisor);
  await console.watch();
  const session = await hub.api<{ user: { id: string } }>('GET', '/api/v1/auth/session', undefined, asSupervisor);
  const { id } = session.body.user;
  await second.api('PATCH', `/api/v1/users/${id}`, { role: 'agent' });
  await eventually(async () => console.socket.disconnected, 2_500);
  const heard = console.boards.length;
  const again = await consoleAt(hub, asSupervisor);
  expect(await again.watch()).toMatchObject({ error: { type: expect.stringMatching(/forbidden$/) } });
  await offered(hub, { from: newPhone() });
  await sleep(2_500);
  expect([console.boards.length, again.boards.length]).toEqual([heard, 0]);
  await hub.api('PATCH', `/api/v1/users/${id}`, { role: 'supervisor' });
});
