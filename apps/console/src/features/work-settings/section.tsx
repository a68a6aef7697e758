import type { ReactNode } from 'react';
import type { Draft, Faults } from './draft.ts';
import css from './work-settings.module.css';

export interface Part {
  draft: Draft;
  faults: Faults;
  change: (part: Partial<Draft>) => void;
}

export function Section({
  title,
  hint,
  fault,
  children,
}: {
  title: string;
  hint: string;
  fault?: string | undefined;
  children: ReactNode;
}) {
  return (
    <fieldset className={css.section}>
      <legend>{title}</legend>
      <p className={css.hint}>{hint}</p>
      {children}
      {fault && (
        <p role="alert" className={css.fault}>
          {fault}
        </p>
      )}
    </fieldset>
  );
}
