import { Switch } from '@mantine/core';
import { IconBolt } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { api, type Fault } from './api.ts';
import { Disclosure } from './disclosure.tsx';
import { isActive, MISBEHAVIOURS, type Misbehaviour, without } from './misbehaviours.ts';

/** Faults are used up by what they strike: look again now and then. */
const LOOK_AGAIN_MS = 3000;

/** Lets the carriers go wrong, to see what the hub makes of it. */
export function Misbehave({ phone }: { phone: string }) {
  const [faults, setFaults] = useState<Fault[]>([]);

  useEffect(() => {
    const look = () => void api.faults().then(setFaults, () => undefined);
    look();
    const timer = setInterval(look, LOOK_AGAIN_MS);
    return () => clearInterval(timer);
  }, []);

  const toggle = (misbehaviour: Misbehaviour, on: boolean) => {
    const others = without(misbehaviour, phone, faults);
    const next = on ? [...others, ...misbehaviour.faults(phone)] : others;
    void api.setFaults(next).then(setFaults, () => undefined);
  };
  const active = MISBEHAVIOURS.filter((misbehaviour) => isActive(misbehaviour, phone, faults)).length;
  return (
    <Disclosure
      title="Misbehave"
      hint={active > 0 ? `${active} on` : 'let the carriers fail'}
      icon={<IconBolt size={18} aria-hidden="true" />}
      initiallyOpen={false}
    >
      <div className="switches">
        {MISBEHAVIOURS.map((misbehaviour) => (
          <Switch
            key={misbehaviour.id}
            size="sm"
            label={misbehaviour.label}
            description={misbehaviour.hint}
            checked={isActive(misbehaviour, phone, faults)}
            onChange={(event) => toggle(misbehaviour, event.currentTarget.checked)}
          />
        ))}
      </div>
    </Disclosure>
  );
}
