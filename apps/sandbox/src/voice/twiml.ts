import { parseXml, type XmlElement, XmlError } from './xml.js';

export type Method = 'GET' | 'POST';

export type Spoken =
  { verb: 'Say'; text: string; language: string } | { verb: 'Play'; url: string } | { verb: 'Pause'; seconds: number };

export interface Gather {
  verb: 'Gather';
  dtmf: boolean;
  speech: boolean;
  action: string | null;
  method: Method;
  timeoutSeconds: number;
  numDigits: number;
  finishOnKey: string;
  language: string;
  bargeIn: boolean;
  actionOnEmptyResult: boolean;
  prompts: Spoken[];
}

export type Verb =
  | Spoken
  | Gather
  | { verb: 'Redirect'; url: string; method: Method }
  | {
      verb: 'Enqueue';
      queue: string;
      action: string | null;
      method: Method;
      waitUrl: string | null;
      waitMethod: Method;
    }
  | { verb: 'Dial'; action: string | null; method: Method; timeoutSeconds: number; to: string }
  | { verb: 'Leave' }
  | { verb: 'Hangup' }
  | { verb: 'Reject'; reason: string };

/** A document that Twilio would not run; `code` is Twilio's. */
export class TwimlError extends Error {
  override name = 'TwimlError';
  constructor(
    readonly code: number,
    message: string,
  ) {
    super(message);
  }
}

/** What may be said to a caller who waits in a queue. */
export const WAITING_VERBS: ReadonlySet<string> = new Set([
  'Say',
  'Play',
  'Pause',
  'Gather',
  'Redirect',
  'Hangup',
  'Leave',
]);

/** Throws TwimlError: 12100 where it is no TwiML, 12200 where a verb or an attribute makes no sense. */
export function parseTwiml(source: string): Verb[] {
  let root: XmlElement;
  try {
    root = parseXml(source);
  } catch (error) {
    if (error instanceof XmlError) throw new TwimlError(12100, error.message);
    throw error;
  }
  if (root.name !== 'Response') throw new TwimlError(12100, `The document starts with <${root.name}>`);
  return elements(root).map(verb);
}

function verb(element: XmlElement): Verb {
  const { name, attributes: given } = element;
  switch (name) {
    case 'Gather':
      return gather(element);
    case 'Redirect':
      return { verb: 'Redirect', url: text(element), method: method(given.method) };
    case 'Enqueue':
      return {
        verb: 'Enqueue',
        queue: text(element) || 'default',
        action: given.action ?? null,
        method: method(given.method),
        waitUrl: given.waitUrl ?? null,
        waitMethod: method(given.waitUrlMethod),
      };
    case 'Dial': {
      const noun = elements(element)[0];
      const to = noun ? text(noun) : text(element);
      const timeoutSeconds = number(given.timeout, 30, 'timeout');
      return { verb: 'Dial', action: given.action ?? null, method: method(given.method), timeoutSeconds, to };
    }
    case 'Leave':
      return { verb: 'Leave' };
    case 'Hangup':
      return { verb: 'Hangup' };
    case 'Reject':
      return { verb: 'Reject', reason: given.reason ?? 'rejected' };
    default:
      return spoken(element);
  }
}

function gather(element: XmlElement): Gather {
  const given = element.attributes;
  const input = (given.input ?? 'dtmf').split(/\s+/);
  if (input.some((kind) => kind !== 'dtmf' && kind !== 'speech')) throw new TwimlError(12200, `input="${given.input}"`);
  return {
    verb: 'Gather',
    dtmf: input.includes('dtmf'),
    speech: input.includes('speech'),
    action: given.action ?? null,
    method: method(given.method),
    // `auto` waits as long as Twilio thinks right.
    timeoutSeconds: given.timeout === 'auto' ? 5 : number(given.timeout, 5, 'timeout'),
    numDigits: number(given.numDigits, Number.POSITIVE_INFINITY, 'numDigits'),
    finishOnKey: given.finishOnKey ?? '#',
    language: given.language ?? 'en-US',
    bargeIn: given.bargeIn !== 'false',
    actionOnEmptyResult: given.actionOnEmptyResult === 'true',
    prompts: elements(element).map(spoken),
  };
}

function spoken(element: XmlElement): Spoken {
  const { name, attributes: given } = element;
  if (name === 'Say') {
    const words = text(element);
    if (words.length > 4096) throw new TwimlError(13520, 'The text to say is too long');
    return { verb: 'Say', text: words, language: given.language ?? 'en-US' };
  }
  if (name === 'Play') return { verb: 'Play', url: text(element) };
  if (name === 'Pause') return { verb: 'Pause', seconds: number(given.length, 1, 'length') };
  throw new TwimlError(12200, `<${name}> is not allowed here`);
}

function elements({ name, children }: XmlElement): XmlElement[] {
  return children.filter((child): child is XmlElement => {
    if (typeof child === 'string' && child.trim() && name !== 'Dial') {
      throw new TwimlError(12200, `Text is not allowed in <${name}>`);
    }
    return typeof child !== 'string';
  });
}

/** Words of an element and of what marks them up (SSML), with white space as it is heard. */
function text(element: XmlElement): string {
  const words = (from: XmlElement): string =>
    from.children.map((child) => (typeof child === 'string' ? child : words(child))).join('');
  return words(element).replace(/\s+/g, ' ').trim();
}

function method(given: string | undefined): Method {
  const upper = (given ?? 'POST').toUpperCase();
  if (upper !== 'GET' && upper !== 'POST') throw new TwimlError(12200, `method="${given}"`);
  return upper;
}

function number(given: string | undefined, otherwise: number, name: string): number {
  if (given === undefined) return otherwise;
  const value = Number(given);
  if (!Number.isFinite(value) || value < 0) throw new TwimlError(12200, `${name}="${given}"`);
  return value;
}
