import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import {
  api,
  type Call,
  type Contact,
  type FailedSend,
  type Reading,
  type RouteDef,
  type ThreadSummary,
} from '#libs/contracts';
import { subjectOf } from '#libs/messaging';
import { getContact, merge } from '../support/contacts.js';
import { accept, announce, offered, post, problem, threadOf } from '../support/conversations.js';
import { handset, misbehave, phones } from '../support/handset.js';
import { eventually, startTestHub, type TestHub } from '../support/hub.js';
import { keyOf, signIn } from '../support/people.js';
import { note } from '../support/readings.js';
import { addTeam, join, keepTo, leave, place, userIdOf } from '../support/teams.js';
import { photosReady } from '../support/uploads.js';

let hub: TestHub;
let ada: { cookie: string };
let adaId: string;
let benId: string;
let north: string;
let south: string;
beforeAll(async () => {
  hub = await startTestHub();
  ada = await signIn(hub, 'agent', 0);
  adaId = await userIdOf(hub, ada);
  benId = await userIdOf(hub, await signIn(hub, 'agent', 1));
  north = await addTeam(hub, 'North', [adaId]);
  south = await addTeam(hub, 'South', [benId]);
  await keepTo(hub, adaId, 'teams');
});
afterAll(() => hub.stop());
afterEach(() => misbehave(hub));
const newPhone = phones('+44770095');

const asAda = <T = Record<string, unknown>>(method: string, path: string, body?: unknown) =>
  hub.api<T>(method, `/api/v1${path}`, body, ada);
type Subjects = Record<NonNullable<ReturnType<typeof subjectOf>>, string>;

/** A customer with everything that leads to their thread: call, contact, photo, reading, failed send, a merge. */
async function customer(): Promise<Subjects> {
  const phone = newPhone();
  const { callId, offerId } = await offered(hub, { from: phone });
  await accept(hub, offerId, { channel: 'whatsapp' });
  const person = handset(hub, phone);
  await person.write('whatsapp', 'hello');
  const { id: threads, contact } = await threadOf(hub, phone);
  const [photo] = await photosReady(hub, ['red']);
  await misbehave(hub, { on: 'meta.send', action: 'refuse', code: 131026, to: phone, remaining: 1 });
  await post(hub, threads, 'see this', { attachmentIds: [photo] });
  const send = await eventually(async () => {
    const { body } = await hub.api<{ items: FailedSend[] }>('GET', '/api/v1/sends?limit=100');
    return body.items.find(({ threadId }) => threadId === threads);
  });
  const reading = await note(hub, threads, '48213', { serial: phone });
  // Somebody who has only ever called turned out to be the same person.
  const { body: earlier } = await announce(hub, { from: newPhone() });
  const [caller] = await hub.query<{ id: string }>('select contact_id as id from calls where id = $1', [earlier.id]);
  await merge(hub, contact.id, caller!.id);
  const { merges } = await getContact(hub, contact.id);
  return {
    threads,
    contacts: contact.id,
    'contact-merges': merges[0]!.id,
    attachments: photo!,
    readings: reading.body.id,
    sends: send.id,
    calls: callId,
  };
}
const routes = Object.entries(api) as [string, RouteDef][];
/** Of the house and not of customers: what their ids name everybody with the role may see. */
const ofTheHouse = [
  'auth',
  'canned-answers',
  'channels',
  'me',
  'policies',
  'saved-views',
  'survey-settings',
  'teams',
  'users',
  'webhook-events',
  'work-settings',
  'workspace',
];
/** Lists that leave out what somebody may not see: below, or where they are tested. */
const sifted = [
  'attachments',
  'calls',
  'contacts',
  'mentions',
  'readings',
  'readings.csv',
  'sends',
  'surveys',
  'threads',
];

describe('who is kept to teams', () => {
  let hers: Subjects;
  let theirs: Subjects;
  beforeAll(async () => {
    hers = await customer();
    theirs = await customer();
    await place(hub, hers.threads, north);
    await place(hub, theirs.threads, south, benId);
  });

  it('every route with an id is of a subject that is checked, or of the house', () => {
    for (const [name, route] of routes) {
      const root = /^\/([\w-]+)\/:id/.exec(route.path)?.[1];
      if (root === undefined || subjectOf(route)) continue;
      // Offers are closed and accepted by machines alone.
      if (route.access !== 'public' && !route.access.includes('agent')) continue;
      expect([name, ofTheHouse]).toEqual([name, expect.arrayContaining([root])]);
    }
  });

  it('every other route that agents may call is of the house, or leaves out what they may not see', () => {
    for (const [name, route] of routes) {
      if (subjectOf(route) || route.access === 'public' || !route.access.includes('agent')) continue;
      expect([name, [...ofTheHouse, ...sifted]]).toEqual([name, expect.arrayContaining([route.path.split('/')[1]])]);
    }
  });

  it.each(routes.filter(([, route]) => subjectOf(route) && route.access.includes('agent')))(
    '%s does not know of what is another team’s',
    async (_, route) => {
      const ask = (who: Record<string, string>, ids: Subjects) =>
        hub.api(
          route.method,
          `/api/v1${route.path.replace(':id', ids[subjectOf(route)!]).replace(/:\w+/g, '1')}`,
          // No body that fits: nothing changes where it is let in.
          route.method === 'GET' ? undefined : { surely: 'unfit' },
          who,
        );
      const refused = await ask(ada, theirs);
      expect([refused.status, problem(refused.body)]).toEqual([404, 'not-found']);
      // The same of nobody's: nobody can tell the one from the other.
      const nothing = await ask(ada, { ...theirs, [subjectOf(route)!]: '987654' });
      if (nothing.status === 404) expect(nothing.body).toEqual(refused.body);
    },
  );

  it.each(['threads', 'contacts', 'attachments', 'readings', 'calls'] as const)(
    'reads %s of their team, and not of another',
    async (subject) => {
      expect([subject, (await asAda('GET', `/${subject}/${hers[subject]}`)).status]).toEqual([subject, 200]);
      expect([subject, (await asAda('GET', `/${subject}/${theirs[subject]}`)).status]).toEqual([subject, 404]);
    },
  );

  it('photos and their thumbnails too', async () => {
    for (const variant of ['', '?variant=thumbnail']) {
      expect(
        (await fetch(`${hub.url}/api/v1/attachments/${hers.attachments}/content${variant}`, { headers: ada })).status,
      ).toBe(200);
      expect(
        (await fetch(`${hub.url}/api/v1/attachments/${theirs.attachments}/content${variant}`, { headers: ada })).status,
      ).toBe(404);
    }
  });

  it('cannot name it in a body or a query either', async () => {
    const reading = { value: '1', unit: 'kWh' };
    for (const [method, path, body] of [
      ['POST', '/readings', { threadId: theirs.threads, ...reading }],
      ['POST', '/readings', { threadId: hers.threads, attachmentId: theirs.attachments, ...reading }],
      ['POST', `/contacts/${hers.contacts}/merge`, { otherId: theirs.contacts }],
      ['GET', `/readings?threadId=${theirs.threads}`],
      ['GET', `/readings?contactId=${theirs.contacts}`],
      ['GET', `/readings.csv?threadId=${theirs.threads}`],
    ] as const) {
      const answer = await asAda(method, path, body);
      expect([path, answer.status, problem(answer.body)]).toEqual([path, 404, 'not-found']);
    }
  });

  it('finds only theirs in lists and counts', async () => {
    const ids = async <T extends { id: string }>(path: string, of = (item: T) => item.id) =>
      (await asAda<{ items: T[] }>('GET', path)).body.items.map(of);
    const lists: [string, string, string][] = [
      ['/threads?limit=100', hers.threads, theirs.threads],
      ['/contacts?limit=100', hers.contacts, theirs.contacts],
      ['/readings?limit=100', hers.readings, theirs.readings],
      ['/sends?limit=100', hers.sends, theirs.sends],
      ['/calls?limit=100', hers.calls, theirs.calls],
    ];
    for (const [path, one, other] of lists) {
      const found = await ids(path);
      expect([path, found.includes(one), found.includes(other)]).toEqual([path, true, false]);
      const all = await hub.api<{ items: { id: string }[] }>('GET', `/api/v1${path}`);
      expect([path, all.body.items.map((item) => item.id)]).toEqual([path, expect.arrayContaining([one, other])]);
    }
    const csv = await fetch(`${hub.url}/api/v1/readings.csv`, { headers: ada });
    expect((await csv.text()).trim().split('\n')).toHaveLength(2);
    expect((await asAda('GET', '/sends/counts')).body).toEqual({ failed: 1, unknown: 0 });
    expect((await hub.api('GET', '/api/v1/sends/counts')).body).toEqual({ failed: 2, unknown: 0 });
    const { items } = (await asAda<{ items: ThreadSummary[] }>('GET', '/threads?limit=100')).body;
    const counted = (await asAda<{ all: { threads: number } }>('GET', '/threads/counts')).body;
    expect(counted.all.threads).toBe(items.length);
  });

  it('of a contact sees the threads that are theirs, and a call where it led', async () => {
    const [earlier] = await hub.query<{ id: string }>(
      `insert into threads (contact_id, channel_id, channel, address, status, team_id)
       select contact_id, channel_id, channel, address, 'resolved', $2 from threads where id = $1 returning id`,
      [hers.threads, south],
    );
    expect((await asAda('GET', `/threads/${earlier!.id}`)).status).toBe(404);
    const contact = (await asAda<Contact>('GET', `/contacts/${hers.contacts}`)).body;
    expect(contact.threads.map((t) => t.id)).toEqual([hers.threads]);
    expect((await getContact(hub, hers.contacts)).threads).toHaveLength(2);
    expect((await asAda<Call>('GET', `/calls/${hers.calls}`)).body.threadId).toBe(hers.threads);
    expect((await asAda<Reading>('GET', `/readings/${hers.readings}`)).body.threadId).toBe(hers.threads);
  });

  it('uploads and sends their own files, and sees nobody else’s that lie ready', async () => {
    const [others] = await photosReady(hub, ['blue']);
    expect((await asAda('GET', `/attachments/${others}`)).status).toBe(404);
    expect((await hub.api('GET', `/api/v1/attachments/${others}`, undefined, keyOf(hub))).status).toBe(200);
  });

  it('takes what is nobody’s, keeps what is theirs, and loses what goes to another team', async () => {
    const phone = newPhone();
    await handset(hub, phone).write('sms', 'anybody there?');
    const { id } = await threadOf(hub, phone);
    const status = async () => (await asAda('GET', `/threads/${id}`)).status;
    expect(await status()).toBe(200);
    expect((await asAda('POST', `/threads/${id}/assign`, { userId: adaId })).status).toBe(200);
    await place(hub, id, south, adaId);
    expect(await status()).toBe(200);
    await place(hub, id, south, benId);
    expect(await status()).toBe(404);
    await place(hub, id, north, benId);
    expect(await status()).toBe(200);
    await place(hub, id, null, benId);
    expect(await status()).toBe(404);
  });

  it('at the next request, as soon as somebody changes what they may see', async () => {
    const status = async () => (await asAda('GET', `/threads/${theirs.threads}`)).status;
    expect(await status()).toBe(404);
    await join(hub, south, adaId);
    expect(await status()).toBe(200);
    await leave(hub, south, adaId);
    expect(await status()).toBe(404);
    await keepTo(hub, adaId, 'all');
    expect(await status()).toBe(200);
    await keepTo(hub, adaId, 'teams');
    await hub.query(`update users set role = 'supervisor' where id = $1`, [adaId]);
    expect(await status()).toBe(200);
    await hub.query(`update users set role = 'agent' where id = $1`, [adaId]);
    expect(await status()).toBe(404);
  });
});
