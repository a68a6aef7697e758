import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Attachment } from '#libs/contracts';
import { openConsole } from '../support/console-socket.js';
import { messagesOf, problem, threadOf } from '../support/conversations.js';
import { handset, phones } from '../support/handset.js';
import { eventually, startTestHub, type TestHub } from '../support/hub.js';
import { signIn } from '../support/people.js';
import { photoOf, photosReady, upload } from '../support/uploads.js';

let hub: TestHub;
beforeAll(async () => void (hub = await startTestHub()));
afterAll(() => hub.stop());
const newPhone = phones('+44770099');
const turn = (id: string, rotation: unknown, headers?: Record<string, string>) =>
  hub.api<Attachment>('POST', `/api/v1/attachments/${id}/rotation`, { rotation }, headers);

it('a photo is turned for everybody, and who watches sees it turn', async () => {
  const person = handset(hub, newPhone());
  const base64 = (await photoOf('#123456')).toString('base64');
  await person.write('whatsapp', 'my meter', { mimeType: 'image/jpeg', base64 });
  const { id: threadId } = await threadOf(hub, person.phone);
  const only = async () => (await messagesOf(hub, threadId))[0]!.attachments[0]!;
  const photo = await eventually(async () => (await only()).status === 'ready' && only());
  expect(photo.rotation).toBe(0);
  const watcher = await openConsole(hub, await signIn(hub, 'supervisor'));
  await watcher.watch(threadId);
  const agent = await signIn(hub, 'agent');
  for (const rotation of [90, 180, 270, 0, 90]) {
    const answer = await turn(photo.id, rotation, agent);
    expect([answer.status, answer.body]).toEqual([200, { ...photo, rotation }]);
    await eventually(async () => watcher.updated.at(-1)?.attachments[0]?.rotation === rotation);
    expect(await only()).toEqual({ ...photo, rotation });
    expect((await hub.api('GET', `/api/v1/attachments/${photo.id}`, undefined, agent)).body).toEqual(await only());
  }
  watcher.socket.disconnect();
  // The file is as it was: whoever has it need not fetch it again.
  expect((await only()).url).toBe(photo.url);
});

it('an upload can be turned before it is sent', async () => {
  const [id] = await photosReady(hub, ['#654321']);
  expect((await turn(id!, 270)).body).toMatchObject({ id, rotation: 270, delivery: null });
});

it.each([45, 360, -90, '90', null, undefined])('by %j is refused', async (rotation) => {
  const [id] = await photosReady(hub, ['#abcdef']);
  const answer = await turn(id!, rotation);
  expect([answer.status, problem(answer.body)]).toEqual([400, 'validation']);
});

it('what is no photo, or is not there, is not turned', async () => {
  const { body } = await upload(hub, [{ name: 'bill.pdf', content: Buffer.from('%PDF-1.7') }]);
  for (const id of [body.items[0]!.id, '987654']) {
    const answer = await turn(id, 90);
    expect([answer.status, problem(answer.body)]).toEqual([404, 'not-found']);
  }
});
