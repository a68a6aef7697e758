import twilio from 'twilio';
import { describe, expect, it } from 'vitest';
import { Ear } from './ear.js';
import { type Gather, parseTwiml, TwimlError } from './twiml.js';
import { parseXml, XmlError } from './xml.js';

describe('XML', () => {
  it('reads what is well formed', () => {
    const head = '<?xml version="1.0" encoding="UTF-8"?>\n<!-- a -->';
    const source = `${head}<R a="1 &amp; 2" b='"'>x&#233;&#x1F44D;<![CDATA[<&]]><c/><!-- b --></R>\n`;
    expect(parseXml(source)).toEqual({
      name: 'R',
      attributes: { a: '1 & 2', b: '"' },
      children: ['xé👍', '<&', { name: 'c', attributes: {}, children: [] }],
    });
  });

  it.each([
    ['', 'nothing'],
    ['<a>', 'an open element'],
    ['<a></b>', 'another end'],
    ['<a/>x', 'text after the end'],
    ['x<a/>', 'text before the start'],
    ['<a b=1/>', 'a bare value'],
    ['<a b="1" b="2"/>', 'an attribute twice'],
    ['<a>&nbsp;</a>', 'an unknown entity'],
    ['<a>a & b</a>', 'a bare ampersand'],
    ['<a b="<"/>', 'an open bracket in a value'],
    ['<!DOCTYPE a [<!ENTITY x "y">]><a/>', 'a document type'],
    ['<a><!-- -- --></a>', 'dashes in a comment'],
  ])('refuses %s: %s', (source) => {
    expect(() => parseXml(source)).toThrow(XmlError);
  });
});

describe('TwiML', () => {
  it('reads what the twilio package writes', () => {
    const response = new twilio.twiml.VoiceResponse();
    const gather = response.gather({ input: ['dtmf', 'speech'], numDigits: 1, action: '/a?b=1&c=2', timeout: 7 });
    gather.say({ language: 'en-GB' }, 'Press 1 for "WhatsApp" & more');
    gather.pause({ length: 2 });
    response.enqueue({ action: '/done', waitUrl: '/wait', waitUrlMethod: 'GET' }, 'support');
    response.dial({ action: '/dialled', timeout: 10 }).number('+441632960000');
    response.redirect({ method: 'GET' }, 'https://x.test/next');
    response.leave();
    response.hangup();
    const verbs = parseTwiml(response.toString());
    expect(verbs).toMatchObject([
      {
        verb: 'Gather',
        dtmf: true,
        speech: true,
        numDigits: 1,
        action: '/a?b=1&c=2',
        timeoutSeconds: 7,
        finishOnKey: '#',
        bargeIn: true,
        prompts: [
          { verb: 'Say', text: 'Press 1 for "WhatsApp" & more', language: 'en-GB' },
          { verb: 'Pause', seconds: 2 },
        ],
      },
      { verb: 'Enqueue', queue: 'support', action: '/done', waitUrl: '/wait', waitMethod: 'GET' },
      { verb: 'Dial', to: '+441632960000', action: '/dialled', timeoutSeconds: 10 },
      { verb: 'Redirect', url: 'https://x.test/next', method: 'GET' },
      { verb: 'Leave' },
      { verb: 'Hangup' },
    ]);
  });

  it.each([
    ['<Response><say>x</say></Response>', 12200],
    ['<Response>Hello</Response>', 12200],
    ['<Response><Gather><Dial>1</Dial></Gather></Response>', 12200],
    ['<Response><Gather timeout="soon"/></Response>', 12200],
    ['<Response><Say>x</Response>', 12100],
    ['<html></html>', 12100],
  ])('refuses %s', (source, code) => {
    expect(() => parseTwiml(source)).toThrow(expect.objectContaining({ code }) as TwimlError);
  });
});

describe('a Gather', () => {
  const gather = (attributes: string) => parseTwiml(`<Response><Gather ${attributes}/></Response>`)[0] as Gather;

  it('ends with the number of digits, with a key, or with words', () => {
    const digits = new Ear(gather('numDigits="2"'));
    digits.press('123');
    expect(digits.result).toEqual({ Digits: '12', FinishedOnKey: '', msg: 'Gather End' });
    const key = new Ear(gather('finishOnKey="*"'));
    key.press('4#');
    expect(key.done).toBe(false);
    key.press('*');
    expect(key.result).toEqual({ Digits: '4#', FinishedOnKey: '*', msg: 'Gather End' });
    const words = new Ear(gather('input="speech" language="en-GB"'));
    expect(words.press('1')).toBe(false);
    words.hear('yes please');
    expect(words.result).toEqual({ SpeechResult: 'yes please', Confidence: '0.92', Language: 'en-GB' });
  });

  it('says nothing of silence unless asked', () => {
    expect(new Ear(gather('')).result).toBeNull();
    expect(new Ear(gather('actionOnEmptyResult="true"')).result).toMatchObject({ Digits: '' });
  });
});
