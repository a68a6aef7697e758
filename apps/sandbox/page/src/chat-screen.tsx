import { SegmentedControl } from '@mantine/core';
import { useEffect, useRef } from 'react';
import type { Demo, HandsetChannel } from './api.ts';
import { Bubble } from './bubble.tsx';
import { Composer } from './composer.tsx';
import type { Messages } from './use-messages.ts';

interface Props {
  demo: Demo;
  phone: string;
  channel: HandsetChannel;
  messages: Messages;
  visible: boolean;
  draft: string;
  onSent: () => void;
  onWhatsApp: (number: string, text: string) => void;
  onSender: (channel: HandsetChannel) => void;
}

/** One conversation with the company. Seeing it marks it as read. */
export function ChatScreen({ demo, channel, messages, visible, draft, onSent, onWhatsApp, onSender }: Props) {
  const list = useRef<HTMLDivElement>(null);
  const items = messages.of(channel);
  const unread = messages.unread(channel);
  const { markRead } = messages;
  const sms = channel === 'sms';

  useEffect(() => {
    if (visible && unread > 0) markRead(channel);
    // markRead is new on every render; what matters is that something is unread.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [visible, unread, channel]);
  useEffect(() => {
    list.current?.scrollTo({ top: list.current.scrollHeight });
  }, [items.length]);

  return (
    <div className={sms ? 'chat sms' : 'chat whatsapp'}>
      <div className="chat-head">
        <div className="grow">
          <h2>{demo.company}</h2>
          <p className="dim">{demo.numbers[channel]}</p>
        </div>
        {!sms && (
          <SegmentedControl
            size="xs"
            aria-label="Carrier of this WhatsApp number"
            value={channel}
            onChange={(value) => onSender(value as HandsetChannel)}
            data={[
              { value: 'whatsapp', label: 'Meta' },
              { value: 'whatsapp_twilio', label: 'Twilio' },
            ]}
          />
        )}
      </div>
      <div className="bubbles" role="log" aria-label="Messages" ref={list} tabIndex={0}>
        {items.length === 0 && <p className="empty dim">No messages yet. Ring, or write the first one.</p>}
        {items.map((message) => (
          <Bubble
            key={message.id}
            message={message}
            onWhatsApp={onWhatsApp}
            onTap={(choice) => void messages.tap(message, choice).catch(() => undefined)}
          />
        ))}
      </div>
      <Composer
        draft={draft}
        onSend={async (text, photo) => {
          await messages.send(channel, text, photo);
          onSent();
        }}
      />
    </div>
  );
}
