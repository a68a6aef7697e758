import { Readable } from 'node:stream';
import { Controller, Req, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { PrincipalRequest } from '#libs/access';
import { api, type RouteInput } from '#libs/contracts';
import { csvLine, Input, Route } from '#libs/platform';
import { DigitProposals } from './digit-proposals.service.js';
import { ReadingEvents } from './reading-events.service.js';
import { Readings } from './readings.service.js';

type In<K extends keyof typeof api> = RouteInput<(typeof api)[K]>;

const columns = [
  'id',
  'taken_at',
  'serial',
  'register',
  'value',
  'unit',
  'status',
  'read_by',
  'warnings',
  'contact_id',
  'contact_name',
  'contact_phone',
  'thread_id',
  'attachment_id',
  'created_by',
  'created_at',
  'confirmed_at',
];

@Controller()
export class ReadingsController {
  constructor(
    private readonly readings: Readings,
    private readonly events: ReadingEvents,
    private readonly digits: DigitProposals,
  ) {}

  @Route(api.listReadings)
  list(@Input() { query }: In<'listReadings'>, @Req() { principal }: PrincipalRequest) {
    return this.readings.list(query, principal!);
  }

  @Route(api.readingsCsv)
  async csv(
    @Input() { query }: In<'readingsCsv'>,
    @Req() { principal }: PrincipalRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const pages = this.readings.pages(query, principal!);
    // Read before the head is sent: what is wrong with it is still a problem, and not half a file.
    const first = await pages.next();
    async function* lines() {
      yield csvLine(columns);
      for (let page = first; !page.done; page = await pages.next()) yield page.value.map(lineOf).join('');
    }
    void reply
      .header('content-type', 'text/csv; charset=utf-8; header=present')
      .header('content-disposition', 'attachment; filename="readings.csv"')
      .send(Readable.from(lines()));
  }

  @Route(api.getReading)
  get(@Input() { params }: In<'getReading'>) {
    return this.readings.get(params.id);
  }

  @Route(api.createReading)
  create(@Input() { body }: In<'createReading'>, @Req() { principal }: PrincipalRequest) {
    return this.readings.create(body, principal!);
  }

  @Route(api.patchReading)
  patch(@Input() { params, body }: In<'patchReading'>, @Req() { principal }: PrincipalRequest) {
    return this.readings.patch(params.id, body, principal!);
  }

  @Route(api.proposeDigits)
  async propose(@Input() { params }: In<'proposeDigits'>) {
    return { proposals: await this.digits.propose(params.id) };
  }

  @Route(api.getReadingsWebhook)
  webhook() {
    return this.events.settings();
  }

  @Route(api.putReadingsWebhook)
  setWebhook(@Input() { body }: In<'putReadingsWebhook'>) {
    return this.events.configure(body);
  }
}

type Line = Awaited<ReturnType<ReturnType<Readings['pages']>['next']>>['value'] extends infer V
  ? V extends readonly (infer R)[]
    ? R
    : never
  : never;

const lineOf = (r: Line): string =>
  csvLine([
    r.id,
    r.takenAt.toISOString(),
    r.serial,
    r.register,
    r.value,
    r.unit,
    r.status,
    r.readBy,
    r.warnings.map(({ code }) => code).join(' '),
    r.contactId,
    r.contactName,
    r.contactPhone,
    r.threadId,
    r.attachmentId,
    r.createdByName,
    r.createdAt.toISOString(),
    r.confirmedAt?.toISOString() ?? null,
  ]);
