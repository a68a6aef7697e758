import { newSid } from '../ids.js';
import type { MediaFiles } from '../state/media-files.js';
import type { MediaRecord } from '../state/records.js';

const TIMEOUT_MS = 5_000;

/** What the company's addresses lead to, as Twilio fetches it; null where one leads to nothing that can be sent. */
export async function fetchLinks(links: readonly string[], files: MediaFiles): Promise<MediaRecord[] | null> {
  const media: MediaRecord[] = [];
  for (const link of links) {
    const answer = await fetch(link, { signal: AbortSignal.timeout(TIMEOUT_MS) }).catch(() => null);
    const type = answer?.headers.get('content-type')?.split(';')[0] ?? '';
    if (!answer?.ok || !/^(image|audio|video|application)\//.test(type)) return null;
    const bytes = await answer.arrayBuffer().catch(() => null);
    if (bytes === null) return null;
    media.push(await files.keep(newSid('ME'), type, Buffer.from(bytes)));
  }
  return media;
}
