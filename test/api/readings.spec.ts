import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectWhole, merge, undo } from '../support/contacts.js';
import { getThread, messagesOf, problem, threadOf } from '../support/conversations.js';
import { handset, phones } from '../support/handset.js';
import { startTestHub, type TestHub } from '../support/hub.js';
import { signIn } from '../support/people.js';
import { daysAgo, note, patch, readingOf, readings } from '../support/readings.js';

let hub: TestHub;
beforeAll(async () => void (hub = await startTestHub()));
afterAll(() => hub.stop());
const newPhone = phones('+44770095');

async function customer(): Promise<string> {
  const person = handset(hub, newPhone());
  await person.write('sms', 'hello');
  return (await threadOf(hub, person.phone)).id;
}
let meters = 0;
const newSerial = () => `E-${++meters} 0017`;
const lines = async (threadId: string) =>
  (await messagesOf(hub, threadId)).filter(({ type }) => type === 'event').map(({ text }) => text);

describe('a reading', () => {
  it('that nothing is odd about holds at once, with who noted it and a line in the thread', async () => {
    const threadId = await customer();
    const ada = await signIn(hub, 'agent');
    const { status, body } = await note(hub, threadId, '00482.5', { serial: newSerial(), register: 'day' }, ada);
    expect([status, body]).toMatchObject([
      201,
      { threadId, value: '00482.5', unit: 'kWh', register: 'day', status: 'confirmed', warnings: [], readBy: 'agent' },
    ]);
    expect([body.createdBy!.name, body.previous, body.version]).toEqual(['Ada Okafor', null, 1]);
    expect(body.confirmedAt).not.toBeNull();
    expect(await lines(threadId)).toEqual(['Reading 00482.5 kWh (day) confirmed by Ada Okafor']);
    const line = (await messagesOf(hub, threadId)).at(-1)!;
    expect(line.content).toMatchObject({
      event: 'reading.written',
      readingId: body.id,
      status: body.status,
      before: null,
    });
  });

  it('that looks wrong is questioned, with reasons, until somebody says that it holds all the same', async () => {
    const threadId = await customer();
    const serial = newSerial();
    const first = await note(hub, threadId, '48950', { serial, takenAt: daysAgo(30) });
    const { body } = await note(hub, threadId, '48213', { serial });
    expect([body.status, body.confirmedAt, body.previous?.id]).toEqual(['questioned', null, first.body.id]);
    expect(body.warnings.map(({ code }) => code)).toEqual(['too-low']);
    expect(body.warnings[0]!.text).toMatch(/^737 kWh less than the 48950 kWh of /);
    const held = await patch(hub, body.id, { status: 'confirmed', version: 1 });
    expect([held.body.status, held.body.version, held.body.warnings.length]).toEqual(['confirmed', 2, 1]);
    expect((await readingOf(hub, body.id)).changes).toMatchObject([
      { version: 1, status: 'questioned', value: '48213', by: { kind: 'user', name: 'Sandbox' } },
      { version: 2, status: 'confirmed', value: '48213' },
    ]);
    expect((await lines(threadId)).at(-1)).toBe('Reading 48213 kWh confirmed by Sandbox');
  });

  it('holds whatever looks wrong where its writer says so, and is a proposal where they say not yet', async () => {
    const threadId = await customer();
    const serial = newSerial();
    await note(hub, threadId, '48950', { serial, takenAt: daysAgo(30) });
    expect((await note(hub, threadId, '48213', { serial, confirm: true })).body).toMatchObject({
      status: 'confirmed',
      warnings: [{ code: 'too-low' }],
    });
    expect((await note(hub, threadId, '7', { unit: 'm³', confirm: false })).body.status).toBe('proposed');
  });

  it('is checked again when it is corrected, and holds when nothing is odd any more', async () => {
    const threadId = await customer();
    const serial = newSerial();
    await note(hub, threadId, '48950', { serial, takenAt: daysAgo(30) });
    const { body } = await note(hub, threadId, '4921', { serial });
    expect(body.warnings.map(({ code }) => code)).toEqual(['digits', 'too-low']);
    const right = await patch(hub, body.id, { value: '49213' });
    expect(right.body).toMatchObject({ status: 'confirmed', value: '49213', warnings: [], version: 2 });
    expect((await lines(threadId)).at(-1)).toBe(
      'Reading corrected from 4921 kWh to 49213 kWh and confirmed by Sandbox',
    );
    const again = await patch(hub, body.id, { value: '999999', serial: null });
    expect(again.body.serial).toBeNull();
    const rejected = await patch(hub, body.id, { status: 'rejected' });
    expect([rejected.body.status, rejected.body.confirmedAt]).toEqual(['rejected', null]);
    expect((await patch(hub, body.id, { value: '49213' })).body.status).toBe('rejected');
  });

  it('of a rejected one nothing is concluded, nor of another meter, register or contact', async () => {
    const [threadId, other] = [await customer(), await customer()];
    const serial = newSerial();
    const wrong = await note(hub, threadId, '90000', { serial, takenAt: daysAgo(3) });
    await patch(hub, wrong.body.id, { status: 'rejected' });
    expect((await note(hub, threadId, '10', { serial, takenAt: daysAgo(2) })).body.status).toBe('confirmed');
    expect((await note(hub, threadId, '5', { serial, register: 'night' })).body.status).toBe('confirmed');
    expect((await note(hub, threadId, '4', { serial: newSerial() })).body.status).toBe('confirmed');
    expect((await note(hub, other, '3')).body.status).toBe('confirmed');
    // The meter stays where its people change, however its number is typed.
    const typed = serial.toLowerCase().replaceAll(/[- ]/g, '');
    expect((await note(hub, other, '2', { serial: typed })).body.warnings).toMatchObject([{ code: 'too-low' }]);
  });

  it('without a number is compared with what its contact has, unless that is of several meters', async () => {
    const threadId = await customer();
    await note(hub, threadId, '500', { takenAt: daysAgo(9) });
    expect((await note(hub, threadId, '400', { takenAt: daysAgo(8) })).body.status).toBe('questioned');
    const [one, two] = [newSerial(), newSerial()];
    await note(hub, threadId, '600', { serial: one, takenAt: daysAgo(7) });
    expect((await note(hub, threadId, '400', { takenAt: daysAgo(6) })).body.status).toBe('questioned');
    await note(hub, threadId, '50', { serial: two, confirm: true, takenAt: daysAgo(5) });
    expect((await note(hub, threadId, '400', { takenAt: daysAgo(4) })).body).toMatchObject({
      status: 'confirmed',
      previous: null,
    });
  });

  it.each([
    ['no digits', { value: '48x' }, 400, 'validation'],
    ['a minus', { value: '-4' }, 400, 'validation'],
    ['a comma', { value: '48,5' }, 400, 'validation'],
    ['no unit', { unit: '' }, 400, 'validation'],
    ['a formula as its unit', { unit: '=1' }, 400, 'validation'],
    ['a time to come', { takenAt: '2099-01-01T00:00:00Z' }, 400, 'time-in-future'],
    ['a time that is none', { takenAt: '2026-02-30T00:00:00Z' }, 400, 'validation'],
    ['a photo that is not there', { attachmentId: '987654' }, 404, 'not-found'],
    ['a thread that is not there', { threadId: '987654' }, 404, 'not-found'],
    ['both confirm and ask', { confirm: true, ask: true }, 400, 'validation'],
  ])('with %s is refused', async (_, more, status, code) => {
    const threadId = await customer();
    const answer = await note(hub, threadId, '1', more);
    expect([answer.status, problem(answer.body)]).toEqual([status, code]);
    expect((await readings(hub, `threadId=${threadId}`)).items).toEqual([]);
  });

  it('that somebody else has changed meanwhile is not changed by who has not seen it', async () => {
    const { body } = await note(hub, await customer(), '1');
    expect((await patch(hub, body.id, { value: '2', version: 1 })).status).toBe(200);
    const late = await patch(hub, body.id, { status: 'rejected', version: 1 });
    expect([late.status, problem(late.body)]).toEqual([409, 'reading-changed']);
    expect((await patch(hub, body.id, {})).body.version).toBe(2);
  });
});

describe('the history', () => {
  it('is found by thread, contact and meter, the latest taken first, in pages', async () => {
    const threadId = await customer();
    const serial = newSerial();
    for (const [value, days] of [
      ['100', 30],
      ['300', 10],
      ['200', 20],
    ] as const) {
      await note(hub, threadId, value, { serial, takenAt: daysAgo(days) });
    }
    const all = await readings(hub, `threadId=${threadId}`);
    expect(all.items.map(({ value }) => value)).toEqual(['300', '200', '100']);
    const { contactId } = all.items[0]!;
    expect((await readings(hub, `contactId=${contactId}`)).items).toEqual(all.items);
    expect((await readings(hub, `serial=${serial.replace(' ', '')}&status=confirmed`)).items).toEqual(all.items);
    expect((await readings(hub, `threadId=${threadId}&register=night`)).items).toEqual([]);
    const first = await readings(hub, `threadId=${threadId}&limit=2`);
    const second = await readings(hub, `threadId=${threadId}&limit=2&cursor=${first.nextCursor!}`);
    expect([...first.items, ...second.items]).toEqual(all.items);
    expect(second.nextCursor).toBeNull();
    for (const cursor of ['nonsense', '0000-01-01T00:00:00.000Z_1', '2026-02-30T00:00:00.000Z_1']) {
      const wrong = await hub.api('GET', `/api/v1/readings?cursor=${cursor}`);
      expect([cursor, wrong.status, problem(wrong.body)]).toEqual([cursor, 400, 'invalid-cursor']);
    }
  });
});

describe('two contacts who are one person', () => {
  it('have one history, and each their own again where they are not', async () => {
    const [kept, merged] = [await customer(), await customer()];
    const [{ contact: one }, { contact: two }] = [await getThread(hub, kept), await getThread(hub, merged)];
    await note(hub, kept, '100', { takenAt: daysAgo(9) });
    await note(hub, merged, '300', { takenAt: daysAgo(8) });
    const { body } = await merge(hub, one.id, two.id);
    expect((await readings(hub, `contactId=${one.id}`)).items.map(({ value }) => value)).toEqual(['300', '100']);
    const goesOn = body.threads.find(({ status }) => status === 'open')!.id;
    expect((await note(hub, goesOn, '200')).body).toMatchObject({ status: 'questioned', previous: { value: '300' } });
    await expectWhole(hub);
    // Noted since in a thread of theirs: it is theirs.
    await note(hub, merged, '310', { confirm: true });
    await undo(hub, body.merges[0]!.id);
    const valuesOf = async (id: string) =>
      (await readings(hub, `contactId=${id}&status=confirmed`)).items.map(({ value }) => value);
    expect([await valuesOf(one.id), await valuesOf(two.id)]).toEqual([['100'], ['310', '300']]);
    await expectWhole(hub);
  });
});
