import { Tabs } from '@mantine/core';
import { IconBrandWhatsapp, IconMessageCircle, IconPhone } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import type { Demo, HandsetChannel } from './api.ts';
import { ChatScreen } from './chat-screen.tsx';
import { PhoneScreen } from './phone-screen.tsx';
import { useCall } from './use-call.ts';
import { useMessages } from './use-messages.ts';
import { useVoice } from './use-voice.ts';

type Screen = 'phone' | 'whatsapp' | 'sms';

interface Props {
  demo: Demo;
  phone: string;
  onPhone: (phone: string) => void;
  /** Whether somebody can see it: only then is a message read. */
  visible: boolean;
}

/** A phone in its frame. */
export function Handset({ demo, phone, onPhone, visible }: Props) {
  const [screen, setScreen] = useState<Screen>('phone');
  const [chosen, setChosen] = useState<HandsetChannel | null>(null);
  const [draft, setDraft] = useState('');
  const messages = useMessages(phone);
  const control = useCall();
  const voice = useVoice(control.call);
  const onlyTwilio = messages.of('whatsapp').length === 0 && messages.of('whatsapp_twilio').length > 0;
  const whatsapp = chosen ?? (onlyTwilio ? 'whatsapp_twilio' : 'whatsapp');
  const unread = {
    phone: 0,
    whatsapp: messages.unread('whatsapp') + messages.unread('whatsapp_twilio'),
    sms: messages.unread('sms'),
  };

  /** What a wa.me link does on a real phone. */
  const openWhatsApp = (number: string, text: string) => {
    setChosen(demo.numbers.whatsapp_twilio === number ? 'whatsapp_twilio' : 'whatsapp');
    setDraft(text);
    setScreen('whatsapp');
  };
  const chat = (channel: HandsetChannel) => (
    <ChatScreen
      key={`${channel} ${phone} ${draft}`}
      demo={demo}
      phone={phone}
      channel={channel}
      messages={messages}
      visible={visible}
      draft={channel === 'sms' ? '' : draft}
      onSent={() => setDraft('')}
      onWhatsApp={openWhatsApp}
      onSender={setChosen}
    />
  );

  return (
    <div className="handset">
      <div className="screen">
        <StatusBar />
        <Tabs
          className="tabs"
          classNames={{ panel: 'panel', list: 'dock', tab: 'dock-tab' }}
          inverted
          keepMounted={false}
          value={screen}
          onChange={(value) => setScreen(value as Screen)}
        >
          <Tabs.Panel value="phone">
            <PhoneScreen demo={demo} phone={phone} onPhone={onPhone} control={control} voice={voice} />
          </Tabs.Panel>
          <Tabs.Panel value="whatsapp">{chat(whatsapp)}</Tabs.Panel>
          <Tabs.Panel value="sms">{chat('sms')}</Tabs.Panel>
          <Tabs.List grow aria-label="Apps">
            <App value="phone" name="Phone" icon={<IconPhone size={22} />} unread={0} />
            <App value="whatsapp" name="WhatsApp" icon={<IconBrandWhatsapp size={22} />} unread={unread.whatsapp} />
            <App value="sms" name="SMS" icon={<IconMessageCircle size={22} />} unread={unread.sms} />
          </Tabs.List>
        </Tabs>
      </div>
      <p className="visually-hidden" role="status">
        {unread.whatsapp > 0 && `${unread.whatsapp} unread on WhatsApp. `}
        {unread.sms > 0 && `${unread.sms} unread by SMS.`}
      </p>
    </div>
  );
}

function App({ value, name, icon, unread }: { value: Screen; name: string; icon: ReactNode; unread: number }) {
  return (
    <Tabs.Tab value={value} aria-label={name} aria-description={unread > 0 ? `${unread} unread` : undefined}>
      <span className="dock-icon">
        {icon}
        {unread > 0 && <span className="badge" aria-hidden="true" data-count={unread > 9 ? '9+' : unread} />}
      </span>
      {name}
    </Tabs.Tab>
  );
}

function StatusBar() {
  return (
    <div className="status-bar" aria-hidden="true">
      <span>Sandbox</span>
      <span className="island" />
      <span className="bars">
        <i />
        <i />
        <i />
        <i />
      </span>
    </div>
  );
}
