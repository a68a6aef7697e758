import { IconChevronDown } from '@tabler/icons-react';
import { type ReactNode, useId } from 'react';
import { toggleSection, useSectionOpen } from './section-memory.ts';
import css from './side-section.module.css';

interface Props {
  /** Remembered by. */
  id: string;
  title: string;
  /** Beside the title while it is open. */
  aside?: ReactNode;
  children: ReactNode;
}

/** A part of a side panel that can be folded away, and stays so. What is folded away is not loaded. */
export function SideSection({ id, title, aside, children }: Props) {
  const heading = useId();
  const open = useSectionOpen(id);
  return (
    <section aria-labelledby={heading} className={css.section} data-open={open || undefined}>
      <header>
        <h2 id={heading}>
          <button type="button" aria-expanded={open} onClick={() => toggleSection(id)}>
            <IconChevronDown size={15} aria-hidden />
            {title}
          </button>
        </h2>
        {open && aside}
      </header>
      {open && <div className={css.body}>{children}</div>}
    </section>
  );
}
