import { isE164, newSid } from '../ids.js';
import type { CarrierConfig, SandboxOptions } from '../options.js';
import type { MessageRecord } from '../state/records.js';
import type { State } from '../state/state.js';
import { fill, type TemplateState } from '../templates.js';
import { TwilioError } from './errors.js';

/** Checks a send as Twilio does and answers what goes on its way. Throws TwilioError. */
export function readSend(
  form: URLSearchParams,
  accountSid: string,
  { carrier }: Pick<SandboxOptions, 'carrier'>,
  templates: readonly TemplateState[],
  state: State,
  now: number,
): MessageRecord {
  const to = required(form, 'To', 21604);
  const from = required(form, 'From', 21603);
  const channel = channelOf(from, accountSid, carrier);
  const phone = phoneOf(to, channel);
  const content = contentOf(form, templates);
  const callback = form.get('StatusCallback');
  if (callback !== null && !/^https?:\/\/[^/]/.test(callback)) throw new TwilioError(21609);
  if (content.text.length > 1600) throw new TwilioError(21617);
  if (channel === 'sms' && state.isOptedOut(phone)) throw new TwilioError(21610);
  if (channel === 'whatsapp_twilio' && !content.template && !state.windowIsOpen(channel, phone, now)) {
    throw new TwilioError(63016);
  }
  return {
    id: newSid(content.links.length > 0 ? 'MM' : 'SM'),
    channel,
    direction: 'outbound',
    phone,
    ...content,
    media: [],
    createdAt: now,
    status: 'queued',
    errorCode: null,
    callback,
    ref: null,
    plan: [],
    reported: 0,
  };
}

/** What Twilio reports afterwards of a send by template, having taken it; null where nothing is wrong. */
export function templateFault(form: URLSearchParams, templates: readonly TemplateState[]): number | null {
  const template = templates.find(({ contentSid }) => contentSid === form.get('ContentSid'));
  if (!template || template.status === 'APPROVED') return null;
  return template.status === 'PAUSED' ? 63041 : 63027;
}

function required(form: URLSearchParams, name: string, code: number): string {
  const value = form.get(name)?.trim();
  if (!value) throw new TwilioError(code);
  return value;
}

function channelOf(
  from: string,
  accountSid: string,
  { sms, whatsappTwilio }: CarrierConfig,
): 'sms' | 'whatsapp_twilio' {
  if (from === sms.number && accountSid === sms.accountSid) return 'sms';
  if (from === whatsappTwilio.number && accountSid === whatsappTwilio.accountSid) return 'whatsapp_twilio';
  throw new TwilioError(from.startsWith('whatsapp:') ? 63007 : 21606);
}

function phoneOf(to: string, channel: 'sms' | 'whatsapp_twilio'): string {
  const whatsapp = to.startsWith('whatsapp:');
  const phone = whatsapp ? to.slice('whatsapp:'.length) : to;
  if (!isE164(phone) || whatsapp !== (channel === 'whatsapp_twilio')) throw new TwilioError(21211);
  return phone;
}

function contentOf(form: URLSearchParams, templates: readonly TemplateState[]) {
  const contentSid = form.get('ContentSid');
  const links = form.getAll('MediaUrl');
  if (!contentSid) {
    const text = form.get('Body') ?? '';
    if (!text && links.length === 0) throw new TwilioError(21619);
    return { text, links, template: null };
  }
  const template = templates.find((known) => known.contentSid === contentSid);
  if (!template) throw new TwilioError(21655);
  const text = fill(template.text, variables(form.get('ContentVariables')));
  if (text === null) throw new TwilioError(21656);
  return { text, links, template: template.name };
}

/** A JSON object of strings, keyed by the number or name of the parameter. */
function variables(json: string | null): ReadonlyMap<string, string> {
  let given: unknown;
  try {
    given = JSON.parse(json || '{}');
  } catch {
    throw new TwilioError(21656);
  }
  if (typeof given !== 'object' || given === null || Array.isArray(given)) throw new TwilioError(21656);
  return new Map(Object.entries(given).map(([name, value]) => [name, String(value)]));
}
