import type { CarriedFiles, FileBody, OutgoingMessage } from '#libs/channels';

/** One of the sends that together are a message; `part` is its place, 0 for a text before the files. */
export interface Part {
  part: number;
  body: OutgoingMessage['body'];
}

/** An upload as it lies ready. */
export interface ReadyFile {
  id: string;
  mimeType: string;
  fileName: string | null;
  bytes: number;
}

/**
 * A message with files as the parts it goes in: a file each, the text below the first where the channel can carry it
 * there, else by itself before them. A string says why the channel cannot carry one of them.
 */
export function messageParts(
  text: string | null,
  files: readonly ReadyFile[],
  carried: readonly CarriedFiles[],
): Part[] | string {
  const parts: { part: number; body: FileBody }[] = [];
  for (const [i, { id, mimeType, fileName, bytes }] of files.entries()) {
    const name = fileName ?? `File ${i + 1}`;
    const rule = carried.find(({ mimeTypes }) => mimeTypes.includes(mimeType));
    if (!rule) return `${name} is ${mimeType}, which this channel does not carry. Remove it.`;
    if (bytes > rule.maxBytes) {
      const most = Math.floor(rule.maxBytes / 1024 / 1024);
      return `${name} is too large: this channel carries at most ${most} MB. Make it smaller or remove it.`;
    }
    const caption = i === 0 && text !== null && text.length <= rule.maxCaption ? text : null;
    const body = { type: 'file' as const, kind: rule.kind, attachmentId: id, mimeType, fileName, caption };
    parts.push({ part: i + 1, body });
  }
  if (text === null || parts[0]?.body.caption === text) return parts;
  return [{ part: 0, body: { type: 'text', text } }, ...parts];
}
