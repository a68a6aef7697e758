import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Message } from '#libs/contracts';
import { messagesOf, problem, threadOf } from '../support/conversations.js';
import { handset, phones } from '../support/handset.js';
import { eventually, startTestHub, type TestHub } from '../support/hub.js';
import { meterPhoto } from '../support/meter-photo.js';
import { keyOf } from '../support/people.js';
import { daysAgo, note } from '../support/readings.js';
import { upload } from '../support/uploads.js';

let hub: TestHub;
beforeAll(async () => void (hub = await startTestHub()));
afterAll(() => hub.stop());
const newPhone = phones('+44770098');

/** Somebody who has sent a photo of their meter. */
async function customer(digits: string): Promise<{ threadId: string; message: Message; attachmentId: string }> {
  const person = handset(hub, newPhone());
  const base64 = (await meterPhoto(digits)).toString('base64');
  await person.write('whatsapp', 'my meter', { mimeType: 'image/jpeg', base64 });
  const { id: threadId } = await threadOf(hub, person.phone);
  return eventually(async () => {
    const message = (await messagesOf(hub, threadId)).find(({ attachments }) => attachments[0]?.status === 'ready');
    return message && { threadId, message, attachmentId: message.attachments[0]!.id };
  });
}
const digitsOf = (id: string) =>
  hub.api<{ proposals: { text: string; confidence: number }[] }>('POST', `/api/v1/attachments/${id}/digits`, {});

describe('a photo of a meter', () => {
  it('proposes its digits, and nothing of that is kept', async () => {
    const { threadId, attachmentId } = await customer('48213');
    // A reader that takes too long proposes nothing: asked again, it has been loaded.
    const [proposal] = await eventually(async () => {
      const { status, body } = await digitsOf(attachmentId);
      expect(status).toBe(200);
      return body.proposals.length > 0 && body.proposals;
    }, 40_000);
    expect(proposal!.text).toBe('48213');
    expect(await hub.query('select from readings')).toEqual([]);
    expect((await messagesOf(hub, threadId)).filter(({ type }) => type === 'event')).toEqual([]);
  });

  it('is the evidence of a reading, which is as old as the photo', async () => {
    const { threadId, message, attachmentId } = await customer('48213');
    const { body } = await note(hub, threadId, '48213', { attachmentId });
    expect([body.attachmentId, body.takenAt]).toEqual([attachmentId, message.sentAt]);
  });

  it('is none of another contact’s reading', async () => {
    const [{ attachmentId }, { threadId }] = [await customer('1'), await customer('2')];
    const answer = await note(hub, threadId, '48213', { attachmentId });
    expect([answer.status, problem(answer.body)]).toEqual([404, 'not-found']);
  });

  it('that is no photo has no digits', async () => {
    const pdf = await upload(hub, [{ name: 'bill.pdf', content: Buffer.from('%PDF-1.7 48213') }], keyOf(hub));
    const answer = await digitsOf(pdf.body.items[0]!.id);
    expect([answer.status, problem(answer.body)]).toEqual([409, 'photo-unreadable']);
    expect((await digitsOf('987654')).status).toBe(404);
  });
});

describe('the readings as CSV', () => {
  const csv = async (query = '') => {
    const answer = await fetch(`${hub.url}/api/v1/readings.csv${query}`, { headers: keyOf(hub) });
    return { answer, rows: (await answer.text()).split('\r\n') };
  };

  it('has a line for each, and nothing that a spreadsheet would carry out', async () => {
    const { threadId } = await customer('1');
    await note(hub, threadId, '48950', { serial: '=HYPERLINK("http://x")', takenAt: daysAgo(30) });
    await note(hub, threadId, '48213', { serial: '=HYPERLINK("http://x")', register: '@SUM(A1)' });
    await hub.query(`update contacts set name = '+1;cmd' where id = (select contact_id from threads where id = $1)`, [
      threadId,
    ]);
    const { answer, rows } = await csv(`?threadId=${threadId}`);
    expect([answer.status, answer.headers.get('content-type'), answer.headers.get('content-disposition')]).toEqual([
      200,
      'text/csv; charset=utf-8; header=present',
      'attachment; filename="readings.csv"',
    ]);
    expect([rows.length, rows[0]!.split(',').slice(0, 7).join(), rows.at(-1)]).toEqual([
      4,
      'id,taken_at,serial,register,value,unit,status',
      '',
    ]);
    expect(rows[1]).toMatch(
      /,"'=HYPERLINK\(""http:\/\/x""\)",'@SUM\(A1\),48213,kWh,confirmed,agent,,\d+,'\+1;cmd,'\+44/,
    );
  });

  it('is whole, also beyond a page', async () => {
    const { threadId } = await customer('1');
    await hub.query(
      `insert into readings (thread_id, contact_id, value, register, unit, taken_at, read_by, status, created_by_name)
       select $1, contact_id, n, 'many', 'kWh', now() - (n % 7) * interval '1 day', 'agent', 'confirmed', 'x'
       from threads, generate_series(1, 1203) as n where id = $1`,
      [threadId],
    );
    const { rows } = await csv(`?threadId=${threadId}`);
    const values = rows.slice(1, -1).map((row) => Number(row.split(',')[4]));
    expect([values.length, new Set(values).size]).toEqual([1203, 1203]);
  });

  it('with a wrong filter is a problem and no file', async () => {
    const answer = await hub.api('GET', '/api/v1/readings.csv?status=lost');
    expect([answer.status, problem(answer.body)]).toEqual([400, 'validation']);
  });
});
