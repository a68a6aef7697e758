import type { FastifyInstance } from 'fastify';
import { cutLine } from '../cut-line.js';
import { delayOf } from '../faults.js';
import { newMetaMediaId } from '../ids.js';
import type { Network } from '../network.js';
import type { MediaFiles } from '../state/media-files.js';
import { GraphError } from './errors.js';
import { TYPES } from './send.js';

const MB = 1024 * 1024;
/** By the first half of the type. */
const LIMITS: Readonly<Record<string, number>> = { image: 5 * MB, audio: 16 * MB, video: 16 * MB };

/** A file from the company, to be sent by its id. */
export function uploadRoute(app: FastifyInstance, network: Network, files: MediaFiles): void {
  app.post<{ Params: { id: string } }>('/:version/:id/media', async (request, reply) => {
    if (request.params.id !== network.options.carrier.whatsapp.phoneNumberId) {
      throw new GraphError(100, 'Object does not exist.', 33);
    }
    const struck = network.faults.strike('meta.upload', null);
    await network.agenda.sleep(delayOf(struck));
    const refused = struck.find(({ action }) => action === 'refuse');
    if (refused) throw new GraphError(refused.code ?? 131053);
    const { type, content } = await formOf(request.headers['content-type'], request.body);
    if (content.length > (LIMITS[type.split('/')[0]!] ?? 100 * MB))
      throw new GraphError(131053, 'The file is too large.');
    const media = await files.keep(newMetaMediaId(), type, content);
    await network.ledger.append({ op: 'upload', media });
    if (struck.some(({ action }) => action === 'drop')) return cutLine(reply);
    return { id: media.id };
  });
}

async function formOf(contentType = '', body: unknown): Promise<{ type: string; content: Buffer }> {
  const form =
    Buffer.isBuffer(body) &&
    (await new Response(new Uint8Array(body), { headers: { 'content-type': contentType } })
      .formData()
      .catch(() => null));
  if (!form) throw new GraphError(100, 'The body must be multipart/form-data.');
  const [product, file, type] = ['messaging_product', 'file', 'type'].map((name) => form.get(name));
  if (product !== 'whatsapp') throw new GraphError(100, 'The parameter messaging_product is required.');
  if (!(file instanceof Blob) || file.size === 0) throw new GraphError(131008, 'The parameter file is required.');
  const mimeType = typeof type === 'string' && type !== '' ? type : file.type;
  if (file.type !== mimeType || !Object.values(TYPES).some((known) => known.test(mimeType))) {
    throw new GraphError(100, `Param file must be a file with one of the supported types, not ${file.type}.`);
  }
  return { type: mimeType, content: Buffer.from(await file.arrayBuffer()) };
}
