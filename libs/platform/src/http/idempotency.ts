import { createHash } from 'node:crypto';
import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { catchError, from, type Observable, of, switchMap } from 'rxjs';
import { Database } from '../database/database.js';
import { ProblemError } from '../errors.js';

interface Stored {
  fingerprint: string;
  response: unknown;
  status: number | null;
}

/**
 * `Idempotency-Key` on writes: the first answer is kept for a day and given again. The same key with another request is
 * refused, and so is a second request while the first still runs. A failed request leaves nothing behind.
 */
@Injectable()
export class IdempotencyInterceptor implements NestInterceptor {
  constructor(private readonly db: Database) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const request = context.switchToHttp().getRequest<FastifyRequest & { principal?: { id: string } }>();
    const key = request.headers['idempotency-key'];
    if (typeof key !== 'string' || request.method === 'GET' || !request.principal) return next.handle();
    if (key.length > 200) throw new ProblemError('validation', 400, 'Idempotency-Key is longer than 200 characters');
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    const id = [request.principal.id, key];
    const fingerprint = createHash('sha256')
      .update(`${request.method} ${request.url}\n${JSON.stringify(request.body ?? null)}`)
      .digest('hex');
    return from(this.reserve(id, fingerprint)).pipe(
      switchMap((stored) => {
        if (stored) {
          void reply.status(stored.status!);
          return of(stored.response);
        }
        return next.handle().pipe(
          switchMap(async (response: unknown) => {
            await this.db.query(
              'update idempotency_keys set status = $3, response = $4 where principal = $1 and key = $2',
              [...id, reply.statusCode, JSON.stringify(response ?? null)],
            );
            return response;
          }),
          catchError(async (error: unknown) => {
            await this.db.query('delete from idempotency_keys where principal = $1 and key = $2', id);
            throw error;
          }),
        );
      }),
    );
  }

  /** Null: ours to carry out. A stale reservation is one whose process died; a minute later it may be tried again. */
  private async reserve(id: string[], fingerprint: string): Promise<Stored | null> {
    const [mine] = await this.db.query(
      `insert into idempotency_keys (principal, key, fingerprint) values ($1, $2, $3)
       on conflict (principal, key) do update set created_at = now(), fingerprint = excluded.fingerprint,
         status = null, response = null
       where idempotency_keys.created_at < now() - interval '1 day'
         or (idempotency_keys.status is null and idempotency_keys.created_at < now() - interval '1 minute')
       returning key`,
      [...id, fingerprint],
    );
    if (mine) return null;
    const [stored] = await this.db.query<Stored & { key: string }>(
      'select fingerprint, status, response from idempotency_keys where principal = $1 and key = $2',
      id,
    );
    if (stored && stored.fingerprint !== fingerprint) {
      throw new ProblemError(
        'idempotency-key-reused',
        422,
        'Idempotency-Key was used for another request',
        'Use a new key for a new request.',
      );
    }
    if (!stored || stored.status === null) {
      throw new ProblemError('idempotency-in-progress', 409, 'The first request with this key is still being answered');
    }
    return stored;
  }
}
