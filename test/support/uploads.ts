import sharp from 'sharp';
import type { Attachment, Problem } from '#libs/contracts';
import { eventually, type TestHub } from './hub.js';
import { keyOf } from './people.js';

/** A photo as phones take them, with a place and a camera in it; each colour is another file. */
export const photoOf = (colour: string): Promise<Buffer> =>
  sharp({ create: { width: 320, height: 240, channels: 3, background: colour } })
    .jpeg()
    .withExif({
      IFD0: { Make: 'SecretCamera' },
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '51/1 30/1 0/1', GPSLongitudeRef: 'W', GPSLongitude: '0/1 7/1 0/1' },
    })
    .toBuffer();

export interface NamedFile {
  name: string;
  content: Buffer;
}

export async function upload(
  hub: TestHub,
  files: readonly NamedFile[],
  headers: Record<string, string> = keyOf(hub),
): Promise<{ status: number; body: { items: Attachment[] } & Problem }> {
  const form = new FormData();
  for (const { name, content } of files) form.append('file', new Blob([new Uint8Array(content)]), name);
  const answer = await fetch(`${hub.url}/api/v1/attachments`, { method: 'POST', headers, body: form });
  return { status: answer.status, body: (await answer.json()) as never };
}

/** The ids of photos that lie ready, one for each colour. */
export async function photosReady(hub: TestHub, colours: readonly string[]): Promise<string[]> {
  const files = await Promise.all(colours.map(async (c) => ({ name: `${c}.jpg`, content: await photoOf(c) })));
  const { status, body } = await upload(hub, files);
  if (status !== 201) throw new Error(`upload: ${status} ${JSON.stringify(body)}`);
  return body.items.map(({ id }) => id);
}

/** Nobody tries again to get a file: its job is gone a moment after that is known. */
export const fetchIsOver = (hub: TestHub, attachmentId: string) =>
  eventually(async () => {
    const jobs = `select from jobs where kind = 'media.fetch' and payload ->> 'attachmentId' = $1`;
    return (await hub.query(jobs, [attachmentId])).length === 0;
  });
