import fc from 'fast-check';
import {
  type Case,
  type Delivery,
  type Event,
  type History,
  type Noise,
  personKinds,
  type Receipt,
  receiptWords,
  type Send,
  ways,
  type Words,
  type Written,
} from './history.js';

const person = fc.nat(2);

/** Mostly within seconds of each other, so that ties are common; some by a clock that is hours off. */
const at = fc.oneof(
  { weight: 6, arbitrary: fc.nat(12) },
  { weight: 3, arbitrary: fc.nat(3000) },
  { weight: 1, arbitrary: fc.integer({ min: -7200, max: 10_000 }) },
);

const words: fc.Arbitrary<Words> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({ kind: fc.constant('text'), text: fc.constantFrom('hello', 'my meter', 'maybe') }),
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('text'), text: fc.constantFrom('STOP', 'start', 'Stop.') }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('reply'), text: fc.constantFrom('that one', 'stop') }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constantFrom('photo', 'document'),
      caption: fc.option(fc.constantFrom('my meter', 'stop')),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('album'), photos: fc.integer({ min: 2, max: 4 }) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constantFrom('reaction', 'sticker', 'location', 'odd') }) },
);

const written: fc.Arbitrary<Written> = fc.record({
  event: fc.constant('message'),
  person,
  way: fc.constantFrom(...ways),
  at,
  name: fc.nat(3),
  spelling: fc.nat(1),
  shows: fc.boolean(),
  words,
});

const receipt: fc.Arbitrary<Receipt> = fc.record({
  event: fc.constant('receipt'),
  send: fc.nat(2),
  word: fc.constantFrom(...receiptWords),
  at,
  error: fc.nat(2),
});

const noise: fc.Arbitrary<Noise> = fc.record({
  event: fc.constant('noise'),
  noise: fc.constantFrom('notice', 'unknown-receipt', 'unknown-sender', 'nonsense'),
});

const event: fc.Arbitrary<Event> = fc.oneof(
  { weight: 9, arbitrary: written },
  { weight: 5, arbitrary: receipt },
  { weight: 1, arbitrary: noise },
);

const send: fc.Arbitrary<Send> = fc.record({ person, way: fc.constantFrom(...ways) });

const history: fc.Arbitrary<History> = fc.record({
  persons: fc.array(fc.constantFrom(...personKinds), { minLength: 1, maxLength: 3 }),
  sends: fc.array(send, { maxLength: 2 }),
  before: fc.array(event, { maxLength: 12, size: 'max' }),
  answered: fc.boolean(),
  resolved: fc.boolean(),
  after: fc.array(event, { maxLength: 5, size: 'max' }),
});

const delivery: fc.Arbitrary<Delivery> = fc.record({
  shuffle: fc.nat(1_000_000),
  repeats: fc.nat(6),
  together: fc.nat(6),
  atOnce: fc.nat(8),
  hubs: fc.constantFrom(1, 2),
  lateAnswer: fc.boolean(),
});

/** A history with the ways in which it came; `times`: how many. */
export const cases = (times: number): fc.Arbitrary<Case> =>
  fc.record({ history, deliveries: fc.array(delivery, { minLength: times, maxLength: times }) });
