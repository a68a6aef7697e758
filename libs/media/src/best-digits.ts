export interface Digits {
  text: string;
  /** 0 to 1. */
  confidence: number;
}

const shortest = 3;
const most = 5;

/** What may be a reading, out of all that was read: each once, the surest first. */
export function bestDigits(found: readonly Digits[]): Digits[] {
  const best = new Map<string, number>();
  for (const { text, confidence } of found) {
    const digits = tidy(text);
    if (digits === null || !(confidence > 0)) continue;
    best.set(digits, Math.max(best.get(digits) ?? 0, Math.min(confidence, 1)));
  }
  return [...best]
    .map(([text, confidence]) => ({ text, confidence: Math.round(confidence * 100) / 100 }))
    .sort((a, b) => b.confidence - a.confidence || b.text.length - a.text.length)
    .slice(0, most);
}

/** Specks are read as points: only one between digits counts. Null: it is no reading. */
function tidy(text: string): string | null {
  const trimmed = text.replaceAll(',', '.').replace(/^\.+|\.+$/g, '');
  const plain = trimmed.split('.').length > 2 ? trimmed.replaceAll('.', '') : trimmed;
  const [whole = '', fraction = ''] = plain.split('.');
  if (!/^\d+(\.\d+)?$/.test(plain) || whole.length > 10 || fraction.length > 4) return null;
  return whole.length + fraction.length >= shortest ? plain : null;
}
