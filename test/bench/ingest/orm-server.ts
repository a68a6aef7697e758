import 'reflect-metadata';
import { createHash } from 'node:crypto';
import { DataSource, type EntityManager, Not } from 'typeorm';
import { type BareMessage, bareReceiver, serveParent } from '../bare-receiver.js';
import { Contact, entities, Identity, InboxKey, Message, Thread, WebhookEvent } from './orm-entities.js';

/**
 * The hub's work for a text message as it is usually written: a transaction per message, row by row, through TypeORM's
 * repositories. Dedupe key, contact by number, its open thread or a new one, a numbered message, the journal. The same
 * bare HTTP as the floors', so that nothing but the storing makes the difference.
 */
const { DATABASE_URL, APP_SECRET = '' } = process.env;
const source = await new DataSource({
  type: 'postgres',
  url: DATABASE_URL!,
  entities,
  synchronize: true,
  poolSize: 10,
}).initialize();

async function keep(manager: EntityManager, { id, from, name, type, text, sentAt, raw }: BareMessage): Promise<void> {
  const key = createHash('sha256').update(id).digest('hex');
  const keys = manager.getRepository(InboxKey);
  if (await keys.findOneBy({ key })) return;
  await keys.save(keys.create({ key }));
  const contact = await contactOf(manager, `+${from}`, name);
  const threads = manager.getRepository(Thread);
  const open = { contactId: contact.id, status: Not('resolved') };
  const thread =
    (await threads.findOne({ where: open, lock: { mode: 'pessimistic_write' } })) ??
    threads.create({ contactId: contact.id, lastSeq: 0, unreadCount: 0 });
  Object.assign(thread, { address: `+${from}`, lastText: text, lastAt: new Date(), windowStartedAt: sentAt });
  thread.lastSeq++;
  thread.unreadCount++;
  await threads.save(thread);
  const messages = manager.getRepository(Message);
  const place = { threadId: thread.id, seq: thread.lastSeq, contactId: contact.id };
  await messages.save(messages.create({ ...place, type, text, authorName: name, messageId: id, sentAt }));
  const journal = manager.getRepository(WebhookEvent);
  await journal.save(journal.create({ itemKey: key, status: 'applied', body: raw }));
}

async function contactOf(manager: EntityManager, phone: string, name: string): Promise<Contact> {
  const identities = manager.getRepository(Identity);
  const known = await identities.findOne({ where: { kind: 'phone', value: phone }, relations: { contact: true } });
  if (known) return known.contact;
  const contacts = manager.getRepository(Contact);
  const contact = await contacts.save(contacts.create({ name }));
  for (const [kind, value] of [
    ['phone', phone],
    ['wa_id', phone.slice(1)],
  ])
    await identities.save(identities.create({ kind: kind!, value: value!, contact }));
  return contact;
}

/** Two first messages at once make the same key, contact or thread: whoever is second finds it on the next try. */
async function store(message: BareMessage): Promise<void> {
  for (let attempt = 1; ; attempt++)
    try {
      return await source.transaction((manager) => keep(manager, message));
    } catch (error) {
      const { code } = error as { code?: string };
      if (attempt === 5 || (code !== '23505' && code !== '40P01')) throw error;
    }
}

serveParent(bareReceiver(APP_SECRET, store));
