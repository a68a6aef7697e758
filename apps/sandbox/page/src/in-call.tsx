import { ActionIcon, Button, TextInput } from '@mantine/core';
import { IconArrowUp, IconHeadset, IconPhoneOff, IconVolume, IconVolumeOff } from '@tabler/icons-react';
import { useState } from 'react';
import type { CallView } from './api.ts';
import { CallState } from './call-state.tsx';
import { Keypad } from './keypad.tsx';
import { Transcript } from './transcript.tsx';
import type { CallControl } from './use-call.ts';
import type { Voice } from './use-voice.ts';

interface Props {
  company: string;
  call: CallView;
  control: CallControl;
  voice: Voice;
}

/** During a call: what the line says, and what can be answered. */
export function InCall({ company, call, control, voice }: Props) {
  const live = call.status !== 'completed';
  const waiting = live && (call.queue !== null || call.phase === 'queued');
  return (
    <div className="in-call">
      <div className="call-head">
        <div>
          <h2>{company}</h2>
          <CallState call={call} />
        </div>
        {voice.available && (
          <ActionIcon
            variant="default"
            size="lg"
            radius="xl"
            aria-label="Read aloud"
            aria-pressed={voice.on}
            onClick={voice.toggle}
          >
            {voice.on ? <IconVolume size={18} /> : <IconVolumeOff size={18} />}
          </ActionIcon>
        )}
      </div>
      <Transcript entries={call.transcript} />
      {waiting && (
        <Button size="xs" leftSection={<IconHeadset size={16} />} onClick={control.answer}>
          Let a person answer
        </Button>
      )}
      {live ? (
        <>
          <Keypad onPress={control.press} />
          <SaySomething onSay={control.say} />
          <Button color="red.9" radius="xl" size="md" leftSection={<IconPhoneOff size={18} />} onClick={control.hangUp}>
            Hang up
          </Button>
        </>
      ) : (
        <Button variant="default" radius="xl" size="md" onClick={control.clear} autoFocus>
          Done
        </Button>
      )}
    </div>
  );
}

function SaySomething({ onSay }: { onSay: (text: string) => void }) {
  const [text, setText] = useState('');
  return (
    <form
      className="say"
      onSubmit={(event) => {
        event.preventDefault();
        if (text.trim()) onSay(text.trim());
        setText('');
      }}
    >
      <TextInput
        className="grow"
        radius="xl"
        aria-label="Say something"
        placeholder="Say something…"
        autoComplete="off"
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <ActionIcon type="submit" size="lg" radius="xl" aria-label="Say it" disabled={!text.trim()}>
        <IconArrowUp size={18} />
      </ActionIcon>
    </form>
  );
}
