import { useState } from 'react';
import { api, type HandsetChannel, type MessageView, type Photo } from './api.ts';
import { useEvents } from './use-events.ts';

export interface Messages {
  of: (channel: HandsetChannel) => MessageView[];
  unread: (channel: HandsetChannel) => number;
  send: (channel: HandsetChannel, text: string, photo: Photo | null) => Promise<void>;
  tap: (message: MessageView, choice: string) => Promise<void>;
  markRead: (channel: HandsetChannel) => void;
}

/** The messages of one number, live. */
export function useMessages(phone: string): Messages {
  const [kept, setKept] = useState<{ phone: string; items: MessageView[] }>({ phone, items: [] });
  // Another number's messages are not shown while its own are on their way.
  const items = kept.phone === phone ? kept.items : [];

  const put = (...views: MessageView[]) =>
    setKept((known) => {
      const before = known.phone === phone ? known.items : [];
      const byId = new Map(before.map((message) => [message.id, message]));
      // An answer may have been overtaken by an event; read is the last thing that happens to a message.
      for (const view of views) if (byId.get(view.id)?.status !== 'read') byId.set(view.id, view);
      return { phone, items: [...byId.values()].sort((a, b) => a.at.localeCompare(b.at)) };
    });

  useEvents(phone, {
    connected: () =>
      void api.messages(phone).then(
        ({ items: all }) => put(...all),
        () => undefined,
      ),
    message: (message) => put(message),
  });

  const isUnread = ({ direction, status }: MessageView) => direction === 'outbound' && status === 'delivered';
  return {
    of: (channel) => items.filter((message) => message.channel === channel),
    unread: (channel) => items.filter((message) => message.channel === channel && isUnread(message)).length,
    send: async (channel, text, photo) => put(await api.send(phone, { channel, text, ...(photo ? { photo } : {}) })),
    tap: async ({ channel, id }, choice) => put(await api.tap(phone, channel, id, choice)),
    markRead: (channel) => void api.read(phone, channel).catch(() => undefined),
  };
}
