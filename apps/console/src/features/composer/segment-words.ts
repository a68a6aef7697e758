import { firstOutsideGsm, smsSegments, smsSizes } from '#libs/contracts';
import { t } from '../../text/t.ts';

interface SegmentWords {
  /** "2 segments" */
  segments: string;
  /** " · UCS-2 · 30 left" */
  rest: string;
  title: string;
}

const unseen: Record<string, string> = {
  '\t': t('a tab'),
  '\u00a0': t('a no-break space'),
  '\u200b': t('a zero-width space'),
};

function nameOf(character: string): string {
  if (!/^[\p{Z}\p{C}\p{M}\p{Default_Ignorable_Code_Point}]+$/u.test(character)) return character;
  const code = character.codePointAt(0) ?? 0;
  return unseen[character] ?? `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
}

/** What is said about a reply by SMS; nothing before there is one. Counts what is sent: no blanks at either end. */
export function segmentWords(draft: string): SegmentWords | null {
  const text = draft.trim();
  if (text === '') return null;
  const { encoding, segments, left } = smsSegments(text);
  const { alone, part } = smsSizes[encoding];
  const outside = firstOutsideGsm(text);
  const why =
    outside &&
    t('A character outside the GSM alphabet makes segments shorter: {{character}}', { character: nameOf(outside) });
  const billed = t(
    'Each segment is billed. One holds {{alone}} characters; a longer text is sent in segments of {{part}}.',
    { alone, part },
  );
  return {
    segments: t('{{count}} segments', { count: segments }),
    rest: `${encoding === 'UCS-2' ? ' · UCS-2' : ''} · ${t('{{left}} left', { left })}`,
    title: why ? `${billed} ${why}` : billed,
  };
}
