import type { VoiceVerb } from '#libs/channels';
import type { HandoffStatus, MessagingKind } from '#libs/contracts';

/** Webhook paths below `/webhooks/<provider>/` that the menu's verbs lead to. */
export const menuPaths = {
  choice: 'voice/choice',
  handoff: 'voice/handoff',
  wait: 'voice/wait',
  done: 'voice/queue',
};

const names: Record<MessagingKind, string> = { whatsapp: 'WhatsApp', sms: 'text message' };
const keys: Record<MessagingKind, string> = { whatsapp: '1', sms: '2' };

const minutes = (seconds: number): string => {
  const m = Math.max(1, Math.round(seconds / 60));
  return m === 1 ? 'about one minute' : `about ${m} minutes`;
};

const say = (text: string): VoiceVerb => ({ verb: 'say', text });
const enqueue = (queue: string): VoiceVerb => ({ verb: 'enqueue', queue, wait: menuPaths.wait, done: menuPaths.done });

/** "within 30 minutes", or nothing where nothing is promised. */
export const promised = (promise: number | null): string => {
  if (promise === null) return '';
  if (promise % 60 === 0) return promise === 60 ? ' within one hour' : ` within ${promise / 60} hours`;
  return promise === 1 ? ' within one minute' : ` within ${promise} minutes`;
};

/** The spoken offer: who speaks, the wait, each way to go on with its key, and always how to reach a person. */
export function offerPrompt(
  company: string,
  waitSeconds: number | null,
  channels: readonly MessagingKind[],
  promiseMinutes: number | null = null,
): string {
  const wait = waitSeconds === null ? 'All our lines are busy.' : `The wait for a person is ${minutes(waitSeconds)}.`;
  const ways = channels.map((kind) => `To continue by ${names[kind]}, press ${keys[kind]}.`).join(' ');
  return `Hello, you have reached ${company}. ${wait} You don't have to wait on the line: we can answer you by message${promised(promiseMinutes)}. ${ways} To stay on the line for a person, press 0 or just wait.`;
}

/** How long a voice takes for it, at about 14 characters a second. */
export const spokenMs = (text: string): number => (text.length / 14) * 1000;

const hints = ['WhatsApp', 'text', 'text message', 'stay on the line', 'person'];

export function offerMenu(prompt: string): VoiceVerb[] {
  return [
    { verb: 'gather', action: menuPaths.choice, seconds: 6, speech: true, hints, say: prompt },
    // Reached where nothing was pressed or said.
    { verb: 'redirect', action: menuPaths.choice },
  ];
}

/** Once, where nobody understood the answer. */
export function askAgain(channels: readonly MessagingKind[]): VoiceVerb[] {
  const ways = channels.map((kind) => `Press ${keys[kind]} for ${names[kind]}`).join(', ');
  const again = `${menuPaths.choice}?again=1`;
  const prompt = `Sorry, I did not get that. ${ways}, or 0 to stay on the line.`;
  return [
    { verb: 'gather', action: again, seconds: 6, speech: true, hints, say: prompt },
    { verb: 'redirect', action: again },
  ];
}

/** What the menu knows by itself, and how to reach a person all the same. */
export const answerPrompt = (company: string, text: string): string =>
  `Hello, you have reached ${company}. ${text} To speak to a person, just stay on the line.`;

export function answerMenu(prompt: string, queue: string): VoiceVerb[] {
  return [say(prompt), { verb: 'pause', seconds: 3 }, enqueue(queue)];
}

/** No offer: straight to the queue. */
export function holdMenu(company: string, waitSeconds: number | null, queue: string): VoiceVerb[] {
  const wait = waitSeconds === null ? '' : ` The wait is ${minutes(waitSeconds)}.`;
  return [
    say(`Hello, you have reached ${company}.${wait} Please stay on the line, a person will be with you.`),
    enqueue(queue),
  ];
}

export function stayMenu(queue: string): VoiceVerb[] {
  return [say('All right. Please stay on the line, a person will be with you.'), enqueue(queue)];
}

/** How a handoff stands, as far as the caller's next words depend on it. */
export interface HandoffProgress {
  status: HandoffStatus;
  channel: MessagingKind;
  fallbackFrom: MessagingKind | null;
  /** Since the caller accepted. */
  seconds: number;
  /** Whether the caller has been told that the message is on its way, by the channel it is on now. */
  told: boolean;
}

/** The line waits this long for a receipt before it says goodbye, or gives the caller back to the queue. */
export const patienceSeconds = 8;

/**
 * What the caller hears after accepting: on its way only when the provider has accepted it; goodbye with a receipt, or
 * after 8 s without one; back to the queue where no channel would carry it, or none has confirmed. 0 is a person, always.
 */
export function handoffMenu(company: string, queue: string, progress: HandoffProgress): VoiceVerb[] {
  const { status, channel, fallbackFrom, seconds, told } = progress;
  const what = channel === 'whatsapp' ? 'WhatsApp message' : 'text message';
  const arrived = status === 'delivered' || status === 'engaged';
  const patient = seconds < patienceSeconds;
  if (status === 'failed' || (status === 'sending' && !patient)) {
    return [say('Sorry, the message could not be sent. You have kept your place in the queue.'), ...stayMenu(queue)];
  }
  const instead =
    fallbackFrom && !told ? `We could not reach you on ${names[fallbackFrom]}, so we have sent a text. ` : '';
  if (arrived || !patient) {
    const news = arrived ? `${instead}Your ${what} has arrived.` : `Your ${what} should be there in a moment.`;
    return [
      say(`${news} Just answer it and we go on there. Thank you for calling ${company}. Goodbye.`),
      { verb: 'hangup' },
    ];
  }
  const words =
    status === 'sending'
      ? told || seconds > 2
        ? ''
        : 'One moment, we are sending it.'
      : told
        ? ''
        : `${instead}Your ${what} is on its way. It comes from ${company}. To stay on the line instead, press 0.`;
  const next = `${menuPaths.handoff}?told=${told || status !== 'sending' ? channel : ''}`;
  return [
    { verb: 'gather', action: next, seconds: 1, speech: false, say: words },
    { verb: 'redirect', action: next },
  ];
}

/** While the caller waits in the queue; only numbers that are known are spoken. */
export function waitMenu(position: number | null, averageSeconds: number | null): VoiceVerb[] {
  const place =
    position === null ? '' : position === 1 ? 'You are next. ' : `You are number ${position} in the queue. `;
  const wait = averageSeconds === null ? '' : `The wait is ${minutes(averageSeconds)}. `;
  return [say(`${place}${wait}Thank you for waiting.`), { verb: 'pause', seconds: 20 }];
}
