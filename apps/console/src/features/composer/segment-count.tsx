import css from './composer.module.css';
import { segmentWords } from './segment-words.ts';

/** What a reply by SMS costs while it is written. Only the number of segments is read out, when it changes. */
export function SegmentCount({ text }: { text: string }) {
  const words = segmentWords(text);
  return (
    <span className={css.segments} title={words?.title}>
      <span aria-live="polite">{words?.segments}</span>
      {words?.rest}
    </span>
  );
}
