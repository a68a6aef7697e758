import { Controller, Get, Header, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { DataSource } from 'typeorm';
import { Open } from '#libs/access';
import { MediaStore } from '#libs/media';
import { Database, registry } from '#libs/platform';

@Controller()
@Open()
export class HealthController {
  constructor(
    private readonly db: Database,
    private readonly source: DataSource,
    private readonly media: MediaStore,
  ) {}

  @Get('health/live')
  live() {
    return { status: 'live' };
  }

  /** 503 names what is missing; nothing else about the machine is told. */
  @Get('health/ready')
  async ready(@Res({ passthrough: true }) reply: FastifyReply) {
    const checks = {
      database: await works(this.db.query('select 1')),
      migrations: await works(this.source.showMigrations().then((pending) => pending && Promise.reject(new Error()))),
      media: await works(this.media.check()),
    };
    const ready = Object.values(checks).every(Boolean);
    void reply.status(ready ? 200 : 503);
    return { status: ready ? 'ready' : 'not ready', checks };
  }

  @Get('metrics')
  @Header('content-type', 'text/plain; version=0.0.4; charset=utf-8')
  metrics() {
    return registry.metrics();
  }
}

const works = (check: Promise<unknown>) =>
  check.then(
    () => true,
    () => false,
  );
