import { expect } from 'vitest';
import type { Call } from '#libs/contracts';
import type { TestHub } from './hub.js';
import { postTwilio, sid, twilioCall } from './providers.js';

export interface Heard {
  status: number;
  text: string;
  said: string;
  gather: string | null;
  redirect: string | null;
  queue: string | null;
  hangup: boolean;
}

/** What Twilio would make of an answer. */
export function heard({ status, text }: { status: number; text: string }): Heard {
  const plain = (xml: string) =>
    xml.replaceAll('&apos;', "'").replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&amp;', '&');
  const one = (pattern: RegExp) => {
    const found = pattern.exec(text)?.[1];
    return found === undefined ? null : plain(found);
  };
  expect(text).toMatch(/^<\?xml version="1\.0" encoding="UTF-8"\?><Response>.*<\/Response>$/s);
  expect(text).not.toMatch(/NaN|undefined|null/);
  return {
    status,
    text,
    said: [...text.matchAll(/<Say[^>]*>([^<]*)<\/Say>/g)].map((m) => plain(m[1]!)).join(' '),
    gather: one(/<Gather[^>]* action="([^"]*)"/),
    redirect: one(/<Redirect[^>]*>([^<]*)<\/Redirect>/),
    queue: one(/<Enqueue[^>]*>([^<]*)<\/Enqueue>/),
    hangup: text.includes('<Hangup/>'),
  };
}

/** A phone call as Twilio makes it. */
export function callBy(hub: TestHub, from: string, callSid = sid('CA')) {
  const to = async (url: string, more: Record<string, string> = {}) => {
    const path = url.startsWith('http') ? url.slice(hub.url.length) : url;
    return heard(await postTwilio(hub, path, twilioCall(hub, callSid, from, more)));
  };
  return {
    callSid,
    post: to,
    arrive: () => to('/webhooks/twilio/voice'),
    press: (at: Heard, Digits: string) => to(at.gather!, { Digits, CallStatus: 'in-progress' }),
    say: (at: Heard, SpeechResult: string) => to(at.gather!, { SpeechResult, Confidence: '0.9' }),
    wait: (at: Heard) => to(at.redirect!),
    /** Follows redirects until the line hangs up or queues; everything that was said on the way. */
    async listen(at: Heard): Promise<Heard & { all: string }> {
      let all = at.said;
      let now = at;
      for (let steps = 0; now.redirect && !now.queue && !now.hangup && steps < 60; steps++) {
        // The line listens for a moment before it asks again.
        await new Promise((resolve) => setTimeout(resolve, 100));
        now = await to(now.redirect);
        all += ` ${now.said}`;
      }
      return { ...now, all };
    },
    call: async () => {
      const { body } = await hub.api<{ items: Call[] }>('GET', '/api/v1/calls?limit=100');
      return body.items.find((c) => c.providerCallId === callSid)!;
    },
  };
}
