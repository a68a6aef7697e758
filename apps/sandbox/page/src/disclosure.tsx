import { UnstyledButton } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { type ReactNode, useId, useState } from 'react';

interface Props {
  title: string;
  hint: string;
  icon: ReactNode;
  initiallyOpen: boolean;
  children: ReactNode;
}

/** A card that opens and closes. */
export function Disclosure({ title, hint, icon, initiallyOpen, children }: Props) {
  const [open, setOpen] = useState(initiallyOpen);
  const id = useId();
  return (
    <section className="card" data-open={open}>
      <div className="card-head">
        {icon}
        <h2>
          <UnstyledButton
            className="card-toggle"
            aria-expanded={open}
            aria-controls={id}
            onClick={() => setOpen(!open)}
          >
            {title}
          </UnstyledButton>
        </h2>
        <span className="dim">{hint}</span>
        <IconChevronDown className="chevron" size={18} aria-hidden="true" />
      </div>
      <div id={id} hidden={!open} className="card-body">
        {children}
      </div>
    </section>
  );
}
