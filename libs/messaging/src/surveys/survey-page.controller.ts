import { All, Body, Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { AttemptLimit, Open } from '#libs/access';
import { Clock, notFound, ProblemError } from '#libs/platform';
import * as errors from '../errors.js';
import { pagePolicy } from '../public-page.js';
import { closedPage, refusedPage } from '../uploads/upload-page.js';
import { type OpenSurvey, SurveyLinks } from './survey-links.service.js';
import { surveyPage, thanksPage } from './survey-page.js';

const minute = 60_000;

const Filled = z.object({
  solved: z.enum(['yes', 'no']).optional().catch(undefined),
  score: z
    .string()
    .regex(/^[1-5]$/)
    .optional()
    .catch(undefined),
  comment: z.string().trim().default(''),
});
const maxComment = 1000;

/** How it went, by a link: it is the permission, and good for one answer. Looking at the page uses nothing up. */
@Controller()
export class SurveyPageController {
  private readonly perLink = new AttemptLimit(60, minute);
  private readonly guesses = new AttemptLimit(60, minute);

  constructor(
    private readonly links: SurveyLinks,
    private readonly clock: Clock,
  ) {}

  @Get('s/:token')
  @Open()
  page(@Req() request: FastifyRequest, @Param('token') token: string, @Res() reply: FastifyReply): Promise<void> {
    return this.answer(request, token, reply, async ({ house, words }) => ({
      status: 200,
      page: surveyPage(house, words),
    }));
  }

  @Post('s/:token')
  @Open()
  form(
    @Req() request: FastifyRequest,
    @Param('token') token: string,
    @Body() body: unknown,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.answer(request, token, reply, async ({ house, words }) => {
      const { solved, score, comment } = Filled.parse(body);
      const fault = score === undefined ? 'score' : comment.length > maxComment ? 'comment' : undefined;
      if (fault) return { status: 400, page: surveyPage(house, words, { solved, score, comment, fault }) };
      await this.links.take(token, {
        score: Number(score),
        ...(solved && { solved: solved === 'yes' }),
        ...(comment && { comment }),
      });
      return { status: 200, page: thanksPage(house, words, solved === 'no' || Number(score) <= 2) };
    });
  }

  /** Whatever else is asked for here is no link of ours. */
  @All('s/*')
  @Open()
  other(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.answer(request, '', reply, () => Promise.reject(notFound('link')));
  }

  private async answer(
    request: FastifyRequest,
    token: string,
    reply: FastifyReply,
    work: (survey: OpenSurvey) => Promise<{ status: number; page: string }>,
  ): Promise<void> {
    const survey = await this.links.open(token);
    const now = this.clock.now().getTime();
    const allowed = survey.id ? this.perLink.allow(survey.id, now) : this.guesses.allow(request.ip, now);
    const { status, page } = await this.checked(survey, allowed, work).catch((error: unknown) =>
      problem(survey, error),
    );
    if (status === 429) void reply.header('retry-after', '60');
    void reply
      .status(status)
      .type('text/html; charset=utf-8')
      .header('content-security-policy', pagePolicy)
      .header('cache-control', 'no-store')
      .header('x-robots-tag', 'noindex')
      .send(page);
  }

  private async checked<T>(survey: OpenSurvey, allowed: boolean, work: (survey: OpenSurvey) => Promise<T>): Promise<T> {
    if (!allowed) throw errors.tooManyRequests();
    if (survey.id === null) throw notFound('link');
    if (survey.over) throw errors.linkOver();
    return work(survey);
  }
}

function problem({ house, words }: OpenSurvey, error: unknown): { status: number; page: string } {
  if (!(error instanceof ProblemError)) throw error;
  const { texts } = house;
  const pages: Record<string, () => string> = {
    'not-found': () => closedPage(house, texts.unknownTitle, texts.unknown),
    'link-over': () => closedPage(house, words.page.overTitle, words.page.over),
    'too-many-requests': () => closedPage(house, texts.busyTitle, texts.busy),
  };
  return { status: error.status, page: pages[error.code]?.() ?? refusedPage(house, texts.failed) };
}
