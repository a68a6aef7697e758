import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException, Logger } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { problemType } from '#libs/contracts';
import { isOutage } from '../database/database.js';
import { ProblemError } from '../errors.js';

const named: Record<number, [code: string, title: string]> = {
  400: ['bad-request', 'The request cannot be read'],
  404: ['not-found', 'Not found'],
  413: ['too-large', 'The request is too large'],
  415: ['unsupported-media-type', 'Send application/json'],
};

/** Seconds after which asking again makes sense: a database that restarts is back in about this time. */
const retryAfter = '2';

/** Answers every error as problem+json. What is not ours becomes a plain 500: details go to the log, never to a caller. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly log = new Logger('Http');

  catch(error: unknown, host: ArgumentsHost): void {
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const problem = this.problem(error);
    if (problem.status === 503) void reply.header('retry-after', retryAfter);
    void reply
      .status(problem.status)
      .header('content-type', 'application/problem+json')
      .send(
        JSON.stringify({
          type: problemType(problem.code),
          title: problem.title,
          status: problem.status,
          ...(problem.detail && { detail: problem.detail }),
          ...problem.extra,
        }),
      );
  }

  private problem(error: unknown): ProblemError {
    if (error instanceof ProblemError) return error;
    const status = error instanceof HttpException ? error.getStatus() : (error as { statusCode?: number }).statusCode;
    if (status && status < 500) {
      const [code, title] = named[status] ?? ['bad-request', 'The request cannot be answered'];
      return new ProblemError(code, status, title);
    }
    if (isOutage(error)) {
      this.log.warn(`the database is away: ${(error as Error).message}`);
      return new ProblemError('unavailable', 503, 'Not available at the moment', 'Try again in a few seconds.');
    }
    this.log.error(error instanceof Error ? (error.stack ?? error.message) : String(error));
    return new ProblemError('internal', 500, 'Something went wrong', 'It has been logged. Try again in a moment.');
  }
}
