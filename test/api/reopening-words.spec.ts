import { beforeAll, describe, expect, it } from 'vitest';
import { getThread, messagesOf, threadOf, threadsOf } from '../support/conversations.js';
import { eventually } from '../support/hub.js';
import { metaBody, postMeta, wamid } from '../support/providers.js';
import { resolvedThreads } from '../support/resolved-threads.js';

const rig = resolvedThreads();
const { resolved, write } = rig;

const button = (phone: string, id: string, title: string) => {
  const timestamp = String(Math.floor(Date.now() / 1000));
  const interactive = { type: 'button_reply', button_reply: { id, title } };
  return metaBody(rig.hub, {
    messages: [{ from: phone.slice(1), id: wamid(), timestamp, type: 'interactive', interactive }],
  });
};

describe('a customer who only says STOP after their thread was resolved', () => {
  const texts = async (id: string) => (await messagesOf(rig.hub, id)).map((m) => m.text);
  const optedOut = (id: string) =>
    eventually(async () =>
      (await texts(id)).some((text) => /^You will get no more messages|no more/i.test(text ?? '')),
    );

  it('is opted out and told so in it, once, and it stays as it was', async () => {
    const { phone, id } = await resolved();
    await rig.hub.query(`update threads set resolved_at = now() - interval '9 days' where id = $1`, [id]);
    await write(phone, 'Stop!');
    await optedOut(id);
    await write(phone, 'STOP');
    const [thread, ...others] = await threadsOf(rig.hub, phone);
    expect(others).toEqual([]);
    expect(thread).toMatchObject({ id, status: 'resolved', cycle: 1, disposition: 'solved', waitingSince: null });
    const log = await messagesOf(rig.hub, id);
    expect(log.map((m) => m.seq)).toEqual(log.map((_, i) => i + 1));
    expect(log.filter((m) => m.purpose === 'confirmation')).toHaveLength(1);
    const { held } = (
      await rig.hub.query<{ held: string }>(
        'select action as held from consents where contact_id = $1 order by id desc limit 1',
        [thread!.contact.id],
      )
    )[0]!;
    expect(held).toBe('opt_out');
  });

  it.each(['START', 'HELP', 'Stop the leak please'])('%s begins again', async (words) => {
    const { phone, id } = await resolved();
    await write(phone, words);
    expect(await getThread(rig.hub, id)).toMatchObject({ status: 'open', cycle: 2 });
  });

  it('and more in the same moment begins again', async () => {
    const { phone, id } = await resolved();
    await Promise.all(['STOP', 'no, wait: it leaks'].map((text) => write(phone, text)));
    expect(await getThread(rig.hub, id)).toMatchObject({ status: 'open', cycle: 2 });
    expect(await threadsOf(rig.hub, phone)).toHaveLength(1);
  });

  it('and then YES is in again, be it by a new thread', async () => {
    const { phone, id } = await resolved();
    await rig.hub.query(`update threads set resolved_at = now() - interval '9 days' where id = $1`, [id]);
    await write(phone, 'STOP');
    await optedOut(id);
    await write(phone, 'YES');
    const { contact } = await threadOf(rig.hub, phone);
    const said = () =>
      rig.hub.query<{ note: string }>('select note from consents where contact_id = $1 order by id', [contact.id]);
    expect((await said()).map(({ note }) => note)).toEqual(['STOP', 'YES']);
    // Later it is an answer to something else.
    await write(phone, 'YES');
    expect(await said()).toHaveLength(2);
  });
});

describe('what answers a survey', () => {
  // Whoever handles these jobs may have done so before we look: each is noted when it is written.
  beforeAll(() =>
    rig.hub.query(`create table noted (payload jsonb);
      create function note() returns trigger language plpgsql as
        'begin insert into noted values (new.payload); return null; end';
      create trigger note after insert on jobs for each row when (new.kind = 'survey.answered') execute function note()`),
  );
  const jobs = (id: string) =>
    rig.hub.query<{ seq: number }>(
      `select (payload ->> 'seq')::int as seq from noted where payload ->> 'threadId' = $1 order by 1`,
      [id],
    );

  it('leaves a job and does not begin again, where one is open', async () => {
    const { phone, id } = await resolved();
    await rig.hub.query(`update threads set survey_open = true where id = $1`, [id]);
    await write(phone, '5');
    await postMeta(rig.hub, button(phone, 'survey:yes', 'Yes'));
    expect(await getThread(rig.hub, id)).toMatchObject({ status: 'resolved', cycle: 1 });
    const log = await messagesOf(rig.hub, id);
    expect(log.slice(-2).map((m) => m.text)).toEqual(['5', 'Yes']);
    expect(await jobs(id)).toEqual(log.slice(-2).map(({ seq }) => ({ seq })));
    await write(phone, 'It is still cold');
    expect(await getThread(rig.hub, id)).toMatchObject({ status: 'open', cycle: 2 });
  });

  it('is a word like any other where none is open', async () => {
    const { phone, id } = await resolved();
    await write(phone, '5');
    expect(await getThread(rig.hub, id)).toMatchObject({ status: 'open', cycle: 2 });
    expect(await jobs(id)).toEqual([]);
  });
});
