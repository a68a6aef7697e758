import { stringify } from 'node:querystring';
import twilioLibrary from 'twilio';
import { describe, expect, it } from 'vitest';
import type { VoiceEvent } from '../contract/index.js';
import { UndecodableError } from '../contract/index.js';
import { voice } from './voice.js';

const base = {
  AccountSid: 'AC11',
  CallSid: 'CA11',
  From: '+12125550111',
  To: '+14155550122',
  Direction: 'inbound',
  CallStatus: 'ringing',
};
const parse = (change: Record<string, string>): VoiceEvent =>
  voice.parse({
    url: 'https://hub.example.com/v',
    body: Buffer.from(stringify({ ...base, ...change })),
    receivedAt: new Date(),
  });

describe('parse', () => {
  it('a call', () => {
    expect(parse({})).toEqual({
      providerCallId: 'CA11',
      routeKey: 'AC11/voice/+14155550122',
      from: '+12125550111',
      to: '+14155550122',
      digits: null,
      speech: null,
      queue: null,
      queueResult: null,
      ended: false,
    });
  });

  it.each([
    'anonymous',
    'Anonymous',
    'unknown',
    'Restricted',
    '',
    '+266696687',
    '+7378742833',
    '+2562533',
    '+8656696',
    '+86282452253',
    'client:ana',
    'sip:ana@example.com',
  ])('caller %j is withheld', (From) => expect(parse({ From }).from).toBeNull());

  it.each<[string, Record<string, string>, Partial<VoiceEvent>]>([
    [
      'WhatsApp call',
      { From: 'whatsapp:+12125550111', To: 'whatsapp:+14155550122' },
      { from: '+12125550111', routeKey: 'AC11/voice/+14155550122' },
    ],
    ['digits', { Digits: '1', FinishedOnKey: '', msg: 'Gather End' }, { digits: '1' }],
    ['no digits', { Digits: '' }, { digits: null }],
    ['speech', { SpeechResult: 'Yes please.', Confidence: '0.0' }, { speech: 'Yes please.' }],
    [
      'waiting',
      { QueuePosition: '3', AvgQueueTime: '140', QueueSid: 'QU1' },
      { queue: { position: 3, averageWaitSeconds: 140 } },
    ],
    [
      'waiting, old name',
      { QueuePosition: '1', AverageQueueTime: '7' },
      { queue: { position: 1, averageWaitSeconds: 7 } },
    ],
    [
      'waiting, nothing known',
      { QueueSid: 'QU1', AvgQueueTime: 'NaN' },
      { queue: { position: null, averageWaitSeconds: null } },
    ],
    ['bridged', { QueueResult: 'bridged', QueueSid: 'QU1' }, { queueResult: 'bridged', queue: null }],
    ['hung up waiting', { QueueResult: 'hangup' }, { queueResult: 'hangup' }],
    ['left', { QueueResult: 'leave' }, { queueResult: 'left' }],
    ['redirected', { QueueResult: 'redirected' }, { queueResult: 'left' }],
    ['redirected from an agent', { QueueResult: 'redirected-from-bridged' }, { queueResult: 'bridged' }],
    ['queue full', { QueueResult: 'queue-full' }, { queueResult: 'error' }],
    ['unknown result', { QueueResult: 'toString' }, { queueResult: 'error' }],
    [
      'outbound',
      { Direction: 'outbound-api', From: '+14155550122', To: '+12125550111' },
      { routeKey: 'AC11/voice/+14155550122' },
    ],
  ])('%s', (_, change, expected) => expect(parse(change)).toMatchObject(expected));

  it.each(['completed', 'busy', 'failed', 'no-answer', 'canceled'])('%s is the end', (CallStatus) =>
    expect(parse({ CallStatus }).ended).toBe(true),
  );
  it.each(['queued', 'ringing', 'in-progress', ''])('%s is not', (CallStatus) =>
    expect(parse({ CallStatus }).ended).toBe(false),
  );

  it('no call', () => expect(() => parse({ CallSid: '' })).toThrow(UndecodableError));
});

describe('render', () => {
  const baseUrl = 'https://hub.example.com/webhooks/twilio';
  const hostile = `</Say><Hangup/>"'&\u0000\u0007\uD800 é 👋 ]]>`;
  const said = `</Say><Hangup/>"'& é 👋 ]]>`;

  it("says what Twilio's own library would", () => {
    const rendered = voice.render(
      [
        { verb: 'say', text: hostile },
        { verb: 'pause', seconds: 2 },
        {
          verb: 'gather',
          action: 'voice/choice?step=1&x=2',
          seconds: 5,
          speech: true,
          hints: ['yes', 'one, two'],
          say: 'Press 1.',
        },
        { verb: 'gather', action: 'voice/choice', seconds: 5, speech: false, hints: ['yes'], say: 'Press 1.' },
        { verb: 'enqueue', queue: 'support & sales', wait: 'voice/wait', done: 'voice/done' },
        { verb: 'redirect', action: 'voice' },
        { verb: 'hangup' },
      ],
      baseUrl,
      'en-GB',
    );
    const response = new twilioLibrary.twiml.VoiceResponse();
    response.say({ language: 'en-GB' }, said);
    response.pause({ length: 2 });
    const both = response.gather({
      input: ['dtmf', 'speech'],
      numDigits: 1,
      timeout: 5,
      speechTimeout: 'auto',
      action: `${baseUrl}/voice/choice?step=1&x=2`,
      method: 'POST',
      language: 'en-GB',
      hints: 'yes,one  two',
    });
    both.say({ language: 'en-GB' }, 'Press 1.');
    const keys = response.gather({
      input: ['dtmf'],
      numDigits: 1,
      timeout: 5,
      action: `${baseUrl}/voice/choice`,
      method: 'POST',
      language: 'en-GB',
    });
    keys.say({ language: 'en-GB' }, 'Press 1.');
    response.enqueue(
      { waitUrl: `${baseUrl}/voice/wait`, waitUrlMethod: 'POST', action: `${baseUrl}/voice/done`, method: 'POST' },
      'support & sales',
    );
    response.redirect({ method: 'POST' }, `${baseUrl}/voice`);
    response.hangup();
    // The library leaves quotes alone within text, where both spellings mean the same.
    const plain = (xml: string): string => xml.replaceAll('&quot;', '"').replaceAll('&apos;', "'");
    expect(plain(rendered.body)).toBe(plain(response.toString()));
    expect(rendered).toMatchObject({ status: 200, contentType: 'text/xml; charset=utf-8' });
  });

  it('nothing hostile becomes markup', () => {
    const { body } = voice.render([{ verb: 'say', text: hostile }], baseUrl, `en"><Hangup/>`);
    expect(body.match(/<\w+/g)).toEqual(['<Response', '<Say']);
  });

  it('the acknowledgement ends in the queue', () => {
    expect(voice.acknowledge.body).toMatch(
      /<Say language="en-GB">[^<]+<\/Say><Enqueue>support<\/Enqueue><\/Response>$/,
    );
  });
});
