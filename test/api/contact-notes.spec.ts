import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Call, ContactNote, Problem } from '#libs/contracts';
import { contactOf, merge, undo } from '../support/contacts.js';
import { announce, getThread, problem, threadOf } from '../support/conversations.js';
import { handset, phones } from '../support/handset.js';
import { startTestHub, type TestHub } from '../support/hub.js';
import { signIn } from '../support/people.js';

let hub: TestHub;
beforeAll(async () => void (hub = await startTestHub()));
afterAll(() => hub.stop());
const newPhone = phones('+44770098');

type Headers = Record<string, string>;
const notes = async (contactId: string, headers?: Headers) =>
  (
    await hub.api<{ items: ContactNote[]; nextCursor: string | null }>(
      'GET',
      `/api/v1/contacts/${contactId}/notes`,
      undefined,
      headers,
    )
  ).body.items;
const add = (contactId: string, text: string, headers?: Headers) =>
  hub.api<ContactNote & Omit<Problem, 'status'>>('POST', `/api/v1/contacts/${contactId}/notes`, { text }, headers);
const change = ({ id, contactId, version }: ContactNote, text: string, headers?: Headers) =>
  hub.api<ContactNote & Omit<Problem, 'status'>>(
    'PATCH',
    `/api/v1/contacts/${contactId}/notes/${id}`,
    { text, version },
    headers,
  );
const remove = ({ id, contactId }: ContactNote, headers?: Headers) =>
  hub.api('DELETE', `/api/v1/contacts/${contactId}/notes/${id}`, undefined, headers);

async function customer(): Promise<string> {
  const phone = newPhone();
  await handset(hub, phone).write('sms', 'hello');
  await threadOf(hub, phone);
  return contactOf(hub, phone);
}

describe('notes about a person', () => {
  it('are written, changed and deleted by who wrote them, the newest first', async () => {
    const contact = await customer();
    const ada = await signIn(hub, 'agent');
    const first = await add(contact, '  Prefers to be rung after six  ', ada);
    expect(first).toMatchObject({ status: 201, body: { text: 'Prefers to be rung after six', version: 1 } });
    const second = await add(contact, '<script>alert(1)</script> & “quotes”', ada);
    expect((await notes(contact, ada)).map(({ text }) => text)).toEqual([second.body.text, first.body.text]);
    const changed = await change(first.body, 'After seven', ada);
    expect(changed).toMatchObject({ status: 200, body: { text: 'After seven', version: 2, canEdit: true } });
    expect(changed.body.editedAt).not.toBeNull();
    expect((await remove(second.body, ada)).status).toBe(204);
    expect((await remove(second.body, ada)).status).toBe(404);
    expect(await notes(contact, ada)).toMatchObject([{ text: 'After seven' }]);
  });

  it('of a colleague are read and not touched, except by a supervisor', async () => {
    const contact = await customer();
    const bob = await signIn(hub, 'agent', 1);
    const { body } = await add(contact, 'Ada’s own', await signIn(hub, 'agent'));
    expect(await notes(contact, bob)).toMatchObject([{ text: 'Ada’s own', canEdit: false }]);
    for (const answer of [await change(body, 'mine now', bob), await remove(body, bob)])
      expect([answer.status, problem(answer.body)]).toEqual([403, 'not-your-note']);
    expect((await change(body, 'put right', await signIn(hub, 'supervisor'))).status).toBe(200);
  });

  it('changed by two at once tell the second, who has lost nothing', async () => {
    const { body } = await add(await customer(), 'as it was');
    const answers = await Promise.all([change(body, 'one'), change(body, 'other')]);
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409]);
    expect(problem(answers.find(({ status }) => status === 409)!.body)).toBe('note-changed');
    expect(await notes(body.contactId)).toMatchObject([{ version: 2 }]);
  });

  it.each([
    ['missing', '', 'text: must not be empty'],
    ['blank', '   ', 'text: must not be empty'],
    ['too long', 'x'.repeat(4001), 'text: must be at most 4000 characters'],
  ])('are refused beside the field where the text is %s', async (_, text, said) => {
    const contact = await customer();
    const { status, body } = await add(contact, text);
    expect([status, body.errors?.map(({ path, message }) => `${path}: ${message}`)]).toEqual([400, [said]]);
    expect(await notes(contact)).toEqual([]);
  });

  it('of nobody are 404, and a note is found by its own person alone', async () => {
    const { body } = await add(await customer(), 'here');
    expect((await add('987654', 'nobody')).status).toBe(404);
    expect((await change({ ...body, contactId: await customer() }, 'there')).status).toBe(404);
  });

  it('move the open thread on, so that its screens read them anew', async () => {
    const phone = newPhone();
    await handset(hub, phone).write('sms', 'hello');
    const { id, version } = await threadOf(hub, phone);
    await add(await contactOf(hub, phone), 'seen at once');
    expect((await getThread(hub, id)).version).toBe(version + 1);
  });

  it('follow a merge, and go back with it undone', async () => {
    const [kept, other] = [await customer(), await customer()];
    await add(kept, 'of the first');
    await add(other, 'of the second');
    const { body } = await merge(hub, kept, other);
    expect((await notes(kept)).map(({ text }) => text).sort()).toEqual(['of the first', 'of the second']);
    await add(kept, 'written meanwhile');
    await undo(hub, body.merges[0]!.id);
    expect((await notes(kept)).map(({ text }) => text).sort()).toEqual(['of the first', 'written meanwhile']);
    expect((await notes(other)).map(({ text }) => text)).toEqual(['of the second']);
  });
});

describe('the calls of a person', () => {
  it('are theirs alone, the latest first', async () => {
    const [phone, another] = [newPhone(), newPhone()];
    const ids = [];
    for (const from of [phone, another, phone]) ids.push((await announce(hub, { from })).body.id);
    const contact = (await hub.query<{ id: string }>('select contact_id as id from calls where id = $1', [ids[0]]))[0]!;
    const { body } = await hub.api<{ items: Call[] }>('GET', `/api/v1/calls?contactId=${contact.id}`);
    expect(body.items.map(({ id }) => id)).toEqual([ids[2], ids[0]]);
  });
});
