import type { Sums } from './figures.js';
import { perWindow, windowNames } from './measures.js';

/** A sum that must come out; `parts` together are the whole. */
export interface Check {
  name: string;
  whole: string;
  parts: readonly string[];
}

export const checks: readonly Check[] = [
  { name: 'episodes', whole: 'episodes', parts: ['offered', 'not_offered', 'answered', 'control'] },
  {
    name: 'offered',
    whole: 'offered',
    parts: ['accepted', 'declined', 'no_input', 'hung_up', 'callback', 'undecided'],
  },
  { name: 'accepted', whole: 'accepted', parts: ['delivered', 'failed', 'on_its_way'] },
  { name: 'resolved', whole: 'resolved', parts: ['confirmed', 'assumed'] },
  ...windowNames.map((window) => ({
    name: `bounced ${window}`,
    whole: perWindow('bounce', window),
    parts: ['before', 'during', 'assisted', 'after'].map((stage) => perWindow(`bounce_${stage}`, window)),
  })),
];

export const nameOf = ({ whole, parts }: Check) => `${whole} = ${parts.join(' + ')}`;
export const holds = ({ whole, parts }: Check, sums: Sums) =>
  (sums[whole] ?? 0) === parts.reduce((all, part) => all + (sums[part] ?? 0), 0);
