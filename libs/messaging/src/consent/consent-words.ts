import type { ConsentAction, ConsentPurpose, ConsentSource, MessagingKind } from '#libs/contracts';

interface Said {
  action: ConsentAction;
  purpose: ConsentPurpose;
  source: ConsentSource;
  note: string | null;
  by: string | null;
  channel: { kind: MessagingKind; address: string };
}

const things: Record<ConsentPurpose, string> = {
  all: '',
  service: 'replies by ',
  notice: 'news by ',
  marketing: 'marketing by ',
};
const kinds: Record<MessagingKind, string> = { sms: 'texts', whatsapp: 'WhatsApp' };

const how = ({ source, note, by }: Said): string => {
  if (source === 'keyword') return ` by ${note ?? 'keyword'}`;
  if (source === 'provider') return ', told by the provider';
  if (source === 'spoken') return `, said on the phone${by ? `, recorded by ${by}` : ''}`;
  if (source === 'page') return ' on a page';
  return by ? `, recorded by ${by}` : '';
};

/** An entry of the ledger as a line in the thread: "Opted out of texts from +44… by STOP". */
export function consentLine(said: Said): string {
  const { action, purpose, channel } = said;
  const verb = action === 'opt_out' ? 'Opted out of' : 'Opted in to';
  return `${verb} ${things[purpose]}${kinds[channel.kind]} from ${channel.address}${how(said)}`;
}
