import { UndecodableError } from '../contract/index.js';

const whatsapp = 'whatsapp:';

/** A business-scoped user id, such as `US.13491208655302741918`, stands where a number would. */
const businessScopedId = /^[A-Za-z]{2}\.[A-Za-z0-9.]{1,128}$/;

export interface Address {
  kind: 'whatsapp' | 'sms';
  /** Without the prefix. */
  value: string;
  businessScoped: boolean;
}

/**
 * Twilio names the channel by a prefix; a number without one is SMS. Throws UndecodableError for its other channels.
 */
export function addressOf(text: string): Address {
  if (text.startsWith(whatsapp)) {
    const value = text.slice(whatsapp.length).trim();
    if (value === '' || value.length > 140) throw new UndecodableError('a WhatsApp address without a number');
    return { kind: 'whatsapp', value, businessScoped: businessScopedId.test(value) };
  }
  const other = /^([a-z]+):/i.exec(text);
  if (other) throw new UndecodableError(`messages by ${other[1]?.toLowerCase()} are not supported`);
  // Short codes and names (alphanumeric senders) come without a plus.
  if (!/^[+\w .&-]{1,40}$/.test(text)) throw new UndecodableError('a sender that is no address');
  return { kind: 'sms', value: text, businessScoped: false };
}

export function withoutPrefix(text: string): string {
  return text.startsWith(whatsapp) ? text.slice(whatsapp.length) : text;
}

/** As Twilio wants it for a channel. */
export function withPrefix(kind: string, address: string): string {
  return kind === 'whatsapp' ? whatsapp + withoutPrefix(address) : address;
}
