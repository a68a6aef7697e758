import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { connect } from 'node:net';
import type { Message, Problem, UploadLink } from '#libs/contracts';
import { messagesOf, threadOf } from './conversations.js';
import { handset } from './handset.js';
import { eventually, type TestHub } from './hub.js';
import { photoOf } from './uploads.js';

export async function linkFor(hub: TestHub, threadId: string, maxFiles?: number): Promise<UploadLink> {
  const answer = await hub.api<UploadLink>('POST', `/api/v1/threads/${threadId}/upload-links`, {
    ...(maxFiles !== undefined && { maxFiles }),
  });
  if (answer.status !== 201) throw new Error(`upload link: ${answer.status} ${JSON.stringify(answer.body)}`);
  return answer.body;
}

/** A new customer's thread, and a link into it. */
export async function asked(
  hub: TestHub,
  phone: string,
  maxFiles?: number,
): Promise<UploadLink & { threadId: string }> {
  await handset(hub, phone).write('sms', 'Hello');
  const { id } = await threadOf(hub, phone);
  return { ...(await linkFor(hub, id, maxFiles)), threadId: id };
}

/** The form as a browser sends it without scripts. */
export async function sendForm(
  url: string,
  files: readonly { name: string; content: Buffer }[],
): Promise<{ status: number; page: string }> {
  const form = new FormData();
  for (const { name, content } of files) form.append('photo', new Blob([new Uint8Array(content)]), name);
  const answer = await fetch(url, { method: 'POST', body: form });
  return { status: answer.status, page: await answer.text() };
}

export interface Progress {
  offset: number;
  bytes: number;
  arrived: boolean;
}

/** What the page's script asks for one file. */
export function fileOn(url: string, content: Buffer, name = 'meter.jpg') {
  const sha256 = createHash('sha256').update(content).digest('hex');
  const at = `${url}/files/${sha256}`;
  const read = async (answer: Response) => ({
    status: answer.status,
    body: (await answer.json()) as Progress & Problem,
  });
  return {
    sha256,
    begin: async (claims: Record<string, unknown> = {}) =>
      read(
        await fetch(`${url}/files`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ sha256, bytes: content.length, name, ...claims }),
        }),
      ),
    state: async () => read(await fetch(at)),
    piece: async (start: number, end = content.length, bytes: Buffer = content) =>
      read(
        await fetch(at, {
          method: 'PATCH',
          headers: { 'content-type': 'application/offset+octet-stream', 'upload-offset': String(start) },
          body: new Uint8Array(bytes.subarray(start, end)),
        }),
      ),
    /** The connection is cut after so many bytes of the body and when `then` agrees, whatever had been announced. */
    cut: async (start: number, after: number, then: () => Promise<boolean>) => {
      const { hostname, port, pathname } = new URL(at);
      const socket = connect(Number(port), hostname);
      await once(socket, 'connect');
      socket.on('error', () => {});
      socket.write(
        `PATCH ${pathname} HTTP/1.1\r\nhost: ${hostname}:${port}\r\ncontent-type: application/offset+octet-stream\r\n` +
          `upload-offset: ${start}\r\ncontent-length: ${content.length - start}\r\n\r\n`,
      );
      socket.write(content.subarray(start, start + after));
      await eventually(then);
      socket.destroy();
    },
  };
}

/** What has come into a thread by its links. */
export const uploadsIn = async (hub: TestHub, threadId: string): Promise<Message[]> =>
  (await messagesOf(hub, threadId)).filter(({ content }) => content?.via === 'upload');

/** The files of a link as the hub keeps them. */
export const filesOf = (hub: TestHub, url: string) =>
  hub.query<{ status: string; received: number; parts: number }>(
    `select f.status, received, (select count(*)::int from upload_parts where file_id = f.id) as parts
     from upload_files f join upload_links l on l.id = link_id where token_hash = sha256($1) order by f.id`,
    [Buffer.from(url.split('/u/')[1]!)],
  );

export const photoFile = async (colour: string, name = `${colour}.jpg`) => ({ name, content: await photoOf(colour) });
