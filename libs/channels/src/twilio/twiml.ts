import type { VoiceVerb, WebhookReply } from '../contract/index.js';

const contentType = 'text/xml; charset=utf-8';

/** Twilio refuses a longer `<Say>`. */
const longestSay = 4096;

/** TwiML for the verbs, in order (providers.md 1.2). */
export function render(verbs: readonly VoiceVerb[], baseUrl: string, language: string): WebhookReply {
  return twiml(verbs.map((verb) => element(verb, baseUrl.replace(/\/+$/, ''), language)).join(''));
}

function twiml(content: string): WebhookReply {
  const body = `<?xml version="1.0" encoding="UTF-8"?><Response>${content}</Response>`;
  return { status: 200, contentType, body };
}

function element(verb: VoiceVerb, baseUrl: string, language: string): string {
  const address = (path: string): string => `${baseUrl}/${path}`;
  switch (verb.verb) {
    case 'say':
      return say(verb.text, language);
    case 'pause':
      return `<Pause${attributes({ length: seconds(verb.seconds) })}/>`;
    case 'gather': {
      const gather = {
        input: verb.speech ? 'dtmf speech' : 'dtmf',
        numDigits: '1',
        timeout: seconds(verb.seconds),
        // Otherwise the end of speech is waited for as long as its beginning.
        speechTimeout: verb.speech ? 'auto' : undefined,
        action: address(verb.action),
        method: 'POST',
        language,
        hints:
          verb.speech && verb.hints?.length ? verb.hints.map((hint) => hint.replaceAll(',', ' ')).join(',') : undefined,
      };
      // Nothing to say: it only listens for a moment.
      return `<Gather${attributes(gather)}>${verb.say ? say(verb.say, language) : ''}</Gather>`;
    }
    case 'redirect':
      return `<Redirect method="POST">${escape(address(verb.action))}</Redirect>`;
    case 'enqueue': {
      const enqueue = {
        waitUrl: address(verb.wait),
        waitUrlMethod: 'POST',
        action: address(verb.done),
        method: 'POST',
      };
      return `<Enqueue${attributes(enqueue)}>${escape(verb.queue)}</Enqueue>`;
    }
    case 'hangup':
      return '<Hangup/>';
  }
}

function say(text: string, language: string): string {
  return `<Say${attributes({ language })}>${escape(text.slice(0, longestSay))}</Say>`;
}

function seconds(value: number): string {
  return String(Math.max(1, Math.round(value)));
}

function attributes(values: Record<string, string | undefined>): string {
  return Object.entries(values)
    .map(([name, value]) => (value === undefined ? '' : ` ${name}="${escape(value)}"`))
    .join('');
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' };

/** What XML 1.0 cannot hold in any spelling: most control characters, halves of surrogate pairs, two non-characters. */
const notXml =
  // oxlint-disable-next-line no-control-regex
  /[\0-\x08\x0B\x0C\x0E-\x1F\uFFFE\uFFFF]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g;

function escape(text: string): string {
  return text.replace(notXml, '').replace(/[&<>"']/g, (character) => entities[character] ?? '');
}

/** Said when nothing else can be: the queue's music is Twilio's own, so not even a wait address of ours is needed. */
export const acknowledge: WebhookReply = twiml(
  say('We are sorry, our system is slow at the moment. Please hold the line for the next free colleague.', 'en-GB') +
    '<Enqueue>support</Enqueue>',
);
