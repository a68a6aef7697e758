import type { ReactNode } from 'react';
import css from './number-button.module.css';

interface Props {
  /** Which number it is, and what it says. */
  label: string;
  onOpen: () => void;
  className?: string | undefined;
  children: ReactNode;
}

/** A number that opens what it counts. */
export function NumberButton({ label, onOpen, className = '', children }: Props) {
  return (
    <button type="button" className={`${css.number} ${className}`} aria-label={label} onClick={onOpen}>
      {children}
    </button>
  );
}
