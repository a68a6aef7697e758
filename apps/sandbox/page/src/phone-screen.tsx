import { Alert } from '@mantine/core';
import type { Demo } from './api.ts';
import { InCall } from './in-call.tsx';
import { ReadyToRing } from './ready-to-ring.tsx';
import type { CallControl } from './use-call.ts';
import { SILENT_PACE, SPOKEN_PACE, type Voice } from './use-voice.ts';

interface Props {
  demo: Demo;
  phone: string;
  onPhone: (phone: string) => void;
  control: CallControl;
  voice: Voice;
}

/** The phone app: ringing, and everything during a call. */
export function PhoneScreen({ demo, phone, onPhone, control, voice }: Props) {
  const ring = (from: string) => control.ring(from, voice.on ? SPOKEN_PACE : SILENT_PACE);
  return (
    <div className="phone-app">
      {control.problem && (
        <Alert color="red" role="alert" mb="xs">
          {control.problem}
        </Alert>
      )}
      {control.call ? (
        <InCall company={demo.company} call={control.call} control={control} voice={voice} />
      ) : (
        <ReadyToRing demo={demo} phone={phone} onPhone={onPhone} onRing={ring} />
      )}
    </div>
  );
}
