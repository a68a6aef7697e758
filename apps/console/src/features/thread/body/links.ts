/** A piece of a message: words, or words that lead somewhere. */
export interface TextPart {
  text: string;
  href?: string;
}

// Only what reads as an address to people: no scheme but these ever becomes a link, whatever a message says.
const address = /\bhttps?:\/\/[^\s<>"“”]+|\bwww\.[^\s<>"“”]+|\b[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+/gi;
/** Ends a sentence, and no address. */
const after = /[.,;:!?'’»*_~]+$/;

function withoutTail(found: string): string {
  let kept = found.replace(after, '');
  // A bracket that was opened before the address closes after it.
  while (/[)\]]$/.test(kept) && count(kept, /[)\]]/g) > count(kept, /[([]/g))
    kept = kept.slice(0, -1).replace(after, '');
  return kept;
}

const count = (text: string, what: RegExp) => text.match(what)?.length ?? 0;

function hrefOf(found: string): string | null {
  if (found.includes('@') && !/^https?:/i.test(found)) return `mailto:${found}`;
  const url = /^www\./i.test(found) ? `https://${found}` : found;
  // The browser's own reading; one with a name in it pretends to be another's.
  const read = URL.canParse(url) ? new URL(url) : null;
  return read && /^https?:$/.test(read.protocol) && !read.username && read.hostname.includes('.') ? read.href : null;
}

/** The words of a message with the web and mail addresses in them. */
export function linkParts(text: string): TextPart[] {
  const parts: TextPart[] = [];
  let end = 0;
  for (const { 0: match, index } of text.matchAll(address)) {
    const found = withoutTail(match);
    const href = hrefOf(found);
    if (!href) continue;
    if (index > end) parts.push({ text: text.slice(end, index) });
    parts.push({ text: found, href });
    end = index + found.length;
  }
  if (end < text.length) parts.push({ text: text.slice(end) });
  return parts;
}
