import type { HandoffStatus } from '#libs/contracts';
import type { ReactNode } from 'react';
import { t } from '../text/t.ts';
import { handoffWords } from '../text/words.ts';
import css from './chip.module.css';

export type Tone = 'good' | 'wait' | 'bad' | 'info' | 'plain';

export function Chip({ tone, title, children }: { tone: Tone; title?: string; children: ReactNode }) {
  return (
    <span className={`${css.chip} ${css[tone]}`} title={title}>
      {children}
    </span>
  );
}

const tones: Record<HandoffStatus, Tone> = {
  sending: 'wait',
  sent: 'wait',
  delivered: 'info',
  engaged: 'good',
  failed: 'bad',
};

export function HandoffChip({ status }: { status: HandoffStatus }) {
  return (
    <Chip tone={tones[status]} title={t('Handoff from the call: {{status}}', { status: handoffWords[status] })}>
      {handoffWords[status]}
    </Chip>
  );
}
