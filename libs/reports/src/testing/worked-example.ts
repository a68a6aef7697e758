import { days, hours, Log, minutes } from './story.js';

/**
 * The product's worked example: 19 customers and 20 calls on 1 March 2026 between 09:00 and 10:00 UTC, as A to S. Ten
 * delivered invites are charged a unit each.
 */
export function workedExample(): Log {
  const log = new Log(new Date('2026-03-01T09:00:00Z'));
  const letters = 'ABCDEFGHIJKLMNOPQRS'.split('');
  const people = Object.fromEntries(letters.map((letter, n) => [letter, log.customer(String(n + 1))]));
  // G rings again 40 minutes later, after the hour.
  const at = (letter: string) => minutes(letter === 'G' ? 57 : letters.indexOf(letter) * 3);
  const offered = (letter: string, intent = 'billing') => {
    const start = letter === 'R' ? minutes(9) : at(letter);
    return people[letter]!.rings(start, { intent }).decided(start + 5000);
  };
  /** Goes all the way; the later numbers of each are from its own acceptance. */
  const digital = (letter: string, score: number | null) => {
    const start = at(letter) + minutes(1);
    const one = offered(letter)
      .accepts(start)
      .ends(start + 10_000, false)
      .delivered(start + 2000)
      .engaged(start + minutes(2));
    one.resolved(start + minutes(30)).asked(start + minutes(31));
    return score === null ? one : one.scores(start + minutes(32), score);
  };
  const accepted = (letter: string) => at(letter) + minutes(1);
  digital('A', 5);
  digital('B', 2).rings(accepted('B') + hours(20), { intent: 'billing' });
  digital('C', null).rings(accepted('C') + hours(60), { intent: 'billing' });
  digital('D', null).rings(accepted('D') + days(5), { intent: 'billing' });
  digital('E', 4).rings(accepted('E') + hours(30), { intent: 'moving' });
  for (const letter of ['F', 'G'])
    offered(letter)
      .accepts(accepted(letter))
      .delivered(accepted(letter) + 3000);
  people.G!.rings(accepted('G') + minutes(40), { intent: 'billing' });
  const h = accepted('H');
  offered('H')
    .accepts(h)
    .delivered(h + 9000, { channel: 'sms', fallbackFrom: 'whatsapp' })
    .engaged(h + minutes(4), 'sms');
  people.H!.resolved(h + minutes(40)).asked(h + minutes(41));
  offered('I')
    .accepts(accepted('I'))
    .undeliverable(accepted('I') + 12_000);
  offered('J').chooses(accepted('J'), 'declined');
  offered('K').chooses(accepted('K'), 'no_input');
  offered('L').chooses(accepted('L'), 'hung_up', { heard: true });
  people.M!.rings(at('M'), { intent: 'dispute' }).decided(at('M') + 5000, 'not_offered', 'dispute');
  people.N!.rings(at('N')).decided(at('N') + 5000, 'not_offered', 'not_textable');
  people.O!.rings(at('O')).decided(at('O') + 5000, 'not_offered', 'opted_out');
  people.P!.rings(at('P'), { intent: 'outage' }).decided(at('P') + 5000, 'answered', 'answered_in_menu');
  people.P!.ends(at('P') + minutes(1), false);
  offered('Q').chooses(accepted('Q'), 'callback');
  const r = minutes(10);
  offered('R')
    .accepts(r)
    .delivered(r + 2000)
    .ends(r + 30_000, false)
    .redials(minutes(16), { intent: 'billing' });
  people
    .R!.decided(minutes(16) + 5000)
    .accepts(minutes(17), 'whatsapp', { again: true })
    .ends(minutes(18), false);
  people.R!.engaged(minutes(19)).resolved(minutes(50)).asked(minutes(51));
  const s = accepted('S');
  offered('S')
    .accepts(s)
    .delivered(s + 2000)
    .engaged(s + minutes(1))
    .returnsToVoice(s + minutes(10));
  return log;
}
