import type { IncomingMessage } from 'node:http';
import { plainFileName } from '#libs/channels';
import * as errors from '../errors.js';

export interface ReceivedFile {
  name: string | null;
  content: Buffer;
}

export const maxFileBytes = 16 * 1024 * 1024;
const maxFiles = 10;
/** All files of one request: what a hub holds in memory for it. */
export const maxUploadBytes = 64 * 1024 * 1024;

/** The files of a multipart request, field `file`. Read only now, so that nobody fills memory before they are signed in. */
export async function readUpload(request: IncomingMessage): Promise<ReceivedFile[]> {
  const files = await readFiles(request, 'file');
  if (files.length === 0) throw errors.noFile();
  if (files.length > maxFiles) throw errors.tooManyFiles(maxFiles);
  const tooLarge = files.find(({ content }) => content.length > maxFileBytes);
  if (tooLarge) throw errors.fileTooLarge(tooLarge.name);
  return files;
}

/** Whatever files are in that field, however many and large they are by themselves. */
export async function readFiles(request: IncomingMessage, field: string): Promise<ReceivedFile[]> {
  const type = request.headers['content-type'] ?? '';
  if (!/^multipart\/form-data\b/i.test(type)) throw errors.noFile();
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.byteLength;
    if (bytes > maxUploadBytes) throw errors.uploadTooLarge();
    chunks.push(chunk);
  }
  // Node's own parser, undici's: strict, and throws at what is no multipart body.
  const form = await new Response(Buffer.concat(chunks), { headers: { 'content-type': type } })
    .formData()
    .catch(() => null);
  const files = form?.getAll(field).filter((part) => typeof part !== 'string') ?? [];
  return Promise.all(
    files.map(async (file) => ({ name: plainFileName(file.name), content: Buffer.from(await file.arrayBuffer()) })),
  );
}
