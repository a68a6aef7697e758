import { Button, Checkbox, TextInput } from '@mantine/core';
import { IconPhone } from '@tabler/icons-react';
import { useState } from 'react';
import type { Demo } from './api.ts';

interface Props {
  demo: Demo;
  phone: string;
  onPhone: (phone: string) => void;
  onRing: (from: string) => void;
}

/** Before a call: who rings, and whom. */
export function ReadyToRing({ demo, phone, onPhone, onRing }: Props) {
  const [typed, setTyped] = useState(phone);
  const [withheld, setWithheld] = useState(false);
  const number = typed.replace(/[\s()-]/g, '');
  const valid = /^\+[1-9]\d{6,14}$/.test(number);

  const keep = () => {
    if (valid && number !== phone) onPhone(number);
  };
  return (
    <form
      className="ready"
      onSubmit={(event) => {
        event.preventDefault();
        if (!valid) return;
        keep();
        onRing(withheld ? 'anonymous' : number);
      }}
    >
      <div className="contact">
        <span className="avatar" aria-hidden="true">
          {initials(demo.company)}
        </span>
        <h2>{demo.company}</h2>
        <p className="dim">{demo.numbers.voice}</p>
      </div>
      <Button type="submit" size="lg" radius="xl" color="#1f7434" leftSection={<IconPhone size={20} />}>
        Ring
      </Button>
      <p className="dim free">Nothing leaves this machine: no real call, no cost.</p>
      <div className="own-number">
        <TextInput
          label="My number"
          type="tel"
          autoComplete="off"
          value={typed}
          error={valid ? null : 'Like +447700900123'}
          onChange={(event) => setTyped(event.currentTarget.value)}
          onBlur={keep}
        />
        <Checkbox
          label="Withhold my number"
          checked={withheld}
          onChange={(event) => setWithheld(event.currentTarget.checked)}
        />
      </div>
    </form>
  );
}

function initials(company: string): string {
  return company
    .split(/\s+/)
    .slice(0, 2)
    .map((word) => word.charAt(0))
    .join('')
    .toUpperCase();
}
