import { useId } from 'react';

/** Lines across for what may still change: seen without colours, and in print. `fill` goes onto the shape. */
export function useHatching(colour: string) {
  const id = useId();
  return {
    fill: `url(#${id})`,
    defs: (
      <defs>
        <pattern id={id} width={6} height={6} patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect width={6} height={6} style={{ fill: 'var(--sl-surface)' }} />
          <rect width={2.6} height={6} style={{ fill: colour }} />
        </pattern>
      </defs>
    ),
  };
}
