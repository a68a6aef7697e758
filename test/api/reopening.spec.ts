import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ThreadSummary } from '#libs/contracts';
import { getThread, messagesOf, post, problem, threadOf, threadsOf } from '../support/conversations.js';
import { phones } from '../support/handset.js';
import { eventually, startTestHub, type TestHub } from '../support/hub.js';
import { signIn } from '../support/people.js';
import { metaBody, metaText, postMeta, postTwilio, twilioText, wamid } from '../support/providers.js';

const newPhone = phones('+44770093');
let hub: TestHub;
let other: TestHub;
let ada: { cookie: string };
beforeAll(async () => {
  hub = await startTestHub();
  other = await startTestHub({}, hub);
  ada = await signIn(hub, 'agent');
}, 60_000);
afterAll(async () => {
  await other.stop();
  await hub.stop();
});

const write = (phone: string, text: string) => postMeta(hub, metaText(hub, phone, text));
const resolve = (id: string, disposition = 'solved') =>
  hub.api<ThreadSummary>('POST', `/api/v1/threads/${id}/resolve`, { disposition }, ada);

/** A customer whose thread was taken, answered and resolved. */
async function resolved(): Promise<{ phone: string; id: string }> {
  const phone = newPhone();
  await write(phone, 'My boiler leaks');
  const { id } = await threadOf(hub, phone);
  const { body } = await hub.api<{ user: { id: string } }>('GET', '/api/v1/auth/session', undefined, ada);
  await hub.api('POST', `/api/v1/threads/${id}/assign`, { userId: body.user.id }, ada);
  expect((await post(hub, id, 'Somebody comes at nine', {}, ada)).status).toBe(201);
  expect((await resolve(id)).status).toBe(200);
  return { phone, id };
}
const reaction = (phone: string, emoji: string) => {
  const from = phone.slice(1);
  const timestamp = String(Math.floor(Date.now() / 1000));
  const matter = { type: 'reaction', reaction: { message_id: 'wamid.x', emoji } };
  return metaBody(hub, { messages: [{ from, id: wamid(), timestamp, ...matter }] });
};
const button = (phone: string, id: string, title: string) => {
  const timestamp = String(Math.floor(Date.now() / 1000));
  const interactive = { type: 'button_reply', button_reply: { id, title } };
  return metaBody(hub, {
    messages: [{ from: phone.slice(1), id: wamid(), timestamp, type: 'interactive', interactive }],
  });
};

describe('resolving', () => {
  it('asks for one of the active dispositions, and says so beside the field', async () => {
    const phone = newPhone();
    await write(phone, 'Hello');
    const { id } = await threadOf(hub, phone);
    for (const body of [{}, { disposition: '' }, { disposition: 'nonsense' }, { disposition: 'merged' }]) {
      const answer = await hub.api<{ errors: { path: string }[] }>('POST', `/api/v1/threads/${id}/resolve`, body, ada);
      expect([answer.status, answer.body.errors[0]!.path]).toEqual([400, 'disposition']);
    }
    expect((await getThread(hub, id)).status).toBe('open');
    const done = await resolve(id, 'no_answer_needed');
    expect(done.body).toMatchObject({ status: 'resolved', disposition: 'no_answer_needed', waitingSince: null });
    expect((await messagesOf(hub, id)).at(-1)!.content).toMatchObject({
      event: 'thread.resolved',
      disposition: 'no_answer_needed',
    });
  });

  it('by one that is active no longer is refused', async () => {
    const { body: settings } = await hub.api<{ dispositions: object[] }>('GET', '/api/v1/work-settings');
    const more = { id: 'old_way', label: 'Old way', active: false };
    await hub.api('PUT', '/api/v1/work-settings', { ...settings, dispositions: [...settings.dispositions, more] });
    const { id } = await resolved();
    await hub.api('POST', `/api/v1/threads/${id}/reopen`, undefined, ada);
    expect([(await resolve(id, 'old_way')).status, (await resolve(id, 'other')).status]).toEqual([400, 200]);
    await hub.api('PUT', '/api/v1/work-settings', settings);
  });
});

describe('a customer who writes after their thread was resolved', () => {
  it('begins a new cycle of it with the same agent', async () => {
    const { phone, id } = await resolved();
    await write(phone, 'It leaks again');
    const [thread, ...others] = await threadsOf(hub, phone);
    expect(others).toEqual([]);
    expect(thread).toMatchObject({ id, status: 'open', cycle: 2, disposition: null, assignee: { name: 'Ada Okafor' } });
    expect(thread!.waitingSince).not.toBeNull();
    const log = await messagesOf(hub, id);
    expect(log.map((m) => m.seq)).toEqual(log.map((_, i) => i + 1));
    expect(log.slice(-2).map((m) => [m.type, m.text])).toEqual([
      ['event', 'Reopened by the customer'],
      ['text', 'It leaks again'],
    ]);
    expect(log.at(-2)!.content).toEqual({ event: 'thread.reopened', by: 'customer', cycle: 2 });
    const events = await hub.query<{ data: { by: string } }>(
      `select data from events where thread_id = $1 and kind = 'thread.reopened'`,
      [id],
    );
    expect(events.map(({ data }) => data.by)).toEqual(['customer']);
    const [row] = await hub.query<{ kept: boolean }>(
      `select first_reply_at is null and cycle_started_at > created_at and resolved_at is null as kept
       from threads where id = $1`,
      [id],
    );
    expect(row!.kept).toBe(true);
  });

  it('only says thanks, or reacts: is added to it, and it stays as it was', async () => {
    const { phone, id } = await resolved();
    await write(phone, 'Thank you so much! 🙏');
    await postMeta(hub, reaction(phone, '👍'));
    await postTwilio(hub, '/webhooks/twilio/messages', twilioText(hub, phone, 'cheers'));
    const [thread, ...others] = await threadsOf(hub, phone);
    expect(others).toEqual([]);
    expect(thread).toMatchObject({ id, status: 'resolved', cycle: 1, disposition: 'solved', waitingSince: null });
    expect((await messagesOf(hub, id)).slice(-3).map((m) => m.text)).toEqual(['Thank you so much! 🙏', '👍', 'cheers']);
    await write(phone, 'thanks but it still leaks');
    expect(await getThread(hub, id)).toMatchObject({ status: 'open', cycle: 2 });
  });

  it('says thanks and more in one go: begins it once, with everything in it', async () => {
    const { phone, id } = await resolved();
    const texts = ['thanks', 'one more thing', 'my radiator is cold', 'ok'];
    await Promise.all(texts.map((text) => write(phone, text)));
    const thread = await getThread(hub, id);
    expect(thread).toMatchObject({ status: 'open', cycle: 2 });
    const log = await messagesOf(hub, id);
    expect(log.map((m) => m.seq)).toEqual(log.map((_, i) => i + 1));
    expect(thread.lastSeq).toBe(log.length);
    expect(log.filter((m) => m.direction === 'inbound').map((m) => m.text)).toEqual(
      expect.arrayContaining(['My boiler leaks', ...texts]),
    );
    expect(log.filter((m) => m.content?.event === 'thread.reopened')).toHaveLength(1);
  });

  it('by several hubs at once: one cycle, every message, no gap', async () => {
    for (let round = 0; round < 5; round++) {
      const { phone, id } = await resolved();
      const texts = Array.from({ length: 12 }, (_, n) => `message ${n}`);
      const writing = texts.map((text, n) => postMeta(n % 2 ? other : hub, metaText(hub, phone, text)));
      expect(new Set((await Promise.all(writing)).map(({ status }) => status))).toEqual(new Set([200]));
      expect(await threadsOf(hub, phone)).toHaveLength(1);
      const log = await messagesOf(hub, id);
      expect(log.map((m) => m.seq)).toEqual(log.map((_, i) => i + 1));
      expect(log.filter((m) => m.direction === 'inbound')).toHaveLength(13);
      expect(log.filter((m) => m.content?.event === 'thread.reopened')).toHaveLength(1);
      expect(await getThread(hub, id)).toMatchObject({ status: 'open', cycle: 2, lastSeq: log.length });
    }
  });

  it('later than the company waits: gets a new thread, and a thank-you still does not', async () => {
    const { phone, id } = await resolved();
    await hub.query(`update threads set resolved_at = now() - interval '72 hours 1 minute' where id = $1`, [id]);
    await write(phone, 'thanks again!');
    expect(await threadsOf(hub, phone)).toHaveLength(1);
    await write(phone, 'Another matter');
    expect((await threadsOf(hub, phone)).map((t) => [t.id === id, t.status])).toEqual([
      [false, 'open'],
      [true, 'resolved'],
    ]);
    // The thread that was resolved last is the one that goes on.
    const { id: second } = await threadOf(hub, phone);
    await resolve(second);
    await write(phone, 'And again');
    expect(await getThread(hub, second)).toMatchObject({ status: 'open', cycle: 2 });
    expect((await getThread(hub, id)).status).toBe('resolved');
  });
});

describe('a customer who only says STOP after their thread was resolved', () => {
  const texts = async (id: string) => (await messagesOf(hub, id)).map((m) => m.text);
  const optedOut = (id: string) =>
    eventually(async () =>
      (await texts(id)).some((text) => /^You will get no more messages|no more/i.test(text ?? '')),
    );

  it('is opted out and told so in it, once, and it stays as it was', async () => {
    const { phone, id } = await resolved();
    await hub.query(`update threads set resolved_at = now() - interval '9 days' where id = $1`, [id]);
    await write(phone, 'Stop!');
    await optedOut(id);
    await write(phone, 'STOP');
    const [thread, ...others] = await threadsOf(hub, phone);
    expect(others).toEqual([]);
    expect(thread).toMatchObject({ id, status: 'resolved', cycle: 1, disposition: 'solved', waitingSince: null });
    const log = await messagesOf(hub, id);
    expect(log.map((m) => m.seq)).toEqual(log.map((_, i) => i + 1));
    expect(log.filter((m) => m.purpose === 'confirmation')).toHaveLength(1);
    const { held } = (
      await hub.query<{ held: string }>(
        'select action as held from consents where contact_id = $1 order by id desc limit 1',
        [thread!.contact.id],
      )
    )[0]!;
    expect(held).toBe('opt_out');
  });

  it.each(['START', 'HELP', 'Stop the leak please'])('%s begins again', async (words) => {
    const { phone, id } = await resolved();
    await write(phone, words);
    expect(await getThread(hub, id)).toMatchObject({ status: 'open', cycle: 2 });
  });

  it('and more in the same moment begins again', async () => {
    const { phone, id } = await resolved();
    await Promise.all(['STOP', 'no, wait: it leaks'].map((text) => write(phone, text)));
    expect(await getThread(hub, id)).toMatchObject({ status: 'open', cycle: 2 });
    expect(await threadsOf(hub, phone)).toHaveLength(1);
  });

  it('and then YES is in again, be it by a new thread', async () => {
    const { phone, id } = await resolved();
    await hub.query(`update threads set resolved_at = now() - interval '9 days' where id = $1`, [id]);
    await write(phone, 'STOP');
    await optedOut(id);
    await write(phone, 'YES');
    const { contact } = await threadOf(hub, phone);
    const said = () =>
      hub.query<{ note: string }>('select note from consents where contact_id = $1 order by id', [contact.id]);
    expect((await said()).map(({ note }) => note)).toEqual(['STOP', 'YES']);
    // Later it is an answer to something else.
    await write(phone, 'YES');
    expect(await said()).toHaveLength(2);
  });
});

describe('a customer who writes in the moment in which their thread is resolved', () => {
  it('goes on in it: what had waited for it to be resolved begins a new cycle', async () => {
    const phone = newPhone();
    await write(phone, 'My boiler leaks');
    const { id } = await threadOf(hub, phone);
    const client = new pg.Client({ connectionString: hub.databaseUrl });
    await client.connect();
    await client.query('begin');
    await client.query(
      `update threads set status = 'resolved', resolved_at = now(), disposition = 'solved', waiting_since = null where id = $1`,
      [id],
    );
    const writing = write(phone, 'and it is cold');
    await eventually(
      async () => (await hub.query(`select from pg_locks where not granted and locktype = 'transactionid'`)).length > 0,
    );
    await client.query('commit');
    await client.end();
    expect((await writing).status).toBe(200);
    const [thread, ...others] = await threadsOf(hub, phone);
    expect(others).toEqual([]);
    expect(thread).toMatchObject({ id, status: 'open', cycle: 2, disposition: null });
    expect((await messagesOf(hub, id)).at(-1)!.text).toBe('and it is cold');
  });

  it('two hundred times over two hubs: one thread, every message, none without a cycle', async () => {
    const customers = await Promise.all(
      Array.from({ length: 8 }, async () => {
        const phone = newPhone();
        await write(phone, 'message 0');
        return { phone, id: (await threadOf(hub, phone)).id };
      }),
    );
    let reopened = 0;
    await Promise.all(
      customers.map(async ({ phone, id }, n) => {
        for (let round = 1; round <= 25; round++) {
          const at = (round + n) % 2 ? other : hub;
          const resolving = hub.api('POST', `/api/v1/threads/${id}/resolve`, { disposition: 'solved' }, ada);
          await new Promise((soon) => setTimeout(soon, (round * 7) % 12));
          expect((await postMeta(at, metaText(hub, phone, `message ${round}`))).status).toBe(200);
          // Refused where it is resolved still, from the round before.
          expect([200, 409]).toContain((await resolving).status);
          const { status, waitingSince } = await getThread(hub, id);
          // Before it or after it: never resolved with a customer who waits, never open with one who does not.
          expect([status === 'open', waitingSince !== null]).toEqual([status === 'open', status === 'open']);
          if (status === 'open') reopened++;
        }
        expect(await threadsOf(hub, phone)).toHaveLength(1);
        const log = await messagesOf(hub, id);
        expect(log.map((m) => m.seq)).toEqual(log.map((_, i) => i + 1));
        const said = log.filter((m) => m.direction === 'inbound').map((m) => m.text);
        expect(said).toEqual(Array.from({ length: 26 }, (_, round) => `message ${round}`));
      }),
    );
    // Both have happened: the moment was hit.
    expect([reopened > 0, reopened < 200]).toEqual([true, true]);
  }, 60_000);
});

describe('what answers a survey', () => {
  // Whoever handles these jobs may have done so before we look: each is noted when it is written.
  beforeAll(() =>
    hub.query(`create table noted (payload jsonb);
      create function note() returns trigger language plpgsql as
        'begin insert into noted values (new.payload); return null; end';
      create trigger note after insert on jobs for each row when (new.kind = 'survey.answered') execute function note()`),
  );
  const jobs = (id: string) =>
    hub.query<{ seq: number }>(
      `select (payload ->> 'seq')::int as seq from noted where payload ->> 'threadId' = $1 order by 1`,
      [id],
    );

  it('leaves a job and does not begin again, where one is open', async () => {
    const { phone, id } = await resolved();
    await hub.query(`update threads set survey_open = true where id = $1`, [id]);
    await write(phone, '5');
    await postMeta(hub, button(phone, 'survey:yes', 'Yes'));
    expect(await getThread(hub, id)).toMatchObject({ status: 'resolved', cycle: 1 });
    const log = await messagesOf(hub, id);
    expect(log.slice(-2).map((m) => m.text)).toEqual(['5', 'Yes']);
    expect(await jobs(id)).toEqual(log.slice(-2).map(({ seq }) => ({ seq })));
    await write(phone, 'It is still cold');
    expect(await getThread(hub, id)).toMatchObject({ status: 'open', cycle: 2 });
  });

  it('is a word like any other where none is open', async () => {
    const { phone, id } = await resolved();
    await write(phone, '5');
    expect(await getThread(hub, id)).toMatchObject({ status: 'open', cycle: 2 });
    expect(await jobs(id)).toEqual([]);
  });
});

describe('a snoozed thread', () => {
  const snooze = (id: string, body: object) =>
    hub.api<ThreadSummary & { errors: { path: string }[] }>('POST', `/api/v1/threads/${id}/snooze`, body, ada);
  const soon = (ms: number) => new Date(Date.now() + ms).toISOString();
  const newThread = async () => {
    const phone = newPhone();
    await write(phone, 'Call me on Tuesday');
    return { phone, id: (await threadOf(hub, phone)).id };
  };

  it('wakes within two seconds of its time, and says so', async () => {
    const { id } = await newThread();
    const until = soon(1500);
    expect((await snooze(id, { until })).body).toMatchObject({ status: 'snoozed', snoozedUntil: until });
    for (let open = false; !open;) {
      open = (await getThread(hub, id)).status === 'open';
      expect(Date.now() - Date.parse(until)).toBeLessThan(2000);
      expect(open && Date.now() < Date.parse(until)).toBe(false);
      await new Promise((again) => setTimeout(again, 50));
    }
    const log = await messagesOf(hub, id);
    expect(log.slice(-2).map((m) => m.content?.event)).toEqual(['thread.snoozed', 'thread.woken']);
  });

  it('is woken by the customer, or by hand, and by the time no more', async () => {
    const { phone, id } = await newThread();
    await snooze(id, { until: null });
    expect(await getThread(hub, id)).toMatchObject({ status: 'snoozed', snoozedUntil: null });
    await write(phone, 'ok');
    expect((await getThread(hub, id)).status).toBe('open');
    await snooze(id, { until: soon(700) });
    await snooze(id, { until: soon(3_600_000) });
    await new Promise((later) => setTimeout(later, 1800));
    expect((await getThread(hub, id)).status).toBe('snoozed');
    const woken = await hub.api<ThreadSummary>('POST', `/api/v1/threads/${id}/unsnooze`, undefined, ada);
    expect(woken.body).toMatchObject({ status: 'open', snoozedUntil: null });
    const again = await hub.api('POST', `/api/v1/threads/${id}/unsnooze`, undefined, ada);
    expect([again.status, problem(again.body)]).toEqual([409, 'not-snoozed']);
  });

  it('is not set aside until a time that is over, or too far away, or when it is resolved', async () => {
    const { id } = await newThread();
    for (const until of [soon(-1000), soon(400 * 24 * 3_600_000), 'tomorrow', 5, undefined]) {
      const answer = await snooze(id, { until });
      expect([answer.status, answer.body.errors[0]!.path]).toEqual([400, 'until']);
    }
    expect((await getThread(hub, id)).status).toBe('open');
    await resolve(id);
    expect(problem((await snooze(id, { until: null })).body)).toBe('thread-resolved');
  });
});

describe('tags and priority', () => {
  it('are kept, shown, and once each', async () => {
    const phone = newPhone();
    await write(phone, 'Urgent');
    const { id } = await threadOf(hub, phone);
    const tag = (tags: unknown) => hub.api<ThreadSummary>('PUT', `/api/v1/threads/${id}/tags`, { tags }, ada);
    expect((await tag(['leak', ' boiler ', 'Leak'])).body.tags).toEqual(['Leak', 'boiler']);
    for (const tags of [[''], ['x'.repeat(41)], Array.from({ length: 21 }, (_, n) => `t${n}`), 'leak', [5]]) {
      expect((await tag(tags)).status).toBe(400);
    }
    const { version } = await getThread(hub, id);
    expect((await tag(['Leak', 'boiler'])).body.version).toBe(version);
    const urgent = await hub.api<ThreadSummary>('PUT', `/api/v1/threads/${id}/priority`, { priority: 'urgent' }, ada);
    expect(urgent.body).toMatchObject({ priority: 'urgent', tags: ['Leak', 'boiler'] });
    expect((await hub.api('PUT', `/api/v1/threads/${id}/priority`, { priority: 'very' }, ada)).status).toBe(400);
  });
});
