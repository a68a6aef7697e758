import { days, hours, type Log, minutes } from '../../libs/reports/src/testing/story.js';
import { workedExample } from '../../libs/reports/src/testing/worked-example.js';
import type { TestHub } from './hub.js';
import { tellStory } from './report-log.js';

/** Tells all of it to a hub that opens on weekdays from nine to five, UTC; answers the two who work. */
export async function tellWeek(hub: TestHub): Promise<[string, string]> {
  const nine = [{ from: '09:00', to: '17:00' }];
  const calendar = { timeZone: 'UTC', hours: { 1: nine, 2: nine, 3: nine, 4: nine, 5: nine }, holidays: [] };
  await hub.query('update work_settings set calendar = $1', [JSON.stringify(calendar)]);
  await hub.query(
    `insert into report_costs (valid_from, currency, voice, digital, fees) values
       ('2026-01-01', 'EUR', 6, 2.4, '{"utility": 0.05, "segment": 0.05}'),
       ('2026-04-15', 'EUR', 6, 2.4, '{"utility": 0.06, "segment": 0.05}')`,
  );
  const agents = await hub.query<{ id: string }>(`select id::text from users where role = 'agent' order by name`);
  const people: [string, string] = [agents[0]!.id, agents[1]!.id];
  const log = storyOf(people);
  await tellStory(hub, log);
  const threadOf = (contact: string) =>
    log.events.find(({ kind, contactId }) => kind === 'thread.opened' && contactId === contact)!.threadId!;
  await write(hub, [threadOf('51'), threadOf('52')], people);
  return people;
}

/**
 * The worked example of 1 March, and a week from Monday 13 April 2026 with two people at work: who was told what, answered when,
 * reopened, called back and asked. Comments say what reports make of it.
 */
function storyOf([a, b]: readonly [string, string]): Log {
  const log = workedExample();
  const at = (day: number, clock: string) => {
    const [hour = 0, minute = 0] = clock.split(':').map(Number);
    return days(31 + day - 1) + hours(hour - 9) + minutes(minute);
  };
  const iso = (day: number, clock: string) => log.at(at(day, clock)).toISOString();
  const assigned = (userId: string) => ({ userId, fromId: null, by: userId });
  const reply = (cycle: number, by: string, customerAt: string, promisedAt: string | null) => ({
    cycle,
    by,
    customerAt,
    promisedAt,
  });

  // An invite that the provider took and that never arrived.
  log.customer('59').rings(at(11, '10:00')).decided(at(11, '10:00')).accepts(at(11, '10:01')).invited(at(11, '10:02'));

  // Refused by WhatsApp, carried by text; answered in half an hour as promised, solved in an hour, reopened the next day.
  const one = log.customer('51').rings(at(13, '16:00'), { intent: 'billing' }).decided(at(13, '16:00'));
  one.accepts(at(13, '16:01')).refused(at(13, '16:02'), 'whatsapp', '131026');
  one.tells(at(13, '16:02'), 'send.failed', {
    seq: 1,
    part: null,
    channel: 'whatsapp',
    channelId: '1',
    code: '131026',
  });
  one.delivered(at(13, '16:03'), { channel: 'sms', fallbackFrom: 'whatsapp' }).engaged(at(13, '16:05'), 'sms');
  one.tells(at(13, '16:06'), 'thread.assigned', assigned(a));
  one.tells(at(13, '16:35'), 'thread.first_reply', reply(1, a, iso(13, '16:05'), iso(13, '17:01')));
  one.sent(at(13, '16:35'), 3, 'whatsapp', { unit: 'session', category: null });
  one.tells(at(13, '17:01'), 'thread.resolved', {
    cycle: 1,
    disposition: 'solved',
    confirmed: true,
    voice: false,
    by: a,
  });
  one.asked(at(13, '17:02')).scores(at(13, '17:05'), 5, { solved: true });
  one.tells(at(14, '10:00'), 'thread.reopened', { cycle: 2, by: 'customer' });
  one.tells(at(14, '10:10'), 'thread.assigned', { ...assigned(b), fromId: a });
  one.tells(at(14, '10:20'), 'thread.first_reply', reply(2, b, iso(14, '10:00'), iso(13, '17:01')));
  one.tells(at(14, '12:00'), 'thread.resolved', {
    cycle: 2,
    disposition: 'answered',
    confirmed: true,
    voice: false,
    by: b,
  });
  one.tells(at(14, '12:01'), 'survey.not_asked', { surveyId: '9001', cycle: 2, reason: 'asked_recently' });

  // Written on Friday before the weekend, answered on Monday, late; then silent.
  const two = log.customer('52').rings(at(17, '16:30'), { queue: 'sales' }).decided(at(17, '16:30'));
  two.accepts(at(17, '16:31')).delivered(at(17, '16:32')).engaged(at(17, '16:40'));
  two.tells(at(20, '09:00'), 'thread.assigned', assigned(b));
  two.tells(at(20, '09:30'), 'thread.first_reply', reply(1, b, iso(17, '16:40'), iso(17, '17:31')));
  two.tells(at(23, '09:30'), 'thread.silent', { cycle: 1 });
  const told = { surveyId: '9002', cycle: 1, solved: false, score: 2, via: 'told', by: b };
  two.tells(at(23, '10:00'), 'survey.answered', told);

  // Never answered; rang again, and an agent spoke.
  const three = log.customer('53').rings(at(13, '10:00')).decided(at(13, '10:00'));
  three.accepts(at(13, '10:01')).delivered(at(13, '10:02')).engaged(at(13, '10:03'));
  three.tells(at(13, '11:02'), 'sla.breached', { clock: 'promised', cycle: 1, dueAt: iso(13, '11:01') });
  three.rings(at(14, '10:00')).ends(at(14, '10:09'), true);
  const asked = { surveyId: '9003', cycle: 1, way: 'template', channel: 'whatsapp' };
  three.tells(at(14, '11:00'), 'survey.asked', asked).tells(at(14, '11:01'), 'survey.failed', asked);

  // The holdout: one spoke once, one twice.
  const four = log
    .customer('54')
    .rings(at(13, '11:00'), { waitSeconds: 200 })
    .decided(at(13, '11:00'), 'control', 'holdout');
  four.ends(at(13, '11:20'), true);
  const five = log.customer('55').rings(at(13, '11:30')).decided(at(13, '11:30'), 'control', 'holdout');
  five.ends(at(13, '11:50'), true).rings(at(15, '09:00')).ends(at(15, '09:10'), true);

  // One was called back two hours later, one was not; one declined.
  const six = log.customer('56').rings(at(13, '12:00'), { waitSeconds: 300 }).decided(at(13, '12:00'));
  six.chooses(at(13, '12:01'), 'callback').ends(at(13, '12:02'), false);
  six.rings(at(13, '14:01')).ends(at(13, '14:10'), true);
  const seven = log.customer('57').rings(at(13, '13:00'), { waitSeconds: 600 }).decided(at(13, '13:00'));
  seven.chooses(at(13, '13:01'), 'callback').ends(at(13, '13:02'), false);
  const eight = log.customer('58').rings(at(13, '13:30'), { waitSeconds: 120 }).decided(at(13, '13:30'));
  eight.chooses(at(13, '13:31'), 'declined').ends(at(13, '13:40'), false);
  return log;
}

/** What was written that week, in the threads' own rows; `threads` in the order of the story. */
async function write(hub: TestHub, [one, two]: readonly [string, string], [a, b]: readonly [string, string]) {
  await hub.query(
    `create table if not exists messages_2026_04 partition of messages for values from ('2026-04-01T00:00Z') to ('2026-05-01T00:00Z')`,
  );
  const error = { code: 'recipient_unreachable', message: 'Message undeliverable', providerCode: '131026' };
  const rows = [
    [one, 1, '2026-04-13T16:01Z', 'outbound', 'template', null, 'whatsapp', error],
    [one, 2, '2026-04-13T16:05Z', 'inbound', 'text', null, 'sms', null],
    [one, 3, '2026-04-13T16:35Z', 'outbound', 'text', a, 'sms', null],
    [one, 4, '2026-04-13T16:38Z', 'outbound', 'text', a, 'sms', null],
    [one, 5, '2026-04-13T16:50Z', 'outbound', 'text', a, 'sms', null],
    [one, 6, '2026-04-14T10:10Z', 'internal', 'note', b, null, null],
    [one, 7, '2026-04-14T10:20Z', 'outbound', 'text', b, 'sms', null],
    [two, 1, '2026-04-17T16:40Z', 'inbound', 'text', null, 'whatsapp', null],
    [two, 2, '2026-04-17T16:41Z', 'inbound', 'image', null, 'whatsapp', null],
  ].map(([thread, seq, at, direction, type, author, channel, failed]) => ({
    thread_id: thread,
    seq,
    created_at: at,
    sent_at: at,
    contact_id: '51',
    direction,
    type,
    author_kind: author ? 'user' : direction === 'inbound' ? 'customer' : 'system',
    author_id: author,
    channel,
    status: 'received',
    error: failed,
  }));
  await hub.query(
    `insert into messages (thread_id, seq, created_at, sent_at, contact_id, direction, type, author_kind, author_id, channel,
       status, error)
     select thread_id, seq, created_at, sent_at, contact_id, direction, type, author_kind, author_id, channel, status, error
     from jsonb_populate_recordset(null::messages, $1::jsonb)`,
    [JSON.stringify(rows)],
  );
}
