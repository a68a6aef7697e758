import type { FastifyReply } from 'fastify';

/** Ends the connection without an answer, or in the middle of one. */
export function cutLine(reply: FastifyReply, begun?: { headers: Record<string, string>; bytes: Buffer }): FastifyReply {
  reply.hijack();
  if (begun) {
    reply.raw.writeHead(200, begun.headers);
    reply.raw.write(begun.bytes, () => reply.raw.destroy());
  } else {
    reply.raw.destroy();
  }
  return reply;
}
