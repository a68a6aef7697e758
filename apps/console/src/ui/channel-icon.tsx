import type { ChannelKind } from '#libs/contracts';
import { IconBrandWhatsapp, IconMessage, IconPhone } from '@tabler/icons-react';
import { channelWords } from '../text/words.ts';

const icons = { whatsapp: IconBrandWhatsapp, sms: IconMessage, voice: IconPhone };

export function ChannelIcon({ kind, size = 16 }: { kind: ChannelKind; size?: number }) {
  const Icon = icons[kind];
  return (
    <span role="img" aria-label={channelWords[kind]} title={channelWords[kind]} style={{ display: 'inline-flex' }}>
      <Icon size={size} stroke={1.8} aria-hidden />
    </span>
  );
}
